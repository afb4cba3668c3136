"""还的时候：还了多少、截一张图、下一期哪天；可能还不上，到期前先说；全还完，要结清证明。"""

from conversations.answers import spent
from conversations.dealing import (
    REMINDING,
    ended,
    is_paid,
    just_paid,
    meant_id,
    pay,
    replacing,
    with_paper,
    with_receipt,
    writing,
)
from conversations.dealings import Ended
from conversations.effects import Done
from conversations.flow import Ask, Branch, Choose, Notes, Open, Step, doing
from conversations.flows.truth import MINE
from conversations.headway import next_due, running
from conversations.scene import Consent, Scene
from conversations.telling_rows import instalment_rows


def is_whole(notes: Notes, scene: Scene) -> str:
    return "whole" if is_paid(notes, scene) else "partly"


def what_comes(notes: Notes, scene: Scene) -> str:
    agreement = running(scene.ledger, meant_id(notes, scene))
    if not agreement or not next_due(scene.ledger, agreement):
        return "certificate"
    return "paid_next_here" if scene.consent is Consent.REFUSED else "paid_next"


def in_time(notes: Notes, scene: Scene) -> str:
    """Before the day that was agreed, a request is made in time; on it and after it, it is still made."""
    agreement = running(scene.ledger, meant_id(notes, scene))
    due = next_due(scene.ledger, agreement) if agreement else None
    if due is None:
        return "short_unagreed"
    return "short_before" if scene.now.date() < due.due else "short_late"


def is_agreed(notes: Notes, scene: Scene) -> str:
    """Whether there is a plan that a payment can be for."""
    agreement = running(scene.ledger, meant_id(notes, scene))
    return "paid" if agreement and next_due(scene.ledger, agreement) else "paid_early"


PAYING: tuple[Step, ...] = (
    Branch("paying", is_agreed, to=("paid", "paid_early")),
    Choose("paid_early", private=Open("stop_paying", "paid"), ok="board"),
    Ask("paid", spent, then="paid_sum", forget=True, full="paid_full"),
    doing("paid_full", "whole", pay()),
    Branch("paid_sum", is_whole, to=("whole", "partly"), does=(pay("deal.paid"),)),
    Choose("partly", rest="paid", short="short", ok="board"),
    doing("whole", "receipt", Done("due", about=just_paid)),
    Choose("receipt", have="receipt_kept", later="after_paid"),
    doing("receipt_kept", "after_paid", writing(with_receipt)),
    Branch("after_paid", what_comes, to=("paid_next", "paid_next_here", "certificate")),
    Choose("paid_next", see="schedule", ok="end"),
    Choose("paid_next_here", see="schedule", ok="end"),
    Choose("certificate", copy=True, have="paper_kept", later="board"),
    doing("paper_kept", "board", *replacing(with_paper)),
    Choose("schedule", rows=instalment_rows, ok="board"),
    # 可能还不上
    Branch("short", in_time, to=("short_unagreed", "short_before", "short_late")),
    Choose("short_unagreed", say=Open("miss", then="board"), ok="board"),
    Choose("short_before", needs=MINE, otherwise="short_theirs", copy=True, sent="short_sent", ok="board"),
    Choose("short_late", needs=MINE, otherwise="short_theirs", copy=True, sent="short_sent", ok="board"),
    Choose("short_theirs", ok="board"),
    doing("short_sent", "short_kept", *ended(Ended.SHORT)),
    doing("short_kept", "short_told", REMINDING),
    Choose("short_told", calm=True, offered="tell", refused="reason", wait="wait", ok="board"),
)

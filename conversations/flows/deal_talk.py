"""谈的结果：谈成了、没谈成、等回复；他怎么说就怎么记，念一遍，一点就改；跟预算比，还他一个价，要书面，对八样。"""

from conversations.answers import short_text, spent
from conversations.answers_of_deals import coming_day, paper, periods, plan_answer
from conversations.bookkeeping import figure
from conversations.dealing import (
    REMINDING,
    add_offer,
    agree,
    changing_offer,
    differs,
    ended,
    in_writing,
    keep_share,
    lacks_a_number,
    meant,
    meant_id,
    missing_points,
    replacing,
    taken,
    with_each,
    with_first,
    with_periods,
    with_until,
    writing,
)
from conversations.dealings import Ended
from conversations.flow import Ask, Branch, Choose, Notes, Open, Step, doing
from conversations.flows.truth import MINE
from conversations.headway import newest_offer, room
from conversations.money.offers import Against, Offer, Source, against_lump_sum, counters, weigh
from conversations.money.offers import Ask as Request
from conversations.scene import Consent, Scene
from conversations.telling_rows import offer_rows


def offer_of(notes: Notes, scene: Scene) -> Offer | None:
    return newest_offer(scene.ledger, meant_id(notes, scene))


def which(notes: Notes, scene: Scene) -> str:
    if not scene.ledger.debts:
        return "none"
    return "which" if len(scene.ledger.debts) > 1 else "ask_result"


def after_telling(notes: Notes, scene: Scene) -> str:
    if lacks_a_number(notes, scene):
        return "unsettled"
    offer = offer_of(notes, scene)
    return "echo_once" if offer and offer.periods == 1 else "echo"


def still_to_tell(notes: Notes, scene: Scene) -> str:
    """The first day is asked of instalments; by when to answer, unless the lender has just said yes to a request."""
    offer = offer_of(notes, scene)
    if offer and offer.first is None and offer.periods > 1 and "deal.first" not in notes:
        return "first"
    return "weigh" if "yes" in (notes.get("deal.say_waive"), notes.get("deal.say_longer")) else "until"


def against_budget(notes: Notes, scene: Scene) -> str:
    debt, offer = meant(notes, scene), offer_of(notes, scene) or Offer()
    if debt is None or (not scene.ledger.reckoned and debt.share is None):
        return "no_budget"
    if offer.periods == 1:
        return "lump"
    free = room(scene.ledger, debt)
    seen = weigh(offer, debt.asked, free, at_hand=free)
    return "within" if seen.can_keep else "over" if seen.over else "over_down"


def lump_against_budget(notes: Notes, scene: Scene) -> str:
    """A lump sum is paid from the person's own money or not at all."""
    offer, at_hand = offer_of(notes, scene), figure(notes, "deal.lump")
    source = Source.BORROWED if notes.get("deal.lump") == "borrow" else Source.OWN
    found = against_lump_sum(offer.total if offer else 0, at_hand, source, written=True, payee_checked=True)
    if Against.BORROWED in found:
        return "lump_borrowed"
    return "lump_short" if Against.OUT_OF_REACH in found else "lump_own"


def requests(notes: Notes, scene: Scene) -> tuple[Request, ...]:
    """What can be asked of the lender within the monthly sum."""
    debt, offer = meant(notes, scene), offer_of(notes, scene)
    if debt is None or offer is None:
        return ()
    return tuple(counter.ask for counter in counters(offer, debt.asked, room(scene.ledger, debt)))


def which_requests(notes: Notes, scene: Scene) -> str:
    found = requests(notes, scene)
    if len(found) == 2:
        return "ask_both"
    if not found and against_budget(notes, scene) == "within":
        return "ask_less"
    return {Request.WAIVE: "ask_waive", Request.LONGER: "ask_longer"}[found[0]] if found else "ask_none"


def after_waiving(notes: Notes, scene: Scene) -> str:
    return "say_longer" if Request.LONGER in requests(notes, scene) else "reason"


def can_remind(notes: Notes, scene: Scene) -> str:
    return "kept_here" if scene.consent is Consent.REFUSED else "kept"


def which_paper(notes: Notes, scene: Scene) -> str:
    """Of a lump sum it has to be written that it settles everything."""
    offer = offer_of(notes, scene)
    return "written_once" if offer and offer.periods == 1 else "written"


def eight_points(notes: Notes, scene: Scene) -> str:
    if differs(notes, scene):
        return "differs"
    return "lacks" if missing_points(notes) else "complete"


def has_first_day(notes: Notes, scene: Scene) -> str:
    offer = offer_of(notes, scene)
    return "agree" if offer and offer.first else "first_due"


RESULT: tuple[Step, ...] = (
    Branch("result", which, to=("none", "which", "ask_result"), settles=True),
    Choose("ask_result", offered="tell", refused="reason", wait="wait", ok="board"),
    # 他给的方案
    Ask("tell", plan_answer, then="told", forget=True, first=True),
    Branch("told", after_telling, to=("unsettled", "echo", "echo_once"), does=replacing(add_offer)),
    Choose("unsettled", again="tell", debt=Open("debts", "change_sum", then="tell", pick=meant_id)),
    Choose("echo_once", yes="heard", again="tell"),
    Choose("echo", yes="heard", periods="fix_periods", each="fix_each", again="tell"),
    Ask("fix_periods", periods, then="periods_fixed", forget=True),
    Ask("fix_each", spent, then="each_fixed", forget=True),
    doing("periods_fixed", "echo", changing_offer(with_periods)),
    doing("each_fixed", "echo", changing_offer(with_each)),
    Branch("heard", still_to_tell, to=("first", "until", "weigh")),
    Ask("first", coming_day, then="first_told", unknown="heard"),
    doing("first_told", "heard", changing_offer(with_first)),
    Ask("until", coming_day, then="until_told", forget=True, none="weigh"),
    doing("until_told", "until_kept", changing_offer(with_until)),
    doing("until_kept", "weigh", REMINDING),
    # 跟预算比
    Branch("weigh", against_budget, to=("no_budget", "lump", "within", "over", "over_down")),
    Choose("no_budget", reckon=Open("budget", then="weigh"), share="share", ok="board"),
    Choose("within", accept="take", talk="counters", more="beside"),
    Choose("over", talk="counters", accept="tight", more="beside"),
    Choose("over_down", talk="counters", accept="take", more="beside"),
    Choose("beside", rows=offer_rows, ok="weigh", share="share", cost="cost"),
    Choose("tight", talk="counters", accept="take"),
    Ask("share", spent, then="share_told", forget=True),
    doing("share_told", "weigh", writing(keep_share)),
    # 一次还清
    Ask("lump", spent, then="lump_judge", borrow="lump_judge"),
    Branch("lump_judge", lump_against_budget, to=("lump_own", "lump_short", "lump_borrowed")),
    Choose("lump_own", accept="take", ok="board"),
    Choose("lump_short", talk="counters", ok="board"),
    Choose("lump_borrowed", talk="counters", ok="board"),
    # 还他一个价
    Branch("counters", which_requests, to=("ask_both", "ask_waive", "ask_longer", "ask_less", "ask_none")),
    Choose("ask_both", line="say_waive", share="share"),
    Choose("ask_waive", line="say_waive", share="share"),
    Choose("ask_longer", line="say_longer", share="share"),
    Choose("ask_less", how=Open("talk", "waive", then="ask_result"), ok="weigh"),
    Choose("ask_none", defer=Open("talk", "defer", then="ask_result"), share="share", ok="board"),
    Choose("say_waive", needs=MINE, otherwise="say_nothing", yes="tell", no="after_waive", wait="wait"),
    Branch("after_waive", after_waiving, to=("say_longer", "reason")),
    Choose("say_longer", needs=MINE, otherwise="say_nothing", yes="tell", no="reason", wait="wait"),
    Choose("say_nothing", yes="tell", no="reason"),
    # 没谈成，等回复
    Ask("reason", short_text, then="again", skip="again"),
    Ask("again", coming_day, then="refused", week="refused", no="refused", mediation=Open("mediation", then="again")),
    doing("refused", "refused_kept", *ended(Ended.REFUSED, "deal.reason", "deal.again")),
    doing("refused_kept", "board", REMINDING),
    Ask("wait", coming_day, then="waiting", forget=True, no="waiting"),
    doing("waiting", "waiting_kept", *ended(Ended.WAITING, day="deal.wait")),
    doing("waiting_kept", "board", REMINDING),
    # 要书面，对八样
    Branch("take", which_paper, to=("written", "written_once"), does=(changing_offer(taken),)),
    Choose("written_once", copy=True, got="papers", oral="oral", ok="board"),
    Choose("written", got="papers", oral="oral", ok="board"),
    Choose("oral", sent="take", refused="reason"),
    Ask("papers", paper, then="source", reads=True, own=Open("agreement", then="by_hand")),
    Choose("source", official="checked", private="checked"),
    doing("checked", "points", changing_offer(in_writing)),
    Branch("points", eight_points, to=("differs", "lacks", "complete")),
    Choose("differs", tell="tell", ask="differs_line", ok="board"),
    Choose("differs_line", right="papers", refused="reason"),
    Choose("lacks", line="lacks_line", asked="reply"),
    Choose("lacks_line", said="reply", refused="reason"),
    Ask("reply", short_text, then="complete"),
    Choose("by_hand", all="all_there", much="tight", lacking="board"),
    doing("all_there", "has_first", changing_offer(in_writing)),
    Choose("complete", keep="has_first", much="tight"),
    Branch("has_first", has_first_day, to=("agree", "first_due")),
    Ask("first_due", coming_day, then="first_due_told", noted_as="first"),
    doing("first_due_told", "agree", changing_offer(with_first)),
    doing("agree", "agreed", *replacing(agree)),
    Branch("agreed", can_remind, to=("kept", "kept_here"), does=(REMINDING,)),
    Choose("kept", calm=True, see="schedule", ok="end"),
    Choose("kept_here", see="schedule", ok="end"),
)

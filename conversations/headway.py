"""How far the person has come with each lender, from the ledger alone: the stage, the plan, what is due, what comes
next. Nothing of this is kept: it is worked out anew each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from conversations.dealings import Agreement, Ended, Payment, Talk
from conversations.ledger import Ledger
from conversations.money.debts import Debt
from conversations.money.offers import Offer
from conversations.money.order import ordered
from conversations.money.schedule import Instalment, schedule

SOON = timedelta(days=3)


class Stage(StrEnum):
    """Where the person stands with one lender."""

    PREPARE = "prepare"
    CALL = "call"
    AGAIN = "again"  # refused, to be tried again
    WAIT = "wait"
    DECIDE = "decide"  # an offer that the person has not said yes to
    WRITTEN = "written"  # it would do, and is there by word of mouth
    CHECK = "check"  # it is there in writing
    PAY = "pay"  # the first payment is to come
    KEEP = "keep"
    SHORT = "short"  # an instalment was not paid, or will not be
    PAID = "paid"  # all of it; the paper that says so is not there yet
    SETTLED = "settled"


def stage_of(ledger: Ledger, debt: Debt, today: date) -> Stage:
    if agreement := running(ledger, debt.id):
        return stage_of_plan(ledger, agreement, today)
    newest = newest_word(ledger, debt.id)
    if isinstance(newest, Offer):
        return Stage.CHECK if newest.written else Stage.WRITTEN if newest.taken else Stage.DECIDE
    if newest is not None:
        return Stage.WAIT if newest.ended is Ended.WAITING else Stage.AGAIN
    return Stage.PREPARE if debt.unsure or not ledger.reckoned else Stage.CALL


def stage_of_plan(ledger: Ledger, agreement: Agreement, today: date) -> Stage:
    due = next_due(ledger, agreement)
    if due is None:
        return Stage.SETTLED if agreement.settled else Stage.PAID
    paid = ledger.of(Payment, agreement.debt)
    talks = [number(talk) for talk in ledger.of(Talk, agreement.debt) if talk.ended is Ended.SHORT]
    told = max(talks, default=0) > max([number(agreement), *(number(payment) for payment in paid)])
    if told or due.due < today:
        return Stage.SHORT
    return Stage.KEEP if any(payment.agreement == agreement.id for payment in paid) else Stage.PAY


def number(dealing: Talk | Offer | Agreement | Payment) -> int:
    """Later dealings have the greater number."""
    return int(dealing.id)


def newest_word(ledger: Ledger, debt: str) -> Talk | Offer | None:
    """The last that was heard from the lender: an offer, or how a talk ended without one."""
    heard: list[Talk | Offer] = [*ledger.of(Talk, debt), *ledger.of(Offer, debt)]
    return max(heard, key=number, default=None)


def newest_offer(ledger: Ledger, debt: str) -> Offer | None:
    return next(reversed(ledger.of(Offer, debt)), None)


def running(ledger: Ledger, debt: str) -> Agreement | None:
    """The agreement that holds for a debt: the newest one, as long as no later offer is on the table."""
    agreement = next(reversed(ledger.of(Agreement, debt)), None)
    offer = newest_offer(ledger, debt)
    return agreement if agreement and not (offer and number(offer) > number(agreement)) else None


def instalments(agreement: Agreement | Offer) -> tuple[Instalment, ...]:
    """Every payment of a plan; number 0 is what is paid at once. Empty while nobody said when the first one is due."""
    if agreement.first is None or agreement.each < 1:
        return ()
    last = agreement.last or agreement.each
    total = agreement.each * (agreement.periods - 1) + last
    on = agreement.on or agreement.first
    once = (Instalment(0, on, on, agreement.down),) if agreement.down else ()
    return once + schedule(total, agreement.periods, agreement.first, each=agreement.each)


def paid_of(ledger: Ledger, agreement: Agreement, instalment: int) -> int:
    """What was paid so far for one instalment."""
    return sum(
        payment.fen
        for payment in ledger.of(Payment, agreement.debt)
        if (payment.agreement, payment.number) == (agreement.id, instalment)
    )


def unpaid(ledger: Ledger, agreement: Agreement) -> tuple[Instalment, ...]:
    """The instalments of which something is still to be paid, each with what is left of it."""
    left = ((each, each.fen - paid_of(ledger, agreement, each.number)) for each in instalments(agreement))
    return tuple(Instalment(each.number, each.named, each.due, fen, each.sure) for each, fen in left if fen > 0)


def next_due(ledger: Ledger, agreement: Agreement) -> Instalment | None:
    return next(iter(unpaid(ledger, agreement)), None)


def room(ledger: Ledger, debt: Debt) -> int:
    """What can go to this debt each month: what the person keeps aside for it, never more than the agreements with
    others leave of the monthly sum, where that is known."""
    if not ledger.reckoned:
        return debt.share or 0
    others = (running(ledger, other.id) for other in ledger.debts if other.id != debt.id)
    taken = sum(each.each for each in others if each and next_due(ledger, each))
    free = max(0, ledger.monthly - taken)
    return free if debt.share is None else min(debt.share, free)


def last_days(ledger: Ledger, debt: str) -> Mapping[str, date]:
    """The days to be reminded of, by what they are about: an entry ("12"), or an instalment of one ("12.1")."""
    agreement, newest = running(ledger, debt), newest_word(ledger, debt)
    day = newest.until if isinstance(newest, Offer) else newest.next_on if newest else None
    stands = newest and (agreement is None or number(newest) > number(agreement))
    word = {newest.id: day} if newest and stands and day else {}
    left = unpaid(ledger, agreement) if agreement else ()
    return word | {f"{agreement.id}.{each.number}": each.due for each in left if agreement}


def pressing(ledger: Ledger, today: date) -> Debt | None:
    """The debt about which something is to be done next: what is due soon, else the first in the order that waits for
    no day, else what is due first."""
    days = {debt.id: min(last_days(ledger, debt.id).values(), default=date.max) for debt in ledger.debts}
    rows = [row.debt for row in ordered(ledger.debts, ledger.monthly, today, ledger.chosen)]
    rows = [debt for debt in rows if stage_of(ledger, debt, today) is not Stage.SETTLED] or rows
    soon = [debt for debt in rows if days[debt.id] <= today + SOON]
    free = [debt for debt in rows if days[debt.id] == date.max]
    return min(soon or free[:1] or rows, key=lambda debt: days[debt.id], default=None)

"""Offers of a lender side by side and against the person's own budget, and what to ask for instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conversations.months import month_after

MOST_PERIODS = 60
"""Monthly instalments that a counter-offer goes up to: five years."""

WHOLE = 100
TRIED = 12
"""An instalment in whole yuan is looked for this many periods beyond the shortest plan."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a lender offers: `down` at once, then `each` for so many months from `first`. A lump sum has one period.

    `last`: the last instalment, where it is another (0: the same). `first` is None while nobody said when. `debt`:
    for which; `on`: when it was told; `until`: the day by which an answer is wanted; `taken`: the person would
    keep to it; `written`: it is there in writing.
    """

    id: str = ""
    each: int = 0
    periods: int = 1
    first: date | None = None
    down: int = 0
    last: int = 0
    debt: str = ""
    on: date | None = None
    until: date | None = None
    taken: bool = False
    written: bool = False

    @property
    def total(self) -> int:
        return self.down + self.each * (self.periods - 1) + (self.last or self.each)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An offer against what is owed and what the person can pay each month for this debt.

    `more`: how much it asks beyond what is owed now, below zero for a discount. `over`: how much an instalment asks
    beyond the monthly sum, 0 where none. `ends`: the day of the last payment, None where nobody said when it begins.
    `can_keep`: every payment is within reach, the one at once included.
    """

    offer: Offer
    total: int
    more: int
    over: int
    ends: date | None
    can_keep: bool


def weighed(offers: Iterable[Offer], owed: int, monthly: int, at_hand: int = 0) -> tuple[Weighed, ...]:
    """The offers side by side: first those that can be kept, the cheaper before the dearer.

    `at_hand`: the person's own money that no month of living hangs on; a single payment may come from it.
    """
    rows = (weigh(offer, owed, monthly, at_hand) for offer in offers)
    return tuple(sorted(rows, key=lambda row: (not row.can_keep, row.total, row.ends or date.max, row.offer.id)))


def weigh(offer: Offer, owed: int, monthly: int, at_hand: int) -> Weighed:
    once = offer.each if offer.periods == 1 else 0
    over = max(0, offer.each - monthly) if not once else max(0, once - max(at_hand - offer.down, monthly))
    can_keep = over == 0 and offer.down <= at_hand
    ends = month_after(offer.first, offer.periods - 1) if offer.first else None
    return Weighed(offer, offer.total, offer.total - owed, over, ends, can_keep)


class Ask(StrEnum):
    """What is asked of the lender, the better one first."""

    WAIVE = "waive"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Counter:
    """A plan to ask for: `periods` instalments of `each`, the last one of `last`; within the monthly sum."""

    ask: Ask
    total: int
    periods: int
    each: int
    last: int


def counters(offer: Offer, owed: int, monthly: int, most_periods: int = MOST_PERIODS) -> tuple[Counter, ...]:
    """What to ask for instead of an offer: first without what it adds to the debt, else the same sum for longer.

    Only plans within the monthly sum and the most periods are named, and such as are better than the offer; there may
    be none.
    """
    asks = [(Ask.WAIVE, owed)] if offer.total > owed else []
    found = (plan(ask, total, monthly, most_periods) for ask, total in [*asks, (Ask.LONGER, offer.total)])
    return tuple(plan for plan in found if plan and (offer.down or plan.total < offer.total or plan.each < offer.each))


def plan(ask: Ask, total: int, monthly: int, most_periods: int = MOST_PERIODS) -> Counter | None:
    """The shortest plan within a monthly sum; a little longer if all instalments are then equal and in whole yuan."""
    if total < 1 or monthly < 1:
        return None
    shortest = -(-total // monthly)
    if shortest > most_periods:
        return None
    for periods in range(shortest, min(shortest + TRIED, most_periods) + 1):
        if total % (periods * WHOLE) == 0:
            return Counter(ask, total, periods, total // periods, total // periods)
    each = min(monthly, -(-total // shortest // WHOLE) * WHOLE)
    return Counter(ask, total, shortest, each, total - each * (shortest - 1))


class Source(StrEnum):
    """Where the money for a lump sum comes from."""

    OWN = "own"
    FAMILY = "family"
    BORROWED = "borrowed"
    UNKNOWN = "unknown"


class Against(StrEnum):
    """What speaks against paying a lump sum now."""

    BORROWED = "borrowed"
    OUT_OF_REACH = "out_of_reach"
    SOURCE_OPEN = "source_open"
    NOT_WRITTEN = "not_written"
    PAYEE_OPEN = "payee_open"


def against_lump_sum(
    total: int, at_hand: int, source: Source, written: bool, payee_checked: bool
) -> tuple[Against, ...]:
    """Everything that speaks against a lump sum, the weightiest first; empty where nothing does.

    `written`: the lender's own paper says that it settles the debt. `payee_checked`: the account is the contract's.
    """
    holds = {
        Against.BORROWED: source is Source.BORROWED,
        Against.OUT_OF_REACH: source is Source.OWN and total > at_hand,
        Against.SOURCE_OPEN: source is Source.UNKNOWN,
        Against.NOT_WRITTEN: not written,
        Against.PAYEE_OPEN: not payee_checked,
    }
    return tuple(reason for reason, true in holds.items() if true)

"""Instalments to the fen: when each is due, how much it is, and when the last one is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from conversations.months import month_after
from conversations.workdays import is_sure, is_workday, workday_after, workday_before

LONGEST = 600
"""Instalments, fifty years: whatever takes longer is called never."""


class Shift(StrEnum):
    """What the agreement says of a due day on which nobody works."""

    NONE = "none"
    NEXT = "next"  # 顺延
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment. `named`: the day as the agreement counts it, `due` the day after a shift.

    `sure` is False where a working day was estimated to find it.
    """

    number: int
    named: date
    due: date
    fen: int
    sure: bool = True

    @property
    def shifted(self) -> bool:
        return self.due != self.named


def schedule(
    total: int, periods: int, first: date, *, each: int | None = None, shift: Shift = Shift.NONE
) -> tuple[Instalment, ...]:
    """A sum in monthly instalments that add up to it, the last one taking the difference.

    With `each` that much a time, which must leave something for the last one. The day of the month is that of the
    first; a shorter month has its last day. Raises ValueError for a plan that cannot be.
    """
    each = total // periods if each is None and periods > 0 else each
    if not 1 <= periods <= LONGEST or each is None or each < 1 or total - each * (periods - 1) < 1:
        raise ValueError(f"{total} fen do not fit into {periods} instalments of {each}")
    sums = (*(each,) * (periods - 1), total - each * (periods - 1))
    return tuple(instalment(number + 1, month_after(first, number), fen, shift) for number, fen in enumerate(sums))


def instalment(number: int, named: date, fen: int, shift: Shift) -> Instalment:
    if shift is Shift.NONE or is_workday(named):
        return Instalment(number, named, named, fen, sure=shift is Shift.NONE or is_sure(named))
    found = workday_after(named) if shift is Shift.NEXT else workday_before(named + timedelta(days=1))
    return Instalment(number, named, found.day, fen, sure=found.sure)


@dataclass(frozen=True, slots=True)
class Cleared:
    """When a debt is paid off: after how many months, on which day, and the interest paid on the way."""

    months: int
    day: date
    interest: int


def cleared(owed: int, each: int, first: date, monthly_rate: Decimal = Decimal(0)) -> Cleared | None:
    """When paying so much a month clears a debt that grows at a monthly rate; None where it never does."""
    interest = 0
    for month in range(LONGEST):
        grown = int((owed * monthly_rate).to_integral_value(ROUND_HALF_UP))
        interest, owed = interest + grown, owed + grown - each
        if owed <= 0:
            return Cleared(month + 1, month_after(first, month), interest)
        if grown >= each:
            return None
    return None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same debt paid as planned, and with so much more each month."""

    planned: Cleared | None
    changed: Cleared | None


def what_if(owed: int, each: int, more: int, first: date, monthly_rate: Decimal = Decimal(0)) -> WhatIf:
    """每月多还两百，哪天还清: both answers side by side. `more` may be below zero."""
    return WhatIf(cleared(owed, each, first, monthly_rate), cleared(owed, each + more, first, monthly_rate))

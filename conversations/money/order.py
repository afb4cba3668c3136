"""Which debt comes first and why. It is advice: the person may move any row, and that stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby

from conversations.money.cost import HIGH_RATE
from conversations.money.debts import Debt, Kind


class Reason(IntEnum):
    """Why a debt stands where it does, the most pressing first."""

    COURT = 0  # a paper with a last day
    GUARANTOR = 1  # waiting falls on somebody else
    HOME = 2  # roof, power, the tool of work
    REPORTED = 3  # it marks the credit report
    RATE = 4  # it grows fastest
    SMALL = 5  # soon one less
    LATER = 6


REPORTING = (Kind.CARD, Kind.BANK, Kind.CONSUMER)
"""Whose debts are taken to stand on the credit report until the person has looked."""

SMALL_MONTHS = 3
"""A debt that three months of the affordable sum would clear is a small win."""


@dataclass(frozen=True, slots=True)
class Row:
    """A debt in its place. `reasons`: all that hold, the one that placed it first. `own`: the person put it here."""

    debt: Debt
    reasons: tuple[Reason, ...]
    own: bool = False

    @property
    def reason(self) -> Reason:
        return self.reasons[0]


def ordered(debts: Iterable[Debt], monthly: int, today: date, chosen: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Every debt in its place, with its reasons. `monthly`: the affordable sum.

    `chosen`: ids in the order that the person made. They keep it; a debt that came later is put before the first one
    that is less pressing.
    """
    rows = sorted((Row(debt, reasons(debt, monthly)) for debt in debts), key=lambda row: pressing(row, today))
    by_id = {row.debt.id: row for row in rows}
    placed = [Row(by_id[id].debt, by_id[id].reasons, own=True) for id in dict.fromkeys(chosen) if id in by_id]
    for row in rows:
        if row.debt.id not in chosen:
            after = (place for place, other in enumerate(placed) if pressing(other, today) > pressing(row, today))
            placed.insert(next(after, len(placed)), row)
    return tuple(placed)


def reasons(debt: Debt, monthly: int) -> tuple[Reason, ...]:
    """Everything that speaks for dealing with a debt soon, the strongest first."""
    holds = {
        Reason.COURT: debt.court or debt.court_by is not None,
        Reason.GUARANTOR: debt.guarantor,
        Reason.HOME: debt.kind is Kind.HOME,
        Reason.REPORTED: debt.kind in REPORTING if debt.reported is None else debt.reported,
        Reason.RATE: debt.yearly is not None and debt.yearly >= HIGH_RATE,
        Reason.SMALL: 0 < debt.asked <= monthly * SMALL_MONTHS,
        Reason.LATER: True,
    }
    return tuple(reason for reason, true in holds.items() if true)


def pressing(row: Row, today: date) -> tuple[object, ...]:
    """Smaller is more pressing: the reason, then the earlier last day, the dearer rate, the smaller sum."""
    debt = row.debt
    return (
        row.reason,
        debt.court_by or date.max,
        -(debt.yearly or 0) if row.reason is Reason.RATE else 0,
        -debt.days_late(today) if row.reason is Reason.REPORTED else 0,
        debt.asked,
        debt.id,
    )


def moved(rows: tuple[Row, ...], id: str, up: bool) -> tuple[str, ...]:
    """The person's own order: these rows, with one of them a place higher or lower. To be kept as `chosen`."""
    ids = [row.debt.id for row in rows]
    here = ids.index(id)
    there = min(max(here + (-1 if up else 1), 0), len(ids) - 1)
    ids[here], ids[there] = ids[there], ids[here]
    return tuple(ids)


def steps(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], ...]:
    """The rows as they are told: neighbours with one and the same reason in one line."""
    return tuple(tuple(group) for _, group in groupby(rows, key=lambda row: (row.reason, row.own)))

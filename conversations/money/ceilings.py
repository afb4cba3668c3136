"""The lines that rules draw for what a loan may cost a year: which fact, whom it binds, for contracts from when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from conversations.facts import FACTS
from conversations.money.cost import Ceiling
from conversations.money.debts import Kind


def ceilings(today: date) -> tuple[Ceiling, ...]:
    """The lines that may be spoken of today: one whose fact has to be read again is left out until it has been."""
    return tuple(ceiling for ceiling in LINES if not FACTS[ceiling.fact].withdrawn(today))


def percent(fact: str, number: str) -> Decimal:
    return Decimal(FACTS[fact].numbers[number]) / 100


LICENSED = (Kind.CARD, Kind.BANK, Kind.CONSUMER, Kind.MICROLOAN)
LINES = (
    Ceiling("court-24pct", percent("court-24pct", "percent_a_year"), LICENSED),
    # 新发放, from the end of 2025: what was lent in that December itself is left open
    Ceiling(
        "microloan-cost-2025",
        percent("microloan-cost-2025", "percent_a_year"),
        (Kind.MICROLOAN,),
        after=date(2026, 1, 1),
    ),
    # four times the rate of the month of the contract, and the facts know that of one month only
    Ceiling(
        "private-4lpr",
        percent("norm-rate-flags", "lpr_percent_2025_12") * int(FACTS["private-4lpr"].numbers["times_lpr"]),
        (Kind.PRIVATE,),
        after=date(2025, 12, 1),
        until=date(2025, 12, 31),
    ),
)

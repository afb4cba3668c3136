"""What a loan truly costs a year, and how that compares with the ceilings of the rules.

The equation is the one everybody can check: at the rate found, all that was received is worth as much as all that was
and will be paid, each payment discounted to the day of the loan. It is solved by halving, in `Decimal`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from conversations.money.debts import Kind

HIGH_RATE = Decimal("0.24")
"""A yearly rate from which a debt grows fast enough to be dealt with earlier. A mark for ordering, no rule of law."""

DIGITS, HALVINGS = 40, 100
LOWEST, HIGHEST = Decimal("-0.99"), Decimal(10)
"""The rates for one month between which a solution is looked for: from losing all to eleven times the loan."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that changed hands on a day, in fen: received above zero, paid below it."""

    day: date
    fen: int


@dataclass(frozen=True, slots=True)
class Yearly:
    """One cost, said in the two ways that are usual, so that nobody compares one with the other.

    `simple`: twelve times the monthly rate (what contracts call 年化). `effective`: with interest on interest.
    """

    monthly: Decimal
    simple: Decimal
    effective: Decimal


def cost_of_instalments(received: int, payments: tuple[int, ...]) -> Yearly | None:
    """The cost of a sum received and paid back month by month, the first payment a month after it.

    None where no rate answers: nothing received, or nothing paid.
    """
    monthly = root((months, fen) for months, fen in enumerate((received, *(-payment for payment in payments))))
    if monthly is None:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return Yearly(monthly, 12 * monthly, (1 + monthly) ** 12 - 1)


def cost_of_flows(flows: Iterable[Flow]) -> Yearly | None:
    """The cost of money that came and went on certain days; a year is 365 days, a month a twelfth of it.

    None where no rate answers: nothing received or paid, or received again after the first payment.
    """
    sums: dict[date, int] = {}
    for flow in flows:
        sums[flow.day] = sums.get(flow.day, 0) + flow.fen
    days = sorted(day for day, fen in sums.items() if fen)
    daily = root(((day - days[0]).days, sums[day]) for day in days) if days else None
    if daily is None:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        effective = (1 + daily) ** 365 - 1
        monthly = ((1 + daily).ln() * 365 / 12).exp() - 1
        return Yearly(monthly, 12 * monthly, effective)


def root(flows: Iterable[tuple[int, int]]) -> Decimal | None:
    """The rate for one unit of time at which what was received is worth what is paid.

    There is exactly one where everything received comes before everything paid, as it then falls all the way.
    """
    known = [(time, Decimal(fen)) for time, fen in flows if fen]
    signs = [fen > 0 for _, fen in known]
    if not known or signs != sorted(signs, reverse=True) or not signs[0] or signs[-1]:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        low, high = LOWEST, HIGHEST
        if worth(known, low) > 0 or worth(known, high) < 0:
            return None
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if worth(known, middle) < 0 else (low, middle)
        return high


def worth(flows: list[tuple[int, Decimal]], rate: Decimal) -> Decimal:
    """All flows, discounted to the beginning: below zero while the rate is still too low."""
    step, total, at, factor = 1 / (1 + rate), Decimal(0), 0, Decimal(1)
    for time, fen in flows:
        factor *= step ** (time - at)
        total, at = total + fen * factor, time
    return total


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A line that a rule draws, as data: the id of its fact, the yearly rate, whom it binds, for contracts from when.

    `after` and `until` bound the day of the contract; None is open.
    """

    fact: str
    yearly: Decimal
    binds: tuple[Kind, ...]
    after: date | None = None
    until: date | None = None


class Stands(StrEnum):
    """How a cost stands to a ceiling. BETWEEN: above it only if interest on interest is counted."""

    WITHIN = "within"
    BETWEEN = "between"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Compared:
    """`sure` is False where the day of the contract is not known and the rule looks at it."""

    ceiling: Ceiling
    stands: Stands
    sure: bool


def compared(cost: Yearly, kind: Kind, contract_on: date | None, ceilings: Iterable[Ceiling]) -> tuple[Compared, ...]:
    """The ceilings that bind this lender, or may, and how the cost stands to each. Those for others are left out."""
    found = []
    for ceiling in ceilings:
        dated = ceiling.after is not None or ceiling.until is not None
        if kind in ceiling.binds and (contract_on is None or in_force(ceiling, contract_on)):
            stands = Stands.ABOVE if cost.simple > ceiling.yearly else Stands.WITHIN
            if stands is Stands.WITHIN and cost.effective > ceiling.yearly:
                stands = Stands.BETWEEN
            found.append(Compared(ceiling, stands, sure=contract_on is not None or not dated))
    return tuple(found)


def in_force(ceiling: Ceiling, day: date) -> bool:
    return (ceiling.after is None or day >= ceiling.after) and (ceiling.until is None or day <= ceiling.until)

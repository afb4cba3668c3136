"""What happens between a person and a lender, as the ledger keeps it. Sums in fen; every entry names its debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conversations.money.offers import Offer


@dataclass(frozen=True, slots=True)
class Collector:
    """Somebody who asks for the money, as they said themselves: their name, their numbers, whom they act for."""

    id: str = ""
    debt: str = ""
    name: str = ""
    numbers: tuple[str, ...] = ()
    acts_for: str = ""


class Ended(StrEnum):
    """How a talk ended that brought no offer."""

    REFUSED = "refused"
    WAITING = "waiting"
    SHORT = "short"  # the lender was told in time that an instalment may be missed


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with the lender. `reason`: why they said no; `next_on`: the day of the next try, or of their answer."""

    id: str = ""
    debt: str = ""
    on: date | None = None
    ended: Ended = Ended.WAITING
    reason: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A plan that both agreed on: `down` at once, then instalments of `each` from `first`, the last one of `last`.

    `missing`: the points that the lender would not write down. `settled`: the paper that it is all paid is there.
    """

    id: str = ""
    debt: str = ""
    on: date | None = None
    down: int = 0
    each: int = 0
    periods: int = 1
    last: int = 0
    first: date | None = None
    missing: tuple[str, ...] = ()
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that was paid for an instalment (0: what was paid at once). `receipt`: a picture of it is kept."""

    id: str = ""
    debt: str = ""
    agreement: str = ""
    number: int = 0
    fen: int = 0
    on: date | None = None
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint that the person made: its number, and the day by which an answer was promised."""

    id: str = ""
    debt: str = ""
    on: date | None = None
    number: str = ""
    reply_by: date | None = None


Dealing = Collector | Talk | Offer | Agreement | Payment | Complaint

DEALINGS: dict[str, type[Dealing]] = {
    "collector": Collector,
    "talk": Talk,
    "offer": Offer,
    "agreement": Agreement,
    "payment": Payment,
    "complaint": Complaint,
}
"""What each kind of entry is called where it is written down."""

"""A debt as the ledger keeps it and the maths needs it. Sums in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """Who is owed: it decides which rules bind, and what happens if it waits."""

    CARD = "card"
    BANK = "bank"
    CONSUMER = "consumer"  # a licensed consumer finance company
    MICROLOAN = "microloan"
    ASSIGNED = "assigned"  # sold on to a company that bought it
    PRIVATE = "private"  # a person, or a firm without a licence
    HOME = "home"  # what the home or the tool of work hangs on: mortgage, rent, car, water and power
    OTHER = "other"


class Unsure(StrEnum):
    """What has still to be confirmed of a debt, one thing at a time."""

    LENDER = "lender"
    SUM = "sum"  # none was named, or a vague one: 几千, 一两万
    SINCE = "since"  # 两个月 and no more: reckoned from today, and asked
    COURT = "court"  # 被起诉了: is there a paper?


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt, as far as the person knows it; None is not known.

    `asked`: what the lender asks for now, all in all; its parts as far as the bill splits it. `court`: there is a
    paper of a court, `court_by` the last day that it names. `guarantor`: somebody else stands for it, or owes it too.
    `reported`: it stands on the credit report. `yearly`: the rate of the contract. `contract_known`: its text is at
    hand. `unsure`: what the person has still to confirm; with SUM, `asked` is 0 where no sum was named at all.
    `share`: what the person keeps aside each month for it. `received`: what was paid out, on `contract_on`; `paid`:
    what was paid back so far, in `paid_times` months.
    """

    id: str
    lender: str
    kind: Kind
    asked: int
    principal: int | None = None
    interest: int | None = None
    penalty: int | None = None
    fees: int | None = None
    overdue_since: date | None = None
    court: bool = False
    court_by: date | None = None
    guarantor: bool = False
    reported: bool | None = None
    yearly: Decimal | None = None
    contract_on: date | None = None
    contract_known: bool | None = None
    unsure: tuple[Unsure, ...] = ()
    share: int | None = None
    received: int | None = None
    paid: int | None = None
    paid_times: int | None = None

    def days_late(self, today: date) -> int:
        """Whole days since it fell due; 0 where it did not, or nobody knows."""
        return max((today - self.overdue_since).days, 0) if self.overdue_since else 0

    @property
    def unexplained(self) -> int | None:
        """What is asked beyond the parts that the bill names; None where it names no principal."""
        if self.principal is None:
            return None
        return self.asked - self.principal - sum(part or 0 for part in (self.interest, self.penalty, self.fees))

"""A person's ledger: what they owe, what they can pay each month, the order that they chose. A value, with its text.

Every debt is an entry of its own, so that a change writes what changed and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from conversations.money.budget import Budget, affordable
from conversations.money.debts import Debt, Kind, Unsure

MOST_DEBTS = 40
"""More than anybody has; what comes beyond it is not written down, and said so."""

Entry = tuple[str, str]
"""What an entry is, and which: ("debt", its id), ("budget", ""), ("order", "")."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """`debts` in the order in which they were told. `said`: the monthly sum in fen that the person named instead of
    answering the eight questions. `chosen`: the ids of debts in the person's own order."""

    debts: tuple[Debt, ...] = ()
    budget: Budget = field(default_factory=Budget)
    said: int | None = None
    chosen: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Everything that is asked, in fen, as far as it is known."""
        return sum(debt.asked for debt in self.debts)

    @property
    def reckoned(self) -> bool:
        """Whether it is known what can go to debts each month."""
        return self.budget.complete or self.said is not None

    @property
    def monthly(self) -> int:
        """What can go to debts each month, in fen; 0 while nobody knows."""
        return affordable(self.budget).monthly if self.budget.complete else self.said or 0

    @property
    def unsure(self) -> Debt | None:
        """The first debt of which something has still to be confirmed."""
        return next((debt for debt in self.debts if debt.unsure), None)

    def adding(self, debts: Iterable[Debt]) -> Ledger:
        """With more debts, each under an id that none had before."""
        first = max((int(debt.id) for debt in self.debts), default=0) + 1
        new = tuple(replace(debt, id=str(number)) for number, debt in enumerate(debts, first))
        return replace(self, debts=(*self.debts, *new)[:MOST_DEBTS])

    def with_debt(self, debt: Debt) -> Ledger:
        """With one debt in its new form."""
        return replace(self, debts=tuple(debt if debt.id == other.id else other for other in self.debts))

    def without(self, id: str) -> Ledger:
        return replace(self, debts=tuple(debt for debt in self.debts if debt.id != id))

    def entries(self) -> Mapping[Entry, str]:
        """Every entry as text: what is written down."""
        written = {("debt", debt.id): json.dumps(plain(debt), ensure_ascii=False) for debt in self.debts}
        if self.reckoned:
            written["budget", ""] = json.dumps({**plain(self.budget), "said": self.said})
        if self.chosen:
            written["order", ""] = json.dumps(self.chosen)
        return written

    @classmethod
    def read(cls, entries: Mapping[Entry, str]) -> Ledger:
        """What `entries` gave, in this release or an earlier one: what is missing takes its default."""
        debts = sorted(
            ((int(id), text) for (kind, id), text in entries.items() if kind == "debt"), key=lambda one: one[0]
        )
        budget = json.loads(entries.get(("budget", ""), "{}"))
        return cls(
            debts=tuple(debt_of(json.loads(text)) for _, text in debts),
            budget=Budget(**{name: budget[name] for name in known(Budget) & budget.keys()}),
            said=budget.get("said"),
            chosen=tuple(json.loads(entries.get(("order", ""), "[]"))),
        )

    def dump(self) -> str:
        return json.dumps([[*entry, text] for entry, text in self.entries().items()], ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Ledger:
        return cls.read({(kind, id): body for kind, id, body in json.loads(text)})


def known(shape: type[Debt] | type[Budget]) -> set[str]:
    return {each.name for each in fields(shape)}


def plain(value: Debt | Budget) -> dict[str, Any]:
    """The fields that hold something, as JSON has them."""
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    return {
        name: found.isoformat() if isinstance(found, date) else str(found) if isinstance(found, Decimal) else found
        for name, found in held.items()
        if found is not None and found != ()
    }


def doubts_of(names: Iterable[str]) -> tuple[Unsure, ...]:
    return tuple(map(Unsure, names))


READ: Mapping[str, Callable[[Any], object]] = {
    "kind": Kind,
    "overdue_since": date.fromisoformat,
    "court_by": date.fromisoformat,
    "contract_on": date.fromisoformat,
    "yearly": Decimal,
    "unsure": doubts_of,
}
"""The fields of a debt that JSON holds as text, and how each is read. The others are what they look like."""


def debt_of(raw: Mapping[str, Any]) -> Debt:
    """A debt from its JSON."""
    told: dict[str, Any] = {
        name: READ[name](raw[name]) if name in READ else raw[name] for name in known(Debt) & raw.keys()
    }
    return Debt(**{"asked": 0, **told})

"""A person's ledger: what they owe, what they can pay each month, the order that they chose, and what happened with
each lender. A value, with its text.

Every debt and every dealing is an entry of its own, so that a change writes what changed and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from conversations.dealings import DEALINGS, Agreement, Dealing, Ended, Payment
from conversations.money.budget import Budget, affordable
from conversations.money.debts import Debt, Kind, Unsure

MOST_DEBTS = 40
"""More than anybody has; what comes beyond it is not written down, and said so."""

MOST_DEALINGS = 400
"""Some years of instalments for everybody who is owed; beyond it, the oldest talks and offers go."""

Entry = tuple[str, str]
"""What an entry is, and which: ("debt", its id), ("offer", its id), ("budget", ""), ("order", "")."""

Some = TypeVar("Some", bound=Dealing)


@dataclass(frozen=True, slots=True)
class Ledger:
    """`debts` in the order in which they were told. `said`: the monthly sum in fen that the person named instead of
    answering the eight questions. `chosen`: the ids of debts in the person's own order. `dealings` in the order in
    which they were told, numbered through whatever they are."""

    debts: tuple[Debt, ...] = ()
    budget: Budget = field(default_factory=Budget)
    said: int | None = None
    chosen: tuple[str, ...] = ()
    dealings: tuple[Dealing, ...] = ()

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
        """Without a debt, and what happened with it."""
        debts = tuple(debt for debt in self.debts if debt.id != id)
        return replace(self, debts=debts, dealings=tuple(each for each in self.dealings if each.debt != id))

    def of(self, shape: type[Some], debt: str) -> tuple[Some, ...]:
        """The dealings of one kind about a debt, the newest last."""
        return tuple(each for each in self.dealings if isinstance(each, shape) and each.debt == debt)

    def dealing(self, id: str) -> Dealing | None:
        return next((each for each in self.dealings if each.id == id), None)

    def noting(self, dealing: Dealing) -> Ledger:
        """With a dealing in its new form; one without an id is a new one."""
        if dealing.id:
            changed = tuple(dealing if each.id == dealing.id else each for each in self.dealings)
            return replace(self, dealings=changed)
        number = max((int(each.id) for each in self.dealings), default=0) + 1
        kept = list(self.dealings)
        if len(kept) >= MOST_DEALINGS:
            kept.remove(next((each for each in kept if not isinstance(each, Agreement | Payment)), kept[0]))
        return replace(self, dealings=(*kept, replace(dealing, id=str(number))))

    def entries(self) -> Mapping[Entry, str]:
        """Every entry as text: what is written down."""
        written = {("debt", debt.id): json.dumps(plain(debt), ensure_ascii=False) for debt in self.debts}
        if self.reckoned:
            written["budget", ""] = json.dumps({**plain(self.budget), "said": self.said})
        if self.chosen:
            written["order", ""] = json.dumps(self.chosen)
        return written | {
            (KIND_OF[type(each)], each.id): json.dumps(plain(each), ensure_ascii=False) for each in self.dealings
        }

    @classmethod
    def read(cls, entries: Mapping[Entry, str]) -> Ledger:
        """What `entries` gave, in this release or an earlier one: what is missing takes its default."""
        debts = sorted(
            ((int(id), text) for (kind, id), text in entries.items() if kind == "debt"), key=lambda one: one[0]
        )
        dealings = sorted(
            (
                built(DEALINGS[kind], {"id": id, **json.loads(text)})
                for (kind, id), text in entries.items()
                if kind in DEALINGS
            ),
            key=lambda one: int(one.id),
        )
        budget = json.loads(entries.get(("budget", ""), "{}"))
        return cls(
            debts=tuple(built(Debt, {"asked": 0, **json.loads(text)}) for _, text in debts),
            budget=Budget(**{name: budget[name] for name in known(Budget) & budget.keys()}),
            said=budget.get("said"),
            chosen=tuple(json.loads(entries.get(("order", ""), "[]"))),
            dealings=tuple(dealings),
        )

    def dump(self) -> str:
        return json.dumps([[*entry, text] for entry, text in self.entries().items()], ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Ledger:
        return cls.read({(kind, id): body for kind, id, body in json.loads(text)})


KIND_OF = {shape: kind for kind, shape in DEALINGS.items()}

Shape = TypeVar("Shape", bound=Debt | Budget | Dealing)


def known(shape: type[Shape]) -> set[str]:
    return {each.name for each in fields(shape)}


def plain(value: Debt | Budget | Dealing) -> dict[str, Any]:
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
    "yearly": Decimal,
    "unsure": doubts_of,
    "ended": Ended,
    "numbers": tuple,
    "missing": tuple,
    **dict.fromkeys(("overdue_since", "court_by", "contract_on", "on", "next_on", "reply_by"), date.fromisoformat),
    **dict.fromkeys(("first", "until"), date.fromisoformat),
}
"""The fields that JSON holds otherwise, and how each is read. The others are what they look like."""


def built(shape: type[Shape], raw: Mapping[str, Any]) -> Shape:
    """An entry from its JSON, as far as this release knows its fields."""
    told: dict[str, Any] = {
        name: READ[name](raw[name]) if name in READ else raw[name] for name in known(shape) & raw.keys()
    }
    return shape(**told)

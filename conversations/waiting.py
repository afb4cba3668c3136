"""The reminders of one person: what waits to ring, and what rang and was not answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conversations.session import Knock


@dataclass(frozen=True, slots=True)
class Reminder:
    """`what` rings, and when, in the person's zone; `named`: they named the time; `rang`: it has."""

    what: Knock
    due: datetime
    named: bool = False
    rang: bool = False

    @property
    def key(self) -> str:
        """Its flow and what it is about: the rungs of one ladder are one thing to the person."""
        return key(self.what.flow, self.what.about)

    @property
    def id(self) -> str:
        """Which of them all it is."""
        return identity(self.what)

    @property
    def last(self) -> datetime | None:
        """Its last day."""
        return datetime.fromisoformat(self.what.last) if self.what.last else None


def key(flow: str, about: str = "") -> str:
    return f"{flow}.{about}" if about else flow


def identity(what: Knock) -> str:
    return f"{key(what.flow, what.about)}:{what.step}"


def one_each(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    """The next ring of each thing; where none is to come, the one that rang. In order of time."""
    found: dict[str, Reminder] = {}
    for reminder in sorted(reminders, key=lambda one: (one.rang, one.due)):
        found.setdefault(reminder.key, reminder)
    return tuple(sorted(found.values(), key=lambda one: one.due))

"""What surrounds a step: the time, the person's case so far, what they agreed to, who runs the bot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from conversations.hours import Hours
from conversations.ledger import Ledger
from conversations.waiting import Reminder, one_each

NEXT = "call_lender"
"""The flow whose next reminder 我的进度 calls the next thing."""


class Consent(StrEnum):
    """What the person said to the privacy question. While it is OPEN, everything is provisional."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Case:
    """How far a person's case has come, as counts and the next thing due; and how long what is kept stays: until it
    `expires`, until the last backup that may hold it is gone, until the hash of who left is. Times are local.

    `due`, `deadline` and `about` (the id of an entry of the ledger) are those of the next reminder of `NEXT`.
    `dealings`: what happened with lenders. `changes`: how many changes of the ledger can be undone. `talked` and
    `rung`: the calls of today, answered and not.
    """

    calls: int = 0
    visits: int = 0
    messages: int = 0
    files: int = 0
    reminders: int = 0
    debts: int = 0
    dealings: int = 0
    changes: int = 0
    due: datetime | None = None
    deadline: datetime | None = None
    about: str = ""
    talked: int = 0
    rung: int = 0
    resting: bool = False
    expires: datetime | None = None
    backup_until: datetime | None = None
    hash_until: datetime | None = None

    @property
    def items(self) -> int:
        """How many things 全部删除 would delete."""
        kept = self.calls + self.visits + self.messages + self.files + self.reminders
        return kept + self.debts + self.dealings

    def holding(self, ledger: Ledger, changes: int) -> Case:
        """With what a ledger holds counted."""
        return replace(self, debts=len(ledger.debts), dealings=len(ledger.dealings), changes=changes)


@dataclass(frozen=True, slots=True)
class Host:
    """Who runs this bot, as told in the settings; an empty field was not told."""

    operator: str = ""
    contact: str = ""
    place: str = ""

    @property
    def known(self) -> bool:
        return bool(self.operator and self.contact and self.place)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a step may look at beside the notes. `now` is in the person's time zone; `minor`: they are
    under 18, and nothing is kept of them; `ledger`: what they owe and can pay, as far as they told; `hours`: when the
    bot may speak first; `reminders`: every one that waits to ring or rang, in order of time; `paused`: there are some
    that wait until the person says whether they go on."""

    now: datetime
    consent: Consent = Consent.OPEN
    case: Case = field(default_factory=Case)
    host: Host = field(default_factory=Host)
    missed: bool = False
    minor: bool = False
    parked: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    hours: Hours = field(default_factory=Hours)
    reminders: tuple[Reminder, ...] = ()
    paused: bool = False

    @property
    def things(self) -> tuple[Reminder, ...]:
        """Of the reminders one for each thing."""
        return one_each(self.reminders)

    @property
    def rang(self) -> tuple[Reminder, ...]:
        """What rang and was not answered, of each thing the last."""
        return tuple({one.key: one for one in self.reminders if one.rang}.values())

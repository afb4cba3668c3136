"""What a step asks the shell to do. Values only: the core changes nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, get_args

from conversations.hours import Hours
from conversations.ladder import Rung
from conversations.ledger import Ledger

if TYPE_CHECKING:
    from conversations.scene import Scene

from conversations.reading.message import Reading


@dataclass(frozen=True, slots=True)
class Log:
    """Keep a record of this talk: a call, a visit. Written again with more notes, it replaces itself.

    `visit` is the turn at which the flow was opened, `notes` are that flow's; the engine fills both in.
    """

    kind: str
    visit: int = 0
    notes: Mapping[str, str] = field(default_factory=dict)


Which = Callable[[Mapping[str, str], "Scene"], str]
"""What a reminder is about, the id of an entry of the ledger, from the flow's notes and the scene."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Ring at a time: `flow` knocks with its first screen. One reminder a person, flow and what it is `about`; a new
    one moves it. In a flow that knocked, it is the reminder which rang that is moved, and what it is about stays.

    `when` gives the time that the bot chooses, from now; the note `named_in` holds the time that the person
    named instead. Where the step `promised_in` was answered, `days` were promised: the deadline, which no
    snooze moves and which a reminder without `keeps_deadline` ends. With `within_a_day` it rings before what is
    only provisional is wiped. The engine fills in `due`, `deadline` and `named`.
    """

    flow: str
    when: Callable[[datetime], datetime]
    named_in: str = ""
    promised_in: str = ""
    days: int = 0
    within_a_day: bool = False
    keeps_deadline: bool = True
    about: str | Which = ""
    step: str = ""
    due: datetime | None = None
    deadline: datetime | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class RemindBy:
    """Ring on the way to last days: `flow` knocks with a step of its own on each rung (`ladder.RUNGS`).

    `days` gives the last days by what they are about: an entry of the ledger ("12"), or an instalment of one
    ("12.1"). What rang of the same entry before is settled, so that a plan that changed rings as it is now. The engine
    fills in the `rungs` that are still to come.
    """

    flow: str
    days: Callable[[Mapping[str, str], Scene], Mapping[str, date]]
    rungs: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """Ring the reminder in hand (`conversations.in_hand`) at the time that the person named; its last day stays. None
    where there is none, or no time. The engine makes a `Remind` of it."""

    when: Callable[[Mapping[str, str], Scene], datetime | None]


@dataclass(frozen=True, slots=True)
class Drop:
    """The reminder in hand is not wanted any more. The engine makes a `Done` of it."""


@dataclass(frozen=True, slots=True)
class Done:
    """The reminders of a flow are settled: in a flow that knocked, all that are about the same, later rungs too; else
    those that are `about` an entry and its instalments, or about none. `for_good`: it never rings again by itself."""

    flow: str
    about: str | Which = ""
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """Reminders that were paused ring again: what is overdue, at `due`, which the engine fills in."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class StopReminders:
    """No reminder rings any more."""


@dataclass(frozen=True, slots=True)
class LiveBy:
    """From now on these are the person's zone and quiet hours: what `change` makes of the ones before. The engine fills
    `hours` in."""

    change: Callable[[Mapping[str, str], Scene], Hours]
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """Reminders about money wait, until `Wake`."""


@dataclass(frozen=True, slots=True)
class Wake:
    """Reminders about money may ring again: what is overdue, at `due`, which the engine fills in."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agree:
    """The person agreed to be remembered."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """The person does not want to be remembered: wipe what there is, help on."""


@dataclass(frozen=True, slots=True)
class Minor:
    """The person is under 18: help goes on, and nothing is kept. With `young` False it was a slip."""

    young: bool = True


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete everything about the person."""


Part = Literal["records", "messages", "reminders", "debts"]
"""A part of what is kept that can be deleted by itself: calls and visits; messages and files; reminders; debts with
the budget and all that was changed in them."""

PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class EraseSome:
    """Delete one part of what is kept."""

    what: Part


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Remove from the chat window what Telegram still lets a bot remove."""


@dataclass(frozen=True, slots=True)
class KeepFor:
    """Keep what is kept for so many days after the last visit."""

    days: int


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """Keep a forwarded message: its text, who sent it and when, as far as known, and how it was read. `turn` is that
    in which it came, `file` the kept picture in which it was read."""

    text: str
    sender: str
    sent: datetime | None
    reading: Reading
    turn: int
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """A message was read wrongly: what the person said of it goes beside the reading that is kept, and the newest
    verdict is put right. The engine fills in the `turn` of the message, and the notes of the flow."""

    turn: int = 0
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Write:
    """From now on the person is answered in the words of a locale: zh_Hans, zh_Hant."""

    locale: str


@dataclass(frozen=True, slots=True)
class KeepLedger:
    """Write down what a change makes of the ledger. `change` says what, from the flow's notes and the scene; the
    engine fills `ledger` in. One change is undone by one `Undo`; a change that changes nothing is none."""

    change: Callable[[Mapping[str, str], Scene], Ledger]
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change of the ledger back."""


@dataclass(frozen=True, slots=True)
class Told:
    """The person was told that an earlier letter did not arrive."""


Effect = (
    Log
    | Remind
    | RemindBy
    | Move
    | Drop
    | Done
    | Resume
    | StopReminders
    | LiveBy
    | Rest
    | Wake
    | Agree
    | Refuse
    | Minor
    | Erase
    | EraseSome
    | TakeBack
    | KeepFor
    | KeepMessage
    | Correct
    | Write
    | KeepLedger
    | Undo
    | Told
)

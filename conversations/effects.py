"""What a step asks the shell to do. Values only: the core changes nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

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


@dataclass(frozen=True, slots=True)
class Remind:
    """Ring at a time: `flow` knocks with its first screen. One reminder a flow and person; a new one moves it.

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
    due: datetime | None = None
    deadline: datetime | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The reminder of a flow is settled."""

    flow: str


@dataclass(frozen=True, slots=True)
class StopReminders:
    """No reminder rings any more."""


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
    | Done
    | StopReminders
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

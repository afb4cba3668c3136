"""What can happen to a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from conversations.collector import Contact
from conversations.pictures import Refusal
from conversations.session import Knock


@dataclass(frozen=True, slots=True)
class Started:
    """/start: from the first time on, and whenever somebody wants to see where they are."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A flow was asked for by name, from anywhere. It carries no turn: a week-old button must still work."""

    flow: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that was read in a picture, as it is kept under `record`, the turn in which it was read."""

    record: int
    text: str
    sender: str = ""
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A button of the screen `turn` was pressed, or its words were typed. `kept` is the message that it is about,
    where it is about a picture and that is still there."""

    option: str
    turn: int
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that are no button's."""

    text: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Somebody else's message, passed on. `sender` may be empty and `sent` None: unknown. `contacts` are the messages
    of that day that were kept before."""

    text: str
    sender: str = ""
    sent: datetime | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Pictured:
    """What is written in a picture that somebody sent: one of the pictures of a `job`, and not yet time to answer.
    `file` is that which is kept; `clear`: the letters are surely read."""

    message: Forwarded
    job: int
    file: int
    clear: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is neither text nor a file: a sticker, a place, a contact. Nothing of it is kept."""


Fate = Literal["kept", "again", "too_big", "failed", "full", "no_room", "stopped", "unwanted", "young"]
"""What became of a file that somebody sent: kept; had been kept before; larger than Telegram hands out; could not be
fetched; the person's share or the disk is full; stopped by the person; not to be kept, since they refused, or are
under 18."""

FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True)
class Fetched:
    """Pictures, voices and files that somebody sent have been seen to: how many had which fate. At least one did.

    `job` numbers what was sent together; `unread` are the pictures of it in which nothing was read, and why; `only` is
    what was read in it, where that was one picture.
    """

    fates: Mapping[Fate, int]
    job: int = 0
    unread: Mapping[Refusal, int] = field(default_factory=dict)
    only: Kept | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was changed. It never runs a step again. `number` is that of the message in the chat, `turn`
    that in which it came, if it was somebody else's and is kept; both 0 where unknown."""

    text: str = ""
    number: int = 0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A button whose mark does not verify, or a payload that nobody gave out."""


@dataclass(frozen=True, slots=True)
class Knocked:
    """A button of a reminder was pressed: what rang, and the option of the screen with which it did."""

    knock: Knock
    option: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Our own code failed on what the person did; it was rolled back."""


Event = (
    Started
    | Opened
    | Picked
    | Typed
    | Forwarded
    | Pictured
    | Unreadable
    | Fetched
    | Edited
    | Refused
    | Knocked
    | Failed
)

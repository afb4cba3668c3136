"""What to show, before words: bubbles, each with its own buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

MOST_BUBBLES = 2
MOST_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class When:
    """A time to say in words: with its day (明早 10 点), the `clock` alone (21:52), or the `day` alone (11月28日)."""

    at: datetime
    now: datetime
    clock: bool = False
    day: bool = False


@dataclass(frozen=True, slots=True)
class Yuan:
    """A sum to say, in fen."""

    fen: int


@dataclass(frozen=True, slots=True)
class Whole:
    """What somebody wrote, to be repeated as it is, line by line."""

    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of a catalogue, by id, and what its placeholders stand for. `lead` stands as a line above it. With
    `polite` it says 您 where it is written with 你."""

    catalogue: str
    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    lead: Text | None = None
    polite: bool = False


Value = str | int | When | Yuan | Whole | Text


@dataclass(frozen=True, slots=True)
class Button:
    """What can be pressed: the option that it picks, and its label."""

    option: str
    label: Text


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: a text with buttons of its own, or with the keys that stay below the chat.

    A bubble with `copy` is only a text to copy, and stands alone.
    """

    text: Text
    buttons: tuple[Button, ...] = ()
    keys: tuple[Button, ...] = ()
    copy: bool = False


Screen = tuple[Bubble, ...]
"""At most two bubbles; nobody gets more without a tap."""

"""A letter is one bubble in words, as it waits in the outbox: its text, its buttons, the keys below the chat."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.secrets import Keys
from bot.timely import said_today
from bot.words import Words
from conversations.screen import Bubble, Text


@dataclass(frozen=True, slots=True)
class Letter:
    """`buttons` are (label, callback data). With `copy`, the text stands alone, and that is its button's label.
    `note` is said below the text and is no part of what is copied.
    """

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    copy: str = ""
    note: str = ""

    @property
    def shown(self) -> str:
        """What stands in the bubble."""
        return f"{self.text}\n{self.note}" if self.note else self.text

    def dump(self) -> str:
        return json.dumps([self.text, self.buttons, self.keys, self.copy], ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Letter:
        said, buttons, keys, copy = json.loads(text)
        return cls(said, tuple((label, data) for label, data in buttons), tuple(keys), copy)


def letters(
    screen: Iterable[Bubble], words: Words, locale: str, keys: Keys, person: bytes, turn: int, today: date
) -> tuple[Letter, ...]:
    """The bubbles of a turn in the words of today, each button with its data: turn.option.mark."""
    return tuple(
        Letter(
            said_today(words, bubble.text, locale, today),
            tuple(
                (
                    words.say(button.label, locale),
                    f"{turn}.{button.option}.{keys.mark(person, turn, button.option)}",
                )
                for button in bubble.buttons
            ),
            tuple(words.say(key.label, locale) for key in bubble.keys),
            words.say(Text("common", "copy"), locale) if bubble.copy else "",
        )
        for bubble in screen
    )


def read_data(data: str) -> tuple[int, str, str] | None:
    """Turn, option and mark of a button's data; None where it is nothing of ours."""
    turn, _, rest = data.partition(".")
    option, _, mark = rest.rpartition(".")
    if not (turn.isascii() and turn.isdecimal() and len(turn) < 16 and option and mark):
        return None
    return int(turn), option, mark

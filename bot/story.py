"""A story is a talk written down: what somebody says, and word for word what the bot answers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.complaint import in_words
from bot.desk import House
from bot.people import seconds
from bot.terminal import BadLine, Hands, beijing, printed, talking

BEGINS = "2026-11-25T10:00"
LANGUAGE = re.compile(r"^# locale: (\S+)$", re.MULTILINE)


def story_clock() -> Hands:
    """The clock of a story: it stands still until the story moves it."""
    return Hands(seconds(beijing(BEGINS)))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A line of input (empty for the beginning) and the answer that the story expects."""

    said: str
    answer: str
    line: int


def read_story(text: str) -> list[Exchange]:
    """Split a story at its input lines. Comments begin with #."""
    exchanges = [Exchange("", "", 1)]
    answer: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        if not line.startswith("> "):
            answer.append(line)
            continue
        exchanges[-1] = finished(exchanges[-1], answer)
        exchanges.append(Exchange(line[2:], "", number))
        answer = []
    exchanges[-1] = finished(exchanges[-1], answer)
    return exchanges


def language(text: str) -> str:
    """The locale in which a story is told: a comment line of its own, `# locale: zh_Hant`, says it."""
    found = LANGUAGE.search(text)
    return found[1] if found else "zh_Hans"


def finished(exchange: Exchange, answer: list[str]) -> Exchange:
    return Exchange(exchange.said, "\n".join(answer).strip("\n"), exchange.line)


async def answered(house: House, exchanges: Iterable[Exchange], language: str = "zh_Hans") -> list[Exchange]:
    """The same exchanges with what is answered today, in an empty house. Raises BadLine, which names the line."""
    told: list[Exchange] = []
    async with talking(house, language) as talk:
        for exchange in exchanges:
            try:
                shown = await (talk.hear(exchange.said) if told else talk.begin())
            except BadLine as fault:
                raise BadLine("in_the_story", line=exchange.line, fault=fault) from fault
            told.append(replace(exchange, answer=printed(shown).strip("\n")))
    return told


async def tell(house: House, name: str, text: str) -> tuple[int, str]:
    """Replay a story in an empty house with a story's clock.

    Gives 0, or 1 and the difference, or 2 and why it cannot be told.
    """
    expected = read_story(text)
    try:
        told = await answered(house, expected, language(text))
    except BadLine as fault:
        return 2, f"{name}:{fault}\n"
    if told == expected:
        return 0, ""
    difference = difflib.unified_diff(
        written(expected),
        written(told),
        in_words("story_written", name=name),
        in_words("story_told", name=name),
        lineterm="",
        n=4,
    )
    return 1, "\n".join(difference) + "\n"


def written(exchanges: list[Exchange]) -> list[str]:
    lines: list[str] = []
    for exchange in exchanges:
        lines += [f"> {exchange.said}", ""] if lines else []
        lines += [*exchange.answer.split("\n"), ""]
    return lines

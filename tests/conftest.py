"""What every test stands on: a real store in a folder of its own, and a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import House
from bot.house import open_house
from bot.people import seconds
from bot.settings import Settings, read_settings
from bot.story import story_clock
from bot.terminal import Hands, Talk, beijing


def at(time: str) -> int:
    """Beijing time as UTC seconds."""
    return seconds(beijing(time))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HOME": str(tmp_path), "WENZHU_TOKEN": "1:test", "WENZHU_PACE": "off"})


@pytest.fixture
def clock() -> Hands:
    return story_clock()


@pytest.fixture
async def house(settings: Settings, clock: Hands) -> AsyncIterator[House]:
    async with open_house(settings, clock) as opened:
        yield opened


@pytest.fixture
def talk(house: House) -> Talk:
    """A talk at a terminal, not begun yet."""
    return Talk(house)


async def said(talk: Talk, *lines: str) -> str:
    """Say some lines one after the other; gives the whole answer to the last one."""
    shown = []
    for line in lines:
        shown = await talk.hear(line)
    return "\n".join(letter.text for letter in shown)


def labels(talk: Talk) -> list[str]:
    """The buttons of the newest screen."""
    return [label for letter in talk.newest for label, _ in letter.buttons]

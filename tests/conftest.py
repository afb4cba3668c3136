"""What every test stands on: a real store in a folder of its own, and a clock that stands still."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import fake_reader
import loopback
import pytest
from fake_telegram import FakeTelegram

from bot import log
from bot.desk import House
from bot.house import open_house
from bot.ocr import reader
from bot.people import seconds
from bot.serving import serve
from bot.settings import Settings, read_settings
from bot.story import story_clock
from bot.terminal import Hands, Talk, beijing, talking
from conversations.flow import NOTICED, TRUTH, Choose, Step

loopback.guard()


@pytest.fixture(autouse=True)
def _stays_here() -> Iterator[None]:
    """No test leaves this machine, not even one that would not notice."""
    yield
    tried = loopback.FOUND[:]
    loopback.FOUND.clear()
    assert not tried, f"tried to leave this machine: {tried}"


def at(time: str) -> int:
    """Beijing time as UTC seconds."""
    return seconds(beijing(time))


@pytest.fixture(autouse=True)
def nothing_leaks() -> Iterator[None]:
    """Every test runs with logging at DEBUG, as `wenzhu` sets it up: no line may hold a character that a person
    could have written, a token, or a number as long as an id."""
    log.set_up(logging.DEBUG)
    heard: list[str] = []
    listening = Listening(heard)
    logging.getLogger().addHandler(listening)
    yield
    logging.getLogger().removeHandler(listening)
    leaks = [line for line in heard if not line.isascii() or "\\u" in line or re.search(r"\d{7}|test:", line)]
    assert not leaks, leaks[:3]


class Listening(logging.Handler):
    """Keeps every line, as it is written."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(log.Lines())
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


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


@pytest.fixture(autouse=True)
def read_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are read by a worker that answers with what a test wrote into them."""
    monkeypatch.setattr(reader, "WORKER", (fake_reader.__file__,))


@pytest.fixture
async def talk(house: House) -> AsyncIterator[Talk]:
    """A talk at a terminal, not begun yet."""
    async with talking(house) as begun:
        yield begun


@pytest.fixture
async def fake(settings: Settings) -> AsyncIterator[FakeTelegram]:
    """Telegram as one person's phone and the bot know it, over HTTP."""
    async with FakeTelegram() as server:
        server.token = settings.token
        yield server


@asynccontextmanager
async def running(fake: FakeTelegram, settings: Settings, clock: Hands) -> AsyncIterator[None]:
    """The bot at work, with that Telegram."""
    bot = asyncio.create_task(serve(replace(settings, api=fake.url), clock))
    try:
        yield
    finally:
        bot.cancel()
        await asyncio.gather(bot, return_exceptions=True)


@pytest.fixture
async def bot(fake: FakeTelegram, settings: Settings, clock: Hands) -> AsyncIterator[None]:
    async with running(fake, settings, clock):
        yield


async def said(talk: Talk, *lines: str) -> str:
    """Say some lines one after the other; gives the whole answer to the last one."""
    shown = []
    for line in lines:
        shown = await talk.hear(line)
    return "\n".join(letter.text for letter in shown)


def as_needed(step: Step) -> dict[str, str]:
    """The notes of somebody to whom a step is shown: what it needs to know is true for them."""
    needs = step.needs if isinstance(step, Choose) else {}
    return {f"{TRUTH}.{truth}": enough.split()[0] for truth, enough in needs.items() if truth not in NOTICED}


def labels(talk: Talk) -> list[str]:
    """The buttons of the newest screen."""
    return [label for letter in talk.newest for label, _ in letter.buttons]

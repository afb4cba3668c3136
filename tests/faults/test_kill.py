"""kill -9 at random moments, while people talk: every update is applied once, and no letter is lost.

WENZHU_SEED=… repeats the people and the moments of a red run.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import at
from fake_telegram import FakeTelegram, Fault
from history import House, Verdict, judge_all
from lives import Lives, check_database, count, environment
from modes import MODES
from walkers import Walker

from bot.keyfile import read_key
from bot.settings import BadSetting, read_settings
from conversations.screen import Text

NOW = at("2026-11-25T14:00")
PEOPLE = 6
LONGEST_LIFE = 0.5
SLOWEST, SLOWEST_POLL = 0.012, 0.05
"""Seconds that a message takes to arrive, and again its answer; that a poll takes: time to be killed in."""


@pytest.fixture
def seed() -> int:
    return int(os.environ.get("WENZHU_SEED") or time.time_ns() % 1_000_000)


class Trial:
    """People who talk to a bot that is killed over and over."""

    def __init__(self, fake: FakeTelegram, lives: Lives, line: BadLine, folder: Path, seed: int) -> None:
        self.fake = fake
        self.lives = lives
        self.line = line
        self.kills = 0
        self.settings = read_settings(environment(fake, folder))
        self._random = Random(f"{seed} kills")
        self.walkers = [Walker(fake, id, Random(f"{seed} person {id}"), NOW) for id in range(101, 101 + PEOPLE)]

    async def talk_through(self, kills: int) -> None:
        """Everybody walks while the bot is killed so many times; what is left is answered afterwards."""
        over = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for walker in self.walkers:
                group.create_task(walker.walk(over))
            for _ in range(kills):
                await self.live()
            over.set()
        await self.live_in_peace()

    async def visit_once_more(self) -> None:
        """Everybody comes back, so that whoever missed something can be told."""
        for walker in self.walkers:
            walker.person.says("/start")
        await self.live_in_peace()

    async def leave(self) -> None:
        """Everybody deletes everything on a good line, and the bot is killed after each step of it."""
        self.line.share = 0
        for walker in self.walkers:
            walker.person.says("/delete")
        for step in ("preview.all", "sure.yes"):
            await self.live()
            await self.live_in_peace()
            for walker in self.walkers:
                walker.press(Text("leave", step))
        await self.live()
        await self.live_in_peace()

    async def live(self) -> None:
        """One life, ended by SIGKILL: counted from birth in one of four, else from the first poll.

        The next begins when nothing of this one is on its way to the fake Telegram any more.
        """
        if self._random.random() < 0.25:
            await self.lives.begin()
        else:
            await self._begin()
        await asyncio.sleep(self._random.uniform(0, LONGEST_LIFE))
        await self.lives.kill()
        self.kills += 1
        await asyncio.sleep(SLOWEST_POLL)

    async def live_in_peace(self) -> None:
        """One life in which everything that waits is answered, ended as an operator would."""
        await self._begin()
        await self.fake.settle(quiet=0.4, timeout=30)
        await self.lives.stop()

    async def _begin(self) -> None:
        """Begin a life, and wait until it listens."""
        self.line.ready.clear()
        await self.lives.begin()
        await asyncio.wait_for(self.line.ready.wait(), 10)

    def verdict(self) -> Verdict:
        """Judge, now that all is quiet."""
        check_database(self.lives.database)
        most_failures = (self.kills + self.line.faults) // 2  # a letter fails when two sends of it were cut off
        return judge_all(self.fake, House(self.settings, NOW), most_failures)


class BadLine:
    """A line on which messages and polls take their time, and some messages are lost or answered with an error.

    `ready`: the bot polls, or has said where to knock.
    """

    FAULTS = (Fault.drop, Fault.refuse_502, Fault.accept_then_drop, Fault.accept_then_502)

    def __init__(self, random: Random) -> None:
        self.share = 0.03
        self.faults = 0
        self.ready = asyncio.Event()
        self._random = random

    def __call__(self, method: str, params: dict[str, Any]) -> Fault | None:
        if method in ("getUpdates", "setWebhook"):
            self.ready.set()
            return Fault(before=self._random.uniform(0, SLOWEST_POLL))
        if method != "sendMessage":
            return None
        if self._random.random() < self.share:
            self.faults += 1
            return self._random.choice(self.FAULTS)()
        return Fault(before=self._random.uniform(0, SLOWEST), after=self._random.uniform(0, SLOWEST))


@asynccontextmanager
async def trial(folder: Path, seed: int, seconds: float, mode: str = "polling") -> AsyncIterator[Trial]:
    """People and a bot, for so many seconds at most."""
    print(f"WENZHU_SEED={seed}")
    line = BadLine(Random(f"{seed} line"))
    async with FakeTelegram() as fake:
        fake.faults = line
        lives = await Lives.open(fake, folder, NOW, mode)
        try:
            async with asyncio.timeout(seconds) as bound:
                yield Trial(fake, lives, line, folder, seed)
        except TimeoutError:
            if bound.expired():
                pytest.fail(f"not over after {seconds} s; WENZHU_SEED={seed}; {lives.last_words()}")
            raise
        finally:
            await lives.close()
            print(lives.last_words())


async def talk_and_be_judged(folder: Path, seed: int, kills: int, seconds: float, mode: str) -> Verdict:
    """The verdict on people who talk to a bot that is killed so many times."""
    begun = time.monotonic()
    async with trial(folder, seed, seconds, mode) as tried:
        await tried.talk_through(kills)
        await tried.visit_once_more()
        verdict = tried.verdict()
    print(f"{mode}: {tried.kills} kills, {tried.line.faults} bad sends, {verdict}, {time.monotonic() - begun:.1f} s")
    return verdict


@pytest.mark.parametrize("mode", MODES)
async def test_twenty_kills_lose_nothing(mode: str, tmp_path: Path, seed: int) -> None:
    verdict = await talk_and_be_judged(tmp_path, seed, 20, 60, mode)
    assert not verdict.faults, f"WENZHU_SEED={seed}"
    assert verdict.visits > 60


async def test_who_deletes_everything_is_gone_however_often_the_bot_is_killed(tmp_path: Path, seed: int) -> None:
    async with trial(tmp_path, seed, seconds=60) as tried:
        await tried.talk_through(2)
        await tried.leave()
        verdict = tried.verdict()
        left = {table: count(tried.lives.database, table) for table in ("person", "record", "kept_message", "letter")}
    assert not verdict.faults, f"WENZHU_SEED={seed}"
    assert not any(left.values()), left


@pytest.mark.soak
@pytest.mark.parametrize("mode", MODES)
async def test_many_kills_lose_nothing(mode: str, tmp_path: Path, seed: int) -> None:
    verdict = await talk_and_be_judged(tmp_path, seed, 500, 1200, mode)
    assert not verdict.faults, f"WENZHU_SEED={seed}"


def test_a_first_start_killed_before_the_key_was_written_can_be_repeated(tmp_path: Path) -> None:
    path = tmp_path / "key"
    die = "import os, signal; os.fdopen = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    start = f"from pathlib import Path; from bot.keyfile import read_key; read_key(Path({str(path)!r}), False)"
    assert subprocess.run([sys.executable, "-c", f"{die}; {start}"], check=False).returncode == -signal.SIGKILL
    assert path.read_bytes() == b""
    with pytest.raises(BadSetting):
        read_key(path, data_exists=True)
    assert read_key(path, data_exists=False) == read_key(path, data_exists=True)

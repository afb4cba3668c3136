"""kill -9 at random moments, while pictures are fetched, read and deleted: each is kept and read once, none stays.

WENZHU_SEED=… repeats the files and the moments of a red run.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import at
from fake_reader import pictured
from fake_telegram import FakeTelegram, Fault
from lives import Lives, check_database, count, environment
from modes import MODES
from what_is_kept import kept, on_disk, pictures

from bot.settings import Settings, read_settings

NOW = at("2026-11-25T14:00")
KEPT = re.compile(r"先留着了，(?P<one>)原图没动|(?P<all>\d+) 张看完了：(?:.*\n)*?(?:.*重复 (?P<again>\d+)|\Z)")
LONGEST_LIFE = 0.5


@pytest.fixture
def seed() -> int:
    return int(os.environ.get("WENZHU_SEED") or time.time_ns() % 1_000_000)


class Trial:
    """One person, and a bot that is killed over and over."""

    def __init__(self, fake: FakeTelegram, lives: Lives, settings: Settings, random: Random) -> None:
        self.fake = fake
        self.person = fake.user(7)
        self.settings = settings
        self._lives = lives
        self._random = random

    async def live(self) -> None:
        await self._lives.begin()
        await asyncio.sleep(self._random.uniform(0, LONGEST_LIFE))
        await self._lives.kill()

    async def live_in_peace(self) -> None:
        await self._lives.begin()
        await self.fake.settle(quiet=0.6, timeout=30)
        async with asyncio.timeout(30):
            while count(self._lives.database, "errand"):
                await self.fake.settle(quiet=0.6, timeout=30)  # what is read is seen by nobody meanwhile
        await self.fake.settle(quiet=0.6, timeout=30)
        await self._lives.stop()
        check_database(self._lives.database)

    def send(self, content: list[bytes]) -> None:
        if len(content) > 1:
            self.person.sends_album(content)
        else:
            self.person.sends_photo(content[0])

    def number_told(self) -> int:
        """How many files the person was told to be kept. A repeat, which says that it is one, is counted once."""
        told = [bubble.text for bubble in self.person.bubbles if KEPT.match(bubble.text)]
        first = [text for number, text in enumerate(told) if "补发" not in text or not again(text, told[:number])]
        return sum(number_new(found) for text in first if (found := KEPT.match(text)))


def number_new(found: re.Match[str]) -> int:
    return int(found["all"] or 1) - int(found["again"] or 0)


def again(text: str, before: list[str]) -> bool:
    return text.rpartition("\n")[0] in before[-1:]


@asynccontextmanager
async def trial(folder: Path, seed: int, mode: str = "polling") -> AsyncIterator[Trial]:
    print(f"WENZHU_SEED={seed}")
    random = Random(seed)

    def slow_and_bad(method: str, params: dict[str, Any]) -> Fault | None:
        if method != "download":
            return Fault(before=random.uniform(0, 0.01))
        return Fault.cut_off() if random.random() < 0.03 else Fault.delay(random.uniform(0, 0.2))

    async with FakeTelegram() as fake:
        fake.faults = slow_and_bad
        lives = await Lives.open(fake, folder, NOW, mode)
        try:
            yield Trial(fake, lives, read_settings(environment(fake, folder)), random)
        finally:
            await lives.close()
            print(lives.last_words())


async def keep_through(folder: Path, seed: int, kills: int, mode: str = "polling") -> None:
    """One person sends albums, some of them once more, while the bot is killed so many times."""
    random = Random(f"{seed} files")
    files = [pictured(f"您的账单已逾期，请尽快处理（{number}）") for number in range(kills * 3)]
    async with trial(folder, seed, mode) as tried:
        for first in range(0, len(files), 3):
            if random.random() < 0.7:
                tried.send(files[first : first + 3])
            else:
                tried.send(files[first : first + 1])
                tried.send(files[max(0, first - 2) : first + 3])
            await tried.live()
        await tried.live_in_peace()
        assert count(folder / "data" / "wenzhu.sqlite", "errand") == 0
        failed = count(folder / "data" / "wenzhu.sqlite", "letter WHERE state = 'failed'")  # cut off twice by a kill
        assert tried.number_told() == len(files) or failed
        assert count(folder / "data" / "wenzhu.sqlite", "kept_message") == len(files)
    assert sorted(content for _, content, _ in await kept(tried.settings, lambda: NOW)) == sorted(files)


async def delete_through(folder: Path, seed: int, rounds: int) -> None:
    """One person sends an album and deletes everything, over and over; the bot is killed in between each time."""
    random = Random(f"{seed} rounds")
    async with trial(folder, seed) as tried:
        for number in range(rounds):
            tried.person = tried.fake.user(7 + number // 12)  # more from one person at once is a flood
            tried.send(pictures(4, f"round {number}"))
            if random.random() < 0.5:
                await tried.live()
            for said in ("/delete", "全部删除", "确定，全部删除"):
                tried.person.says(said)
            await tried.live()
        await tried.live_in_peace()
        left = [count(folder / "data" / "wenzhu.sqlite", table) for table in ("kept_file", "errand", "leftover")]
        assert left == [0, 0, 0]
        assert on_disk(tried.settings) == set()


async def test_twenty_kills_keep_every_file_once(tmp_path: Path, seed: int) -> None:
    await keep_through(tmp_path, seed, 20)


async def test_what_is_deleted_is_gone_however_often_the_bot_is_killed(tmp_path: Path, seed: int) -> None:
    await delete_through(tmp_path, seed, 8)


@pytest.mark.soak
@pytest.mark.parametrize("mode", MODES)
async def test_two_hundred_kills_keep_every_file_once(mode: str, tmp_path: Path, seed: int) -> None:
    for number in range(8):  # more from one person at once is a flood
        folder = tmp_path / str(number)
        folder.mkdir()
        await keep_through(folder, seed + number, 25, mode)


@pytest.mark.soak
async def test_two_hundred_kills_leave_no_deleted_file(tmp_path: Path, seed: int) -> None:
    await delete_through(tmp_path, seed, 130)

"""Whatever Telegram sends, of every kind and however mangled: nobody's words come out, nothing stops, and a person
who says something sensible in between is answered. WENZHU_SEED=… repeats a red run."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from random import Random

import pytest
from fake_telegram import FakeTelegram
from fuzz import CANARY, update

from bot import log
from bot.serving import serve
from bot.settings import Settings
from bot.terminal import Hands

ROUND = 100
GOOD = 20
"""People who say something sensible by turns: of one alone it would be a flood."""

AFTER = 2.0
"""Seconds within which the person in between is answered."""


@pytest.fixture
def seed() -> int:
    return int(os.environ.get("WENZHU_SEED") or time.time_ns() % 1_000_000)


@pytest.fixture
async def fake(settings: Settings, clock: Hands) -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.token = settings.token
        running = asyncio.create_task(serve(replace(settings, api=server.url), clock))
        yield server
        assert not running.done(), "the bot has ended"
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def fuzz(fake: FakeTelegram, seed: int, number: int, lines: list[logging.LogRecord]) -> None:
    """Send so many mangled updates, and after each hundred let somebody press /start. Fails where it should not."""
    print(f"WENZHU_SEED={seed}")
    chance = Random(seed)
    known = [fake.user(1000 + number) for number in range(GOOD)]
    slowest, formatter = 0.0, log.Lines()
    for turn in range(number // ROUND):
        for _ in range(ROUND):
            fake.push_raw(update(chance, fake.next_update_id))
        good = known[turn % GOOD]
        good.says("/start")
        begun = time.monotonic()
        await good.hears(1, timeout=20)
        slowest = max(slowest, time.monotonic() - begun)
        told = [formatter.format(line) for line in lines]
        lines.clear()
        assert not any(CANARY in line or "u91d1" in line for line in told)
        assert not [line for line in told if '"crashed"' in line or '"update_failed"' in line], told[:3]
        await fake.settle(quiet=0.02, timeout=20)
    outside = [sent for sent in fake.sent if sent.chat_id <= 0]
    assert not outside, "nothing is ever said outside a private chat"
    print(f"{number} updates, the slowest answer in between after {slowest:.2f} s")
    assert slowest <= AFTER


async def test_two_thousand_mangled_updates_stop_nobody(
    fake: FakeTelegram, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await fuzz(fake, seed, 2000, caplog.records)


@pytest.mark.soak
async def test_a_hundred_thousand_mangled_updates_stop_nobody(
    fake: FakeTelegram, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    await fuzz(fake, seed, 100_000, caplog.records)

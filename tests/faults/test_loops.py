"""The loops of the bot: one that stands still is told of, one that dies takes the process with it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from fake_telegram import FakeTelegram, Fault
from modes import connected
from troubles import Events, Meets, events_of, rare, running, until

from bot.serving import serve
from bot.settings import Settings

LIN = 7


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Events:
    return events_of(caplog)


@pytest.fixture
def meets(fake: FakeTelegram) -> Meets:
    return Meets(fake)


async def test_a_loop_that_stands_still_is_told_of(fake: FakeTelegram, settings: Settings, events: Events) -> None:
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2)
        time.sleep(2.6)  # noqa: ASYNC251 - what must not happen
        fake.user(LIN).says("正在通话")
        await fake.user(LIN).hears()
        await until(lambda: events()["loop_lag"] == 1)


async def broken(*arguments: object) -> None:
    await asyncio.sleep(0.3)
    raise ZeroDivisionError


@pytest.mark.parametrize(
    "loop",
    [
        "bot.post.Post.run",
        "bot.polling.Polling.listen",
        "bot.webhook.Knocking.gather",
        rare("bot.clock.Clock.run"),
        rare("bot.intake.Intake.finish_texts"),
        rare("bot.serving.watch"),
        rare("bot.webhook.Knocking.keep_watch"),
    ],
)
async def test_a_loop_that_dies_takes_the_process_with_it_within_two_seconds(
    loop: str, fake: FakeTelegram, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, broken)
    fake.faults = lambda method, params: Fault.delay(30) if method == "sendMessage" else None
    fake.user(LIN).says("/start")
    begun = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        await asyncio.wait_for(serve(connected(fake, settings, "webhook" if "Knocking" in loop else "polling")), 10)
    assert time.monotonic() - begun < 0.3 + 2

"""A clock that was set wrong rings nothing and wipes nothing; a database that somebody else holds is waited for.
Each leaves one line in the log."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from email.utils import format_datetime

import aiosqlite
import pytest
from conftest import at, said
from fake_telegram import FakeTelegram

from bot.clock import Clock
from bot.desk import House
from bot.people import local
from bot.serving import serve
from bot.settings import Settings
from bot.store import one
from bot.terminal import Hands, Talk
from bot.trust import Told
from conversations.times import BEIJING

CALL = ("正在通话", "开始", "他说了", "某某信息 1023", "我借的", "念完了", "挂断了")
KEPT = (*CALL, "可以", "好", "说清了", "好")


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    warned = [record for record in caplog.records if record.name == "wenzhu" and record.levelname != "INFO"]
    return [record.getMessage() for record in warned]


async def people(house: House) -> int:
    async def body(db: aiosqlite.Connection) -> int:
        return int((await one(db, "SELECT count(*) FROM person"))[0])

    return await house.store.tx(body)


@pytest.mark.parametrize("set_to", ["1970-01-01T08:00", "2026-11-25T09:00"])
async def test_a_clock_set_back_rings_nothing_until_it_is_right_again(
    talk: Talk, set_to: str, caplog: pytest.LogCaptureFixture
) -> None:
    await talk.begin()
    await said(talk, *KEPT)
    talk.hands.set(at(set_to))
    for _ in range(3):
        assert await talk.ring() == []
    assert events(caplog) == ["clock_doubted"]
    assert await people(talk.house) == 1
    talk.hands.set(at("2026-11-26T10:00"))
    assert "那件小事" in "".join(letter.text for letter in await talk.ring())


@pytest.mark.parametrize("set_to", ["2026-11-25T12:00", "2037-01-01T08:00", "1970-01-01T08:00"])
async def test_a_clock_that_telegram_contradicts_rings_and_wipes_nothing(
    talk: Talk, set_to: str, caplog: pytest.LogCaptureFixture
) -> None:
    """However far it went ahead, and however long: when it is right again, everything rings as if nothing had been."""
    running = 0.0
    told = Told(lambda: running)
    clock = Clock(talk.house, told=told)
    await talk.begin()
    await said(talk, *KEPT)
    told.hear(format_datetime(local(talk.hands(), BEIJING)))
    talk.hands.set(at(set_to))
    for _ in range(3):
        await clock.tick()
    assert events(caplog) == ["clock_doubted"]
    assert await people(talk.house) == 1
    running = 24 * 3600.0
    talk.hands.set(at("2026-11-26T10:00"))
    await clock.tick()
    await talk.post.send_waiting()
    assert "那件小事" in "".join(letter.text for letter in talk.newest)


def test_a_date_that_is_none_changes_nothing() -> None:
    told = Told(lambda: 0.0)
    for date in ("", "yesterday", "金", "Wed, 99 Nov 2026 10:00:00 GMT"):
        told.hear(date)
    assert told() is None
    told.hear("Wed, 25 Nov 2026 02:00:00 GMT")
    assert told() == at("2026-11-25T10:00")


@pytest.fixture
async def fake(settings: Settings, clock: Hands) -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.token = settings.token
        server.date = "Wed, 25 Nov 2026 02:00:00 GMT"
        running = asyncio.create_task(serve(replace(settings, api=server.url), clock))
        yield server
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_over_http_the_time_comes_with_every_answer(
    fake: FakeTelegram, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    person = fake.user(7)
    person.says("/start")
    await person.hears(2)
    clock.set(at("2027-11-25T10:00"))
    person.says("正在通话")
    await person.hears()
    await fake.settle()
    assert "clock_doubted" in events(caplog)
    assert len(person.bubbles) == 3


async def test_a_lock_held_by_a_shell_is_waited_for_and_leaves_one_line(
    settings: Settings, clock: Hands, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opened the database by hand and forgot a transaction: people are answered when it is over."""
    monkeypatch.setattr("bot.store.BUSY_TIMEOUT", 100)
    async with FakeTelegram() as fake:
        fake.token = settings.token
        running = asyncio.create_task(serve(replace(settings, api=fake.url), clock))
        person = fake.user(7)
        person.says("/start")
        await person.hears(2)
        shell = sqlite3.connect(settings.database, isolation_level=None, check_same_thread=False)
        await asyncio.to_thread(shell.execute, "BEGIN IMMEDIATE")  # in the loop it would wait for the bot, which waits
        for text in ("正在通话", "开始"):
            person.says(text)
        await asyncio.sleep(1.0)
        assert len(person.bubbles) == 2
        shell.execute("ROLLBACK")
        shell.close()
        await person.hears(2, timeout=20)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert [event for event in events(caplog) if event != "loop_lag"] == ["database_locked"]  # a busy machine may lag

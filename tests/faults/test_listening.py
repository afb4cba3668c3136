"""However badly Telegram is heard: each fault leaves one line with its name, and nobody is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiosqlite
import pytest
from conftest import at
from fake_telegram import FakeTelegram, Fault
from modes import MODES, connected, free_port
from troubles import Events, Meets, events_of, name_of, rare, running, until

from bot.house import open_house
from bot.settings import Settings
from bot.telegram import Stop
from bot.terminal import Hands

LIN, CHEN, ZHAO = 7, 8, 9


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


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back off for less long than on a real line."""
    monkeypatch.setattr("bot.polling.FIRST_WAIT", 0.05)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.refuse_502(),
        Fault.accept_then_drop(),
        Fault.page(404),
        rare(Fault.drop()),
        rare(Fault.page(200)),
        rare(Fault.page(403)),
        rare(Fault.page(409)),
        rare(Fault.page(500)),
        rare(Fault.flood(1)),
        rare(Fault.bad_request("Bad Request")),
    ],
    ids=name_of,
)
async def test_a_poll_that_fails_is_told_once_and_tried_again(
    fault: Fault, fake: FakeTelegram, meets: Meets, settings: Settings, events: Events
) -> None:
    meets.next("getUpdates", fault, fault, fault)
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2, timeout=15)
    assert meets.over()
    assert (events()["poll_failed"], events()["poll_recovered"]) == (1, 1)
    assert sum(events().values()) == 3  # and "running"


@pytest.mark.parametrize("fault", [Fault.delay(1000), Fault.accept_then_drip(0.2)], ids=["hangs", "drips"])
async def test_a_line_that_hangs_half_open_is_made_anew(
    fault: Fault, fake: FakeTelegram, meets: Meets, settings: Settings, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.RECONNECT_AFTER", 1.0)
    meets.next("getUpdates", fault)
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2, timeout=10)
    assert (events()["reconnected"], events()["poll_failed"], events()["poll_recovered"]) == (1, 1, 1)


@pytest.mark.parametrize("mode", MODES)
async def test_a_token_revoked_while_nobody_talks_ends_with_77(
    mode: str, fake: FakeTelegram, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.webhook.LOOK_EVERY", 0.2)
    monkeypatch.setattr("bot.polling.POLL", 0)
    async with running(connected(fake, settings, mode)) as bot:
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2)
        fake.token = "99:another"
        with pytest.raises(Stop) as stopped:
            await asyncio.wait_for(bot, 10)
    assert stopped.value.code == 77


async def test_somebody_else_polling_now_and_then_is_told_each_time(
    fake: FakeTelegram, meets: Meets, settings: Settings, events: Events
) -> None:
    meets.next("getUpdates", Fault.conflict(), Fault.conflict())
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2, timeout=10)
    assert events()["conflict"] == 2


async def test_a_door_that_telegram_does_not_find_is_told_of_once(
    fake: FakeTelegram, settings: Settings, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy in front is down: we listen, and nobody comes."""
    monkeypatch.setattr("bot.webhook.LOOK_EVERY", 0.1)
    there = connected(fake, settings, "webhook")
    assert there.webhook
    astray = replace(there.webhook, base=f"http://127.0.0.1:{free_port()}/bot")
    fake.user(LIN).says("/start")
    async with running(replace(there, webhook=astray), Hands(at("2026-11-25T10:00"))):
        await until(lambda: events()["knocks_fail"] == 1)
        await asyncio.sleep(0.5)
    assert (events()["knocks_fail"], fake.user(LIN).bubbles) == (1, [])


@pytest.mark.parametrize("mode", MODES)
async def test_numbers_that_begin_anew_after_a_quiet_week_are_heard(
    mode: str, fake: FakeTelegram, settings: Settings
) -> None:
    async with running(connected(fake, settings, mode)):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2)
        await fake.settle()
        fake.next_update_id = 50
        fake.user(LIN).says("正在通话")
        assert "慢慢呼一口气" in (await fake.user(LIN).hears())[0].text


async def test_a_batch_out_of_order_and_handed_out_twice_loses_nothing(
    fake: FakeTelegram, meets: Meets, settings: Settings
) -> None:
    for text in ("/start", "正在通话", "开始"):
        fake.user(LIN).says(text)
    fake._queue.sort(key=lambda queued: queued.id % 3)  # the third, the first, the second
    meets.next("getUpdates", Fault.accept_then_drop())
    async with running(connected(fake, settings, "polling")):
        await fake.settle()
    assert ["慢慢呼一口气" in bubble.text for bubble in fake.user(LIN).bubbles].count(True) == 1
    assert fake.confirmed == {1000, 1001, 1002}
    assert "慢慢呼一口气" in fake.user(LIN).bubbles[-1].text


@pytest.mark.parametrize("mode", MODES)
async def test_after_a_day_without_telegram_each_person_is_told_once_by_day(
    mode: str, fake: FakeTelegram, settings: Settings, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who agreed to be remembered, and was here of late; not who wants to be left alone. At night it waits."""
    monkeypatch.setattr("bot.outage.EVERY", 0.0)
    monkeypatch.setattr("bot.webhook.LOOK_EVERY", 0.2)
    monkeypatch.setattr("bot.polling.POLL", 0.1)
    hands, there = Hands(at("2026-11-25T10:00")), connected(fake, settings, mode)
    notice = "这边断线了一阵子"
    async with running(there, hands):
        for person in (LIN, CHEN, ZHAO):
            fake.user(person).says("/start")
            await fake.user(person).hears(2)
        await asyncio.sleep(0.3)
    async with open_house(there, hands) as house:
        lin, chen = house.keys.lookup(LIN), house.keys.lookup(CHEN)

        async def agree(db: aiosqlite.Connection) -> None:
            await db.execute("UPDATE person SET consent = 'agreed' WHERE lookup IN (?, ?)", (lin, chen))
            await db.execute("UPDATE person SET resting = 1 WHERE lookup = ?", (chen,))

        await house.store.tx(agree)
    hands.set(at("2026-11-26T22:30"))
    for _ in range(2):
        async with running(there, hands):
            await until(lambda: events()["outage"] == 1)
            await asyncio.sleep(0.4)
            assert events()["outage_told"] == 0
    hands.set(at("2026-11-27T09:30"))
    for _ in range(2):
        async with running(there, hands):
            await until(lambda: events()["outage_told"] == 1)
            await asyncio.sleep(0.4)
    told = {person: sum(notice in each.text for each in fake.user(person).bubbles) for person in (LIN, CHEN, ZHAO)}
    assert told == {LIN: 1, CHEN: 0, ZHAO: 0}
    assert events()["outage"] == 1


async def test_a_long_outage_floods_no_log(
    fake: FakeTelegram, settings: Settings, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same failure a hundred times is a line, and one more with their number."""
    monkeypatch.setattr("bot.polling.LONGEST_WAIT", 0.01)
    monkeypatch.setattr("bot.repeated.TOGETHER", 1.0)
    calls = 0

    def away(method: str, params: dict[str, Any]) -> Fault | None:
        nonlocal calls
        calls += method == "getUpdates"
        return Fault.refuse_502() if method == "getUpdates" and calls < 60 else None

    fake.faults = away
    fake.user(LIN).says("/start")
    async with running(connected(fake, settings, "polling")):
        await until(lambda: events()["poll_recovered"] == 1)
        await until(lambda: events()["poll_failed"] >= 2)
    assert events()["poll_failed"] < 10

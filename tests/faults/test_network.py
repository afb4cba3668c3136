"""What Telegram and the way to it do at their worst: each fault leaves one line with its name, and nobody is lost."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import pytest
from conftest import at
from fake_telegram import FakeTelegram, Fault
from modes import MODES, connected

from bot.house import open_house
from bot.serving import serve
from bot.settings import Settings
from bot.telegram import Stop
from bot.terminal import Hands

LIN, CHEN, ZHAO, QIAN = 7, 8, 9, 10
Events = Callable[[], Counter[str]]


def rare(*values: object) -> Any:
    """One more of a kind that every test run tries: the long runs try it too."""
    return pytest.param(*values, marks=pytest.mark.soak)


def name_of(value: object) -> str:
    return value.name if isinstance(value, Fault) else str(value)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def events(caplog: pytest.LogCaptureFixture) -> Events:
    """How many lines of each event have been logged so far."""
    caplog.set_level(logging.INFO, "wenzhu")
    return lambda: Counter(record.getMessage() for record in caplog.records if record.name == "wenzhu")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Back off for less long than on a real line."""
    monkeypatch.setattr("bot.polling.FIRST_WAIT", 0.05)


class Meets:
    """The next calls of some methods meet these faults, one each."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._waiting: dict[str, list[Fault]] = {}
        fake.faults = self._fault

    def next(self, method: str, *faults: Fault) -> None:
        self._waiting[method] = list(faults)

    def over(self) -> bool:
        return not any(self._waiting.values())

    def _fault(self, method: str, params: dict[str, Any]) -> Fault | None:
        waiting = self._waiting.get(method)
        return waiting.pop(0) if waiting else None


@pytest.fixture
def meets(fake: FakeTelegram) -> Meets:
    return Meets(fake)


@asynccontextmanager
async def running(settings: Settings, now: Callable[[], int] | None = None) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(serve(settings, now) if now else serve(settings))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for happens on the other side of a line
            await asyncio.sleep(0.01)


# --- listening ------------------------------------------------------------------------------------------


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


# --- sending --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "event"),
    [
        (Fault.flood(1), "person_slowed"),
        (Fault.drop(), "send_unsure"),
        (Fault.page(200), "send_unsure"),
        (Fault.page(403), "send_failed"),
        (Fault.blocked(), "person_gone"),
        (Fault.bad_request("Bad Request: message is too long"), "letter_failed"),
        rare(Fault.refuse_502(), "send_unsure"),
        rare(Fault.accept_then_drop(), "send_unsure"),
        rare(Fault.accept_then_502(), "send_unsure"),
        rare(Fault.page(502), "send_unsure"),
        rare(Fault.page(404), "send_failed"),
        rare(Fault.page(401), "send_failed"),
        rare(Fault.page(400), "send_failed"),
        rare(Fault.bad_request("Bad Request: chat not found"), "person_gone"),
    ],
    ids=name_of,
)
async def test_a_send_that_fails_is_told_once_by_its_name(
    fault: Fault, event: str, fake: FakeTelegram, meets: Meets, settings: Settings, events: Events
) -> None:
    meets.next("sendMessage", fault)
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await until(lambda: events()[event] == 1)
        await fake.settle(quiet=0.3)
        if event in ("person_slowed", "send_failed", "send_unsure"):
            await until(lambda: len(fake.user(LIN).bubbles) >= 2)
        fake.user(LIN).says("/help")
        await until(lambda: "你好" in fake.user(LIN).bubbles[-1].text if fake.user(LIN).bubbles else False)
    assert events() == Counter({"running": 1, event: 1})


async def test_an_answer_that_drips_in_holds_nobody_up_for_ever(
    fake: FakeTelegram, meets: Meets, settings: Settings, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.SLOWEST_ANSWER", 0.5)
    meets.next("sendMessage", Fault.accept_then_drip(0.1))
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        first, again, _ = await fake.user(LIN).hears(3)
    assert again.text.startswith(first.text)
    assert "可能与上一条重复" in again.text
    assert events()["send_unsure"] == 1


async def test_when_telegram_slows_three_people_down_it_means_everybody(
    fake: FakeTelegram, meets: Meets, settings: Settings, events: Events
) -> None:
    meets.next("sendMessage", *(Fault.flood(2) for _ in range(3)))
    async with running(connected(fake, settings, "polling")):
        for person in (LIN, CHEN, ZHAO):
            fake.user(person).says("/start")
        await until(lambda: events()["all_slowed"] == 1)
        asked = time.monotonic()
        fake.user(QIAN).says("/start")
        await fake.user(QIAN).hears(2)
        assert time.monotonic() - asked > 1.5
        for person in (LIN, CHEN, ZHAO):
            await fake.user(person).hears(2)
    sends = [call for call in fake.journal if call.method == "sendMessage"]
    assert len(sends) == 11
    assert (events()["person_slowed"], events()["all_slowed"]) == (1, 1)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.bad_request("Bad Request: query is too old and response timeout expired or query ID is invalid"),
        Fault.bad_request("Bad Request: message is not modified"),
        rare(Fault.bad_request("Bad Request: message to edit not found")),
        rare(Fault.refuse_502()),
        rare(Fault.drop()),
        rare(Fault.flood(3)),
        rare(Fault.page(403)),
    ],
    ids=name_of,
)
async def test_what_is_done_beside_may_fail_without_anybody_noticing(
    fault: Fault, fake: FakeTelegram, meets: Meets, settings: Settings, events: Events
) -> None:
    async with running(connected(fake, settings, "polling")):
        fake.user(LIN).says("/start")
        await fake.user(LIN).hears(2)
        meets.next("answerCallbackQuery", fault)
        meets.next("editMessageReplyMarkup", fault)
        fake.user(LIN).presses("正在通话")
        await fake.user(LIN).hears()
        await until(meets.over)
        await fake.settle()
    assert events() == Counter({"running": 1, "aside_failed": 1})
    assert len(fake.user(LIN).bubbles) == 3


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


# --- the loops themselves -------------------------------------------------------------------------------


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

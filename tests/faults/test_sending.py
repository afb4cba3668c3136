"""However badly messages go out: each fault leaves one line with its name, and nobody else waits for it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from fake_telegram import FakeTelegram, Fault
from modes import connected
from troubles import Events, Meets, events_of, name_of, rare, running, until

from bot.settings import Settings

LIN, CHEN, ZHAO, QIAN = 7, 8, 9, 10


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

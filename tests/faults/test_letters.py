"""A letter on a bad line is sent, or sent once more and marked, or told of at the next visit. Never a third time."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import at
from fake_telegram import FakeTelegram, Fault
from history import MARKED, WORDS
from lives import environment

from bot.client import Client
from bot.desk import Arrival, Desk, House
from bot.hearing import Said
from bot.house import open_house
from bot.letters import Letter
from bot.post import Outcome, Post, Sent
from bot.serving import serve
from bot.settings import Settings, read_settings
from bot.telegram import Front
from bot.terminal import Hands
from bot.trust import Told
from conversations.events import Started
from conversations.screen import Text

START = WORDS.say(Text("common", "start"))
KEYS = WORDS.say(Text("common", "keys"))
MISSED = WORDS.say(Text("common", "missed"))
LIN, CHEN = 7, 8

MakeFault = Callable[[], Fault]


class Line:
    """The fake Telegram's line to some people: their next messages meet these faults, one each."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake
        self._faults: dict[int, list[Fault]] = {}
        self._met = asyncio.Event()
        fake.faults = self._fault

    def meets(self, person: int, *faults: Fault) -> None:
        self._faults[person] = list(faults)

    async def faulty(self) -> None:
        """Wait until a message has met a fault."""
        await asyncio.wait_for(self._met.wait(), 5)

    def calls(self, person: int) -> int:
        """How often the bot tried to send to this person."""
        sends = (call for call in self._fake.journal if call.method == "sendMessage")
        return sum(call.params["chat_id"] == person for call in sends)

    def _fault(self, method: str, params: dict[str, Any]) -> Fault | None:
        waiting = self._faults.get(params.get("chat_id", 0)) if method == "sendMessage" else None
        if not waiting:
            return None
        self._met.set()
        return waiting.pop(0)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def line(fake: FakeTelegram) -> Line:
    return Line(fake)


@pytest.fixture
def there(fake: FakeTelegram, tmp_path: Path) -> Settings:
    return read_settings(environment(fake, tmp_path))


@pytest.fixture
async def bot(there: Settings) -> AsyncIterator[None]:
    """The whole bot, in this process, on real time."""
    running = asyncio.create_task(serve(there))
    yield
    assert not running.done(), running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def visit(fake: FakeTelegram, person: int) -> list[str]:
    """/start, and everything that it is answered with."""
    before = len(fake.user(person).bubbles)
    fake.user(person).says("/start")
    await fake.settle()
    return [bubble.text for bubble in fake.user(person).bubbles[before:]]


def marked(text: str) -> str:
    return f"{text}\n{MARKED}"


@pytest.mark.parametrize("fault", [Fault.accept_then_502, Fault.accept_then_drop])
async def test_what_arrived_unconfirmed_comes_once_more_and_says_so(
    fault: MakeFault, fake: FakeTelegram, line: Line, bot: None
) -> None:
    line.meets(LIN, fault())
    assert await visit(fake, LIN) == [START, marked(START), KEYS]
    assert await visit(fake, LIN) == [START]


@pytest.mark.parametrize("fault", [Fault.refuse_502, Fault.drop])
async def test_what_may_have_arrived_but_did_not_comes_once_and_says_so(
    fault: MakeFault, fake: FakeTelegram, line: Line, bot: None
) -> None:
    line.meets(LIN, fault())
    assert await visit(fake, LIN) == [marked(START), KEYS]
    assert await visit(fake, LIN) == [START]


async def test_after_two_bad_sends_there_is_no_third_and_the_next_visit_tells(
    fake: FakeTelegram, line: Line, bot: None
) -> None:
    line.meets(LIN, Fault.accept_then_502(), Fault.accept_then_drop())
    assert await visit(fake, LIN) == [START, marked(START), KEYS]
    assert await visit(fake, LIN) == [MISSED, START]
    line.meets(LIN, Fault.drop(), Fault.refuse_502())
    assert await visit(fake, LIN) == []
    assert await visit(fake, LIN) == [MISSED, START]
    assert await visit(fake, LIN) == [START]


async def test_a_letter_that_telegram_rejects_is_not_sent_again_and_the_next_visit_tells(
    fake: FakeTelegram, line: Line, bot: None
) -> None:
    line.meets(LIN, Fault.bad_request("Bad Request: can't parse entities"))
    assert await visit(fake, LIN) == [KEYS]
    assert line.calls(LIN) == 2
    assert await visit(fake, LIN) == [MISSED, START]
    assert await visit(fake, LIN) == [START]


async def test_who_is_slowed_down_keeps_nobody_else_waiting(fake: FakeTelegram, line: Line, bot: None) -> None:
    lin, chen = fake.user(LIN), fake.user(CHEN)
    line.meets(LIN, Fault.flood(1))
    lin.says("/start")
    await line.faulty()
    for _ in range(5):
        chen.says("/start")
    assert len(await chen.hears(6)) == 6
    assert lin.bubbles == []
    assert [bubble.text for bubble in await lin.hears(2)] == [START, KEYS]
    assert line.calls(LIN) == 3


async def test_who_blocked_the_bot_is_left_alone_and_answered_when_they_return(
    fake: FakeTelegram, line: Line, bot: None
) -> None:
    line.meets(LIN, Fault.blocked())
    assert await visit(fake, LIN) == []
    assert line.calls(LIN) == 1
    assert await visit(fake, LIN) == [START]


async def test_a_refused_connection_is_tried_again_later_and_nothing_is_marked(
    fake: FakeTelegram, there: Settings
) -> None:
    hands = Hands(at("2026-11-25T10:00"))
    async with open_house(there, hands) as house:
        await Desk(house).take([Arrival((1,), LIN, Started())])
        for _ in range(4):
            await send_waiting(replace(house, settings=replace(there, api=closed_door())))
            hands.set(hands() + 60)
        assert fake.user(LIN).bubbles == []
        await send_waiting(house)
    assert [bubble.text for bubble in fake.user(LIN).bubbles] == [START, KEYS]


async def send_waiting(house: House) -> None:
    """Send what may go now, with connections of its own."""
    front = Front(house, Client(house.settings, Told()))
    await Post(house, front.deliver).send_waiting()
    await front.bot.request.shutdown()


async def test_a_text_to_copy_whose_marking_telegram_refuses_comes_plain(
    fake: FakeTelegram, line: Line, house: House, there: Settings
) -> None:
    line.meets(LIN, Fault.bad_request("Bad Request: can't parse entities: something"))
    front = Front(house, Client(there, Told()))
    text = "我想核对账单。" * 50
    assert isinstance(await front.deliver(LIN, Letter(text, copy="复制")), Sent)
    await front.bot.request.shutdown()
    calls = [call.params for call in fake.journal if call.method == "sendMessage"]
    assert ["entities" in call for call in calls] == [True, False]
    assert [bubble.text for bubble in fake.user(LIN).bubbles] == [text]


def closed_door() -> str:
    """An address at which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{door.getsockname()[1]}"


async def test_who_deletes_everything_while_a_letter_is_on_its_way_still_hears_that_it_is_done(house: House) -> None:
    """What becomes of the letter on its way is not written down as the farewell's."""
    desk, heard = Desk(house), list[str]()

    async def deliver(chat: int, letter: Letter) -> Outcome:
        heard.append(letter.shown)
        if len(heard) == 1:
            await desk.take([Arrival((2,), LIN, Said("全部删除"))])
        return Sent(1)

    await desk.take([Arrival((1,), LIN, Said("/delete"))])
    await Post(house, deliver).send_waiting()
    assert [text[:3] for text in heard] == ["现在只", "删好了"]


async def test_a_malformed_update_costs_nobody_else_anything_and_leaves_no_trace_but_its_class(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    secret = {"id": 4711, "first_name": "某某人", "text": "借了三万块"}
    fake.user(LIN).says("/start")
    fake.push_raw({"update_id": fake.next_update_id, "message": {"message_id": "x", "from": secret, "chat": secret}})
    fake.user(CHEN).says("/start")
    bot = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"), env=environment(fake, tmp_path), stdout=PIPE, stderr=PIPE
    )
    try:
        assert len(await fake.user(LIN).hears(2, timeout=20)) == 2
        assert len(await fake.user(CHEN).hears(2, timeout=20)) == 2
        await fake.settle()
    finally:
        bot.send_signal(signal.SIGTERM)
        _, written = await asyncio.wait_for(bot.communicate(), 20)
    lines = [line for line in written.decode().splitlines() if line.startswith("{")]
    (found,) = [line for line in map(json.loads, lines) if line["event"] == "update_unreadable"]
    assert found["error"] in ("KeyError", "TypeError")
    for word in ("4711", "某某人", "借了三万块"):
        assert word not in written.decode()

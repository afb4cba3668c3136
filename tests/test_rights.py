"""Who may do what: marks, links, commands, and how much at once. Whatever nobody gave out opens nothing."""

from __future__ import annotations

import asyncio
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from random import Random
from typing import Any

import aiosqlite
import pytest
from conftest import at
from fake_telegram import FakeTelegram, Sent
from fake_telegram import Person as Somebody
from modes import MODES, connected

from bot.desk import Arrival, Desk, House
from bot.flood import Bucket
from bot.hearing import DOORS, Tapped
from bot.people import Person, person
from bot.secrets import Keys, PersonKey
from bot.serving import serve
from bot.settings import Settings
from bot.store import one
from bot.terminal import Hands
from conversations.events import Started

LIN, ADMIN = 700_123, 9
START = "现在最急的是哪件？"
OLD = "那是之前的按钮"
NOBODYS = PersonKey(b"", bytes(32))


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture(params=MODES)
async def bot(request: pytest.FixtureRequest, fake: FakeTelegram, settings: Settings) -> AsyncIterator[None]:
    there = replace(connected(fake, settings, request.param), admins=frozenset((ADMIN,)))
    running = asyncio.create_task(serve(there, Hands(at("2026-11-25T10:00"))))
    yield
    assert not running.done(), running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def answers(fake: FakeTelegram, person: Somebody, *words: str) -> list[Sent]:
    """What a person is answered with."""
    before = len(person.bubbles)
    for said in words:
        person.says(said)
    await fake.settle(timeout=60)
    return person.bubbles[before:]


def tap(fake: FakeTelegram, person: Somebody, data: Any) -> None:
    """Press what was never offered, as a client can that somebody wrote for it."""
    query = {"id": "1", "from": person._account, "chat_instance": "1", "data": data}
    fake._push("callback_query", query)


async def test_a_link_opens_one_of_a_few_doors_and_any_other_is_a_plain_start(fake: FakeTelegram, bot: None) -> None:
    for number, payload in enumerate(DOORS, 100):
        [first, *_] = await answers(fake, fake.user(number), f"/start {payload}")
        assert START not in first.text, payload
    for number, payload in enumerate(("CALL", "call ", "leave", "@open.leave", "admin", "x" * 64, "call family"), 200):
        [first, *_] = await answers(fake, fake.user(number), f"/start {payload}")
        assert (START in first.text) is (payload != "call "), payload


async def test_status_is_for_whoever_runs_it_and_unknown_to_everybody_else(fake: FakeTelegram, bot: None) -> None:
    lin, admin = fake.user(LIN), fake.user(ADMIN)
    await answers(fake, lin, "/start", "/nonsense", "正在通话", "某某公司 1023")
    unknown = await answers(fake, lin, "/nonsense")
    assert [shown.text for shown in await answers(fake, lin, "/status")] == [shown.text for shown in unknown]
    [told] = await answers(fake, admin, "/status")
    assert "人：2，点过「可以」的 0" in told.text
    assert "磁盘还剩" in told.text
    assert "上次备份：还没有过" in told.text
    for secret in ("1023", "某某公司", str(LIN), "小林"):
        assert secret not in told.text


async def test_an_admins_number_in_a_group_or_in_a_text_is_nothing(fake: FakeTelegram, bot: None) -> None:
    account = {"id": ADMIN, "is_bot": False, "first_name": "管"}
    chat = {"id": -100, "type": "supergroup", "title": "群"}
    fake._push("message", {"message_id": 1, "date": 1, "chat": chat, "from": account, "text": "/status"})
    said = await answers(fake, fake.user(LIN), f"/status {ADMIN}", f"/status@fake_test_bot {ADMIN}")
    assert not any("磁盘" in shown.text for shown in said)
    assert all(call.params.get("chat_id", 0) > 0 for call in fake.journal if call.method == "sendMessage")


# --- forged ---------------------------------------------------------------------------------------------


def forgeries(random: Random, stolen: str, count: int) -> list[str]:
    """Data that nobody gave out: made up, of somebody else's button, of another key, of another turn or option."""
    turn, option, mark = stolen.split(".", 1)[0], stolen.split(".", 1)[1].rpartition(".")[0], stolen.rpartition(".")[2]
    other = Keys(random.randbytes(32), random.randbytes(32))

    def made_up() -> str:
        return "".join(chr(random.choice((33, 46, 0x202E, random.randrange(0x4E00, 0x9FFF)))) for _ in range(20))

    def rubbish_mark() -> str:
        return urlsafe_b64encode(random.randbytes(8)).rstrip(b"=").decode()

    kinds: tuple[Callable[[], str], ...] = (
        made_up,
        lambda: stolen,
        lambda: f"{turn}.{option}.{rubbish_mark()}",
        lambda: f"{random.randrange(40)}.{option}.{mark}",
        lambda: f"{turn}.{random.choice(('sure.yes', '@open.leave', '@agree', 'yes', 'leave'))}.{mark}",
        lambda: f"{turn}.{option}.{other.mark(random.randbytes(16), int(turn), option)}",
        lambda: f"{turn}.{option}.",
        lambda: f"{'9' * random.randrange(1, 60)}.{option}.{mark}",
        lambda: f"²{turn}.{option}.{mark}",
        lambda: f"-1.{option}.{mark}",
        lambda: "\ud800.\udfff.\x00",
        lambda: stolen.swapcase(),
    )
    return [random.choice(kinds)() for _ in range(count)]


async def forge(fake: FakeTelegram, count: int) -> None:
    """So many forged buttons, links and commands, from people who do nothing else; nothing is accepted."""
    random = Random("forged")
    lin = fake.user(LIN)
    await answers(fake, lin, "/start")
    stolen = next(data for label, data in lin.bubbles[0].buttons if label == "正在通话")
    forgers = [fake.user(number, "伪") for number in range(1000, 1000 + max(10, count // 60))]
    expected = {bubble.text for forger in forgers[:1] for bubble in await answers(fake, forger, "/start")}
    for forger in forgers[1:]:
        forger.says("/start")
    await fake.settle(timeout=60)
    begun = len(fake.sent)
    for number, data in enumerate(forgeries(random, stolen, count)):
        forger = forgers[number % len(forgers)]
        match number % 3:
            case 0:
                forger.says(f"/start {data[:64]}")
            case 1:
                forger.says(f"/{random.choice(('status', 'admin', 'sudo', 'backup', 'restore', 'start@x'))} {data}")
            case _:
                tap(fake, forger, data)
        if number % 200 == 199:
            await fake.settle(timeout=120)
    await fake.settle(timeout=120)
    new = fake.sent[begun:]
    texts = {sent.text for sent in new}
    assert all(text in expected or OLD in text or "没听懂" in text or "没对上" in text for text in texts), texts
    assert {sent.chat_id for sent in new} <= {forger.id for forger in forgers}
    assert lin.bubbles[0].buttons, "somebody else pressed it"
    assert START in (await answers(fake, lin, "/start"))[0].text


async def test_nothing_forged_is_accepted(fake: FakeTelegram, bot: None) -> None:
    await forge(fake, 400)


@pytest.mark.soak
async def test_nothing_of_ten_thousand_forgeries_is_accepted(fake: FakeTelegram, bot: None) -> None:
    """Half of them in each mode."""
    await forge(fake, 5000)


async def test_no_button_of_anybody_elses_moves_anybody(house: House) -> None:
    desk = Desk(house)
    await desk.take([Arrival((1,), LIN, Started()), Arrival((2,), ADMIN, Started())])
    victim, forger = await standing(house, LIN), await standing(house, ADMIN)
    turn, option = victim.session.screen, "@open.live_call"
    stolen = f"{turn}.{option}.{house.keys.mark(victim.id, turn, option)}"
    forged = forgeries(Random("desk"), stolen, 1200)
    for begun in range(0, len(forged), 100):
        batch = [Arrival((begun + n + 10,), ADMIN, Tapped(data)) for n, data in enumerate(forged[begun : begun + 100])]
        await desk.take(batch)
    assert await standing(house, LIN) == victim
    after = await standing(house, ADMIN)
    assert (after.session.places, after.session.notes, after.consent) == (forger.session.places, {}, forger.consent)
    await desk.take([Arrival((9999,), LIN, Tapped(stolen))])
    assert (await standing(house, LIN)).session.places[-1].flow == "live_call"


async def standing(house: House, telegram_id: int) -> Person:
    """A person as they stand in the store, but for their key."""

    async def body(db: aiosqlite.Connection) -> Person:
        (id,) = await one(db, "SELECT id FROM person WHERE lookup = ?", (house.keys.lookup(telegram_id),))
        return await person(db, house.keys, id)

    return replace(await house.store.tx(body), key=NOBODYS)


# --- too much at once -----------------------------------------------------------------------------------


@pytest.fixture
def _small_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.AT_ONCE", 10)
    monkeypatch.setattr("bot.intake.CRIES_AT_ONCE", 3)


@pytest.mark.usefixtures("_small_buckets")
async def test_a_flood_is_let_go_of_and_said_so_once_and_others_are_served(fake: FakeTelegram, bot: None) -> None:
    lin, other = fake.user(LIN), fake.user(ADMIN)
    for _ in range(100):
        lin.says("/help")
    other.says("/start")
    begun = time.monotonic()
    await other.hears(2)
    assert time.monotonic() - begun < 2
    await fake.settle()
    shown = [bubble.text for bubble in lin.bubbles]
    assert sum("一下子来得太多" in text for text in shown) == 1
    assert 10 <= len(shown) <= 16
    assert fake.confirmed >= {update["update_id"] for update in fake.delivered}


@pytest.mark.usefixtures("_small_buckets")
async def test_amid_a_flood_despair_is_heard_and_the_newest_button_works(fake: FakeTelegram, bot: None) -> None:
    lin = fake.user(LIN)
    lin.says("/start")
    (start, _) = await lin.hears(2)
    old = start.buttons[0][1]
    for _ in range(30):
        lin.says("/help")
    await fake.settle()
    newest = [bubble for bubble in lin.bubbles if bubble.buttons][-1]
    before = len(lin.bubbles)
    tap(fake, lin, old)
    await fake.settle()
    assert len(lin.bubbles) == before, "a button of an old screen is no reason to answer amid a flood"
    lin.presses("正在通话", bubble=newest)
    await until(lambda: len(lin.bubbles) > before)
    assert "慢慢呼一口气" in lin.bubbles[-1].text
    lin.says("我不想活了")
    await until(lambda: "钱的事先放下" in lin.bubbles[-1].text)


async def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for happens on the other side of a line
            await asyncio.sleep(0.01)


async def test_all_the_evidence_at_once_is_no_flood(fake: FakeTelegram, bot: None) -> None:
    """Telegram lets a hundred messages be forwarded in one go."""
    lin = fake.user(LIN)
    for number in range(100):
        lin.forwards(f"今天不还就起诉 {number}", "某某金融", at("2026-11-20T10:00"))
    await fake.settle(timeout=30)
    assert not any("一下子来得太多" in bubble.text for bubble in lin.bubbles)
    assert len([bubble for bubble in lin.bubbles if "留好了" in bubble.text]) == 100


async def test_of_two_hundred_pictures_at_once_none_is_turned_away(
    fake: FakeTelegram, settings: Settings, bot: None
) -> None:
    """And the words that come after them are heard."""
    lin = fake.user(LIN)
    for first in range(0, 200, 10):
        lin.sends_album([b"%d" % number for number in range(first, first + 10)])
    lin.says("正在通话")
    await until(lambda: any("先留着了，200 个。" in bubble.text for bubble in lin.bubbles), 30)
    shown = [bubble.text for bubble in lin.bubbles]
    assert not any("一下子来得太多" in text for text in shown)
    assert any("慢慢呼一口气" in text for text in shown)


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    bucket = Bucket(3, 0.5, lambda: now[0])
    bucket.take(LIN, 3)
    assert (bucket.left(LIN), bucket.left(ADMIN)) == (0, 3)
    now[0] = 4.0
    assert bucket.left(LIN) == 2
    now[0] = 400.0
    assert bucket.left(LIN) == 3

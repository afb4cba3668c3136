"""Without the key file, the database tells nothing of what anybody wrote, nor who they are."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from conftest import at, labels, said

from bot.desk import Arrival, Desk
from bot.hearing import Said, Tapped
from bot.house import open_house
from bot.keyfile import make_key
from bot.schema.m001_first_visit import m001_first_visit
from bot.secrets import Keys, PersonKey, Spoilt, derived
from bot.settings import Settings
from bot.store import Store, one
from bot.terminal import Hands, Talk
from conversations.events import Forwarded, Started
from conversations.session import Place, Session

SECRETS = ("金丝雀甲欠了四万二", "金丝雀乙公司", "催收金丝雀丙", "金丝雀丁说要来")
ID = 7_315_904_266


def on_disk(settings: Settings) -> bytes:
    """Every byte of the data folder."""
    return b"".join(file.read_bytes() for file in sorted(settings.data.rglob("*")) if file.is_file())


async def test_what_people_write_and_who_they_are_is_nowhere_in_the_clear(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, "正在通话", "开始", "他说了", SECRETS[1], "我借的", "念完了", "挂断了", "补记一句", SECRETS[3])
        await said(talk, f"@forward {SECRETS[2]} | - | {SECRETS[0]}")
        await Desk(house).take([Arrival((1,), ID, Said("可以")), Arrival((2,), ID, Said(SECRETS[0]))])
        running = on_disk(settings)
    for disk in (running, on_disk(settings)):
        for secret in SECRETS:
            assert secret.encode() not in disk
        assert str(ID).encode() not in disk
        assert ID.to_bytes(8, "big") not in disk
        assert "正在通话".encode() not in disk, "what the bot answered tells as much"


@pytest.mark.parametrize("people", [50, pytest.param(1000, marks=pytest.mark.soak)])
async def test_of_a_thousand_people_nobody_is_found_without_the_key(
    settings: Settings, clock: Hands, people: int
) -> None:
    """Not one id and not one text, however they might be written down."""
    ids = [7_300_000_000 + 7919 * number for number in range(people)]
    async with open_house(settings, clock) as house:
        await Desk(house).take(
            [Arrival((number,), id, Forwarded(f"金丝雀{id}号欠款", f"某{id}")) for number, id in enumerate(ids, 1)]
        )
    disk = on_disk(settings)
    found = [
        id
        for id in ids
        if any(form in disk for form in (str(id).encode(), id.to_bytes(8, "big"), id.to_bytes(8, "little")))
    ]
    assert found == []
    assert "金丝雀".encode() not in disk


def test_a_value_opens_in_its_own_place_only() -> None:
    key = PersonKey(b"p" * 16, b"k" * 32)
    sealed = key.seal("甲", "record", "body", 5)
    assert key.open(sealed, "record", "body", 5) == "甲"
    assert sealed != key.seal("甲", "record", "body", 5)
    flipped = sealed[:-1] + bytes((sealed[-1] ^ 1,))
    other = PersonKey(b"q" * 16, b"k" * 32)
    another_key = PersonKey(b"p" * 16, b"l" * 32)
    for opener, value, table, column, row in (
        (key, sealed, "record", "body", 6),
        (key, sealed, "letter", "body", 5),
        (key, sealed, "record", "sender", 5),
        (key, flipped, "record", "body", 5),
        (key, b"", "record", "body", 5),
        (key, "甲".encode(), "record", "body", 5),
        (other, sealed, "record", "body", 5),
        (another_key, sealed, "record", "body", 5),
    ):
        with pytest.raises(Spoilt):
            opener.open(value, table, column, row)


def change(settings: Settings, sql: str) -> None:
    with closing(sqlite3.connect(settings.database)) as db, db:
        db.execute(sql)


async def texts(talk: Talk, line: str) -> str:
    return "\n".join(letter.text for letter in await talk.hear(line))


async def test_rows_swapped_between_people_do_not_open(
    settings: Settings, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody is shown another's talk: a session that does not open is begun anew, and said so in the log."""
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, "正在通话", "开始")
        await Desk(house).take([Arrival((1,), ID, Said("有人上门"))])
    change(
        settings,
        "UPDATE person SET session = (SELECT session FROM person AS other WHERE other.id != person.id)",
    )
    async with open_house(settings, clock) as house:
        assert "现在最急的是哪件" in await texts(Talk(house), "/start")
    assert [record.message for record in caplog.records] == ["session_spoilt"]


async def test_a_key_that_does_not_open_is_put_aside_and_the_person_served(
    settings: Settings, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(settings, clock) as house:
        await Talk(house).begin()
    change(settings, "UPDATE person SET key = randomblob(61)")
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        assert "现在最急的是哪件" in "".join(letter.text for letter in await talk.begin())
        assert await count(house.store, "person") == 2
    assert [record.message for record in caplog.records] == ["person_spoilt"]


async def test_a_letter_that_does_not_open_is_told_of_at_the_next_visit(
    settings: Settings, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(settings, clock) as house:
        await Desk(house).take([Arrival((1,), 0, Started())])
    change(settings, "UPDATE letter SET body = randomblob(99)")
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.post.send_waiting()
        assert "上次有一条没送到" in await texts(talk, "正在通话")
    assert {record.message for record in caplog.records} == {"letter_spoilt"}


async def count(store: Store, table: str) -> int:
    async def body(db: aiosqlite.Connection) -> int:
        return int((await one(db, f"SELECT count(*) FROM {table}"))[0])

    return await store.tx(body)


# --- the first release kept everything in the clear ---------------------------------------------------------


@pytest.fixture
def old_data(settings: Settings) -> bytes:
    """A database as the first release left it, with somebody in mid-call. Gives its key."""
    key = make_key(settings.key_file)
    settings.data.mkdir(parents=True)
    session = Session((Place("live_call", "line_self", ("who",), 2),), {"live_call.caller": SECRETS[1]}, 7, 7)
    id, lookup = b"o" * 16, derived(key, b"person", b"0")
    with closing(sqlite3.connect(settings.database)) as db, db:
        for statement in statements():
            db.execute(statement)
        db.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) STRICT")
        db.execute("INSERT INTO migration VALUES ('m001_first_visit')")
        db.execute("PRAGMA user_version=1")
        db.execute("INSERT INTO meta VALUES ('key', ?)", (derived(key, b"canary", b"wenzhu"),))
        db.execute(
            "INSERT INTO person (id, lookup, chat, locale, session, consent, seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (id, lookup, b"0", "zh_Hans", session.dump().encode(), "agreed", at("2026-11-25T09:00")),
        )
        db.execute(
            "INSERT INTO kept_message (id, person, kept, sender, body) VALUES (1, ?, 5, ?, ?)",
            (id, SECRETS[2].encode(), SECRETS[0].encode()),
        )
        db.execute(
            """INSERT INTO reminder (person, flow, due, named, state, knock, rang)
            VALUES (?1, 'check_in', ?2, 0, 'rang', 6, ?2), (?1, 'call_lender', ?2 + 86400, 1, 'armed', NULL, NULL)""",
            (id, at("2026-11-25T20:00")),
        )
    return key


def statements() -> list[str]:
    """What the first migration does, as SQL."""
    said: list[str] = []

    class Noting:
        async def execute(self, sql: str) -> None:
            said.append(sql)

    noting: Any = Noting()
    asyncio.run(m001_first_visit(noting, b""))
    return said


async def test_data_of_the_first_release_is_sealed_and_its_talk_goes_on(
    settings: Settings, clock: Hands, old_data: bytes
) -> None:
    assert SECRETS[0].encode() in on_disk(settings)
    mark = Keys(b"", old_data).mark(b"o" * 16, 7, "read")
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.ring()
        await talk.desk.take([Arrival((1,), 0, Tapped(f"7.read.{mark}"))])
        await talk.post.send_waiting()
        assert "挂断了" in labels(talk), "a button of before the upgrade still works"
        assert "消息 1" in await texts(talk, "/mydata")
    for secret in SECRETS:
        assert secret.encode() not in on_disk(settings)


async def test_reminders_of_the_first_release_ring_and_are_answered(
    settings: Settings, clock: Hands, old_data: bytes
) -> None:
    mark = Keys(b"", old_data).mark(b"o" * 16, 6, "better")
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.desk.take([Arrival((1,), 0, Tapped(f"6.better.{mark}"))])
        await talk.ring()
        assert "可以谈钱了" in labels(talk)
        assert await talk.hear("@at 2026-11-26T19:59") == []
        await talk.hear("@at 2026-11-26T20:00")
        assert "改时间" in labels(talk)


async def test_an_upgrade_with_another_key_changes_nothing(settings: Settings, clock: Hands, old_data: bytes) -> None:
    before = on_disk(settings)
    settings.key_file.write_bytes(bytes(32))
    with pytest.raises(Exception, match="不是这份数据的密钥"):
        async with open_house(settings, clock):
            pass
    settings.key_file.write_bytes(old_data)
    async with open_house(settings, clock) as house:
        assert await count(house.store, "kept_message") == 1
    assert before != on_disk(settings)


def test_the_key_is_outside_the_data(settings: Settings) -> None:
    assert Path(settings.data) not in settings.key_file.parents

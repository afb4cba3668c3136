"""The desk: a batch is one transaction, an update is handled once, a fault of ours costs nobody else anything."""

from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import aiosqlite
import pytest
from conftest import at

from bot.desk import Arrival, Desk, House, take_batch
from bot.hearing import Said, Tapped
from bot.house import open_house
from bot.letters import Letter
from bot.settings import Settings
from conversations.events import Started
from conversations.flow import Choose, Finish, Flow
from conversations.session import Session


async def rows(house: House, sql: str) -> list[Any]:
    async def body(db: aiosqlite.Connection) -> list[Any]:
        return [tuple(row) for row in await db.execute_fetchall(sql)]

    return await house.store.tx(body)


async def texts(house: House) -> list[str]:
    return [letter.text for letter in await letters(house)]


async def letters(house: House) -> list[Letter]:
    """Every letter that waits, opened with the key of whom it is for."""
    found = await rows(
        house,
        "SELECT body, letter.id, person, key FROM letter JOIN person ON person.id = person ORDER BY letter.id",
    )
    return [
        Letter.load(house.keys.of_person(person, wrapped).open(body, "letter", "body", id))
        for body, id, person, wrapped in found
    ]


async def sessions(house: House) -> list[Session]:
    found = await rows(house, "SELECT id, key, session FROM person ORDER BY rowid")
    return [
        Session.load(house.keys.of_person(id, wrapped).open(sealed, "person", "session"))
        for id, wrapped, sealed in found
    ]


async def test_the_same_update_twice_is_answered_once(house: House) -> None:
    desk = Desk(house)
    await desk.take([Arrival((1,), 5, Started()), Arrival((1,), 5, Started())])
    await desk.take([Arrival((1,), 5, Started())])
    assert len(await texts(house)) == 2  # the start screen and the keys, once


async def test_twenty_batches_at_once_keep_each_persons_order(house: House) -> None:
    desk = Desk(house)
    await asyncio.gather(*(desk.take([Arrival((number,), number % 4, Said("正在通话"))]) for number in range(1, 21)))
    assert await rows(house, "SELECT count(*) FROM handled_update") == [(20,)]
    assert [session.turn for session in await sessions(house)] == [5, 5, 5, 5]


async def test_our_own_fault_rolls_one_update_back_and_says_one_calm_sentence(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    flow = Flow("about", (Choose("about", ok="about", privacy="end"), Finish("end", does=(BAD,))))  # type: ignore[arg-type]
    broken = replace(house, playbook=replace(house.playbook, flows={**house.playbook.flows, "about": flow}))
    desk = Desk(broken)
    await desk.take([Arrival((1,), 5, Said("/about")), Arrival((2,), 6, Started())])
    before = await sessions(house)
    await desk.take([Arrival((3,), 5, Said("隐私")), Arrival((4,), 6, Said("正在通话"))])
    said = await texts(house)
    assert any("刚才我这边出了点问题" in text for text in said)
    assert any("慢慢呼一口气" in text for text in said)
    after = await sessions(house)
    assert before[0].places == after[0].places, "the person stays where they were"
    assert await rows(house, "SELECT count(*) FROM handled_update") == [(4,)]
    assert "隐私" not in caplog.text


class Bad:
    """An effect that our code cannot carry out."""

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("what 张三 wrote")


BAD = Bad()


async def test_a_fault_of_the_store_rolls_the_whole_batch_back(house: House) -> None:
    desk = Desk(house)

    async def impatient(db: aiosqlite.Connection) -> None:
        await db.execute("PRAGMA busy_timeout=1")

    await house.store.tx(impatient)
    other = sqlite3.connect(house.settings.database)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError):
        await desk.take([Arrival((1,), 5, Started())])
    other.rollback()
    other.close()
    assert await rows(house, "SELECT count(*) FROM handled_update") == [(0,)]
    await desk.take([Arrival((1,), 5, Started())])
    assert len(await texts(house)) == 2


@pytest.mark.parametrize(
    "data", ["", "1", "1.start", "1.@open.leave.AAAAAAAAAAA", "x.y.z", "９.start.x", "1.start." + "é" * 9]
)
async def test_a_button_that_nobody_gave_out_is_refused(house: House, data: str) -> None:
    desk = Desk(house)
    await desk.take([Arrival((1,), 5, Started())])
    await desk.take([Arrival((2,), 5, Tapped(data))])
    assert (await texts(house))[2] == "那是之前的按钮。现在在这里："


async def test_another_persons_button_is_refused(house: House) -> None:
    desk = Desk(house)
    await desk.take([Arrival((1,), 5, Started()), Arrival((2,), 6, Started())])
    label, data = (await letters(house))[0].buttons[0]
    assert label == "正在通话"
    await desk.take([Arrival((3,), 6, Tapped(data))])
    assert (await texts(house))[4] == "那是之前的按钮。现在在这里："
    await desk.take([Arrival((4,), 5, Tapped(data))])
    assert "慢慢呼一口气" in (await texts(house))[-1]


async def test_callback_data_fits_telegrams_64_bytes(house: House) -> None:
    for flow in house.playbook.flows.values():
        for step in flow.steps:
            for option in getattr(step, "options", ()):
                data = f"{10**9}.{option}.{house.keys.mark(b'p' * 16, 10**9, option)}"
                assert len(data.encode()) <= 64
            changed = f"{10**9}.@change.{flow.id}.{step.id}.{house.keys.mark(b'p' * 16, 1, 'x')}"
            assert len(changed.encode()) <= 64 or not hasattr(step, "accept")


def test_a_batch_awaits_its_connection_and_nothing_else(settings: Settings) -> None:
    """Driven by hand over a connection that answers at once, it never suspends: so it can run in one hop."""

    class AtOnce:
        def __init__(self, db: sqlite3.Connection) -> None:
            self.db = db

        @property
        def in_transaction(self) -> bool:
            return self.db.in_transaction

        async def execute(self, sql: str, values: Any = ()) -> Any:
            return self.db.execute(sql, values)

        async def executemany(self, sql: str, values: Any) -> Any:
            return self.db.executemany(sql, values)

        async def execute_fetchall(self, sql: str, values: Any = ()) -> Any:
            return self.db.execute(sql, values).fetchall()

    async def house_alone() -> House:
        async with open_house(settings, lambda: at("2026-11-25T10:00")) as house:
            return house

    house = asyncio.run(house_alone())
    db = sqlite3.connect(settings.database, isolation_level=None)
    batch = [Arrival((1,), 5, Started()), Arrival((2,), 5, Said("正在通话"))]
    connection: Any = AtOnce(db)
    work: Coroutine[Any, Any, bool] = take_batch(connection, batch, house)
    with pytest.raises(StopIteration):
        work.send(None)
    assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED
    assert db.execute("SELECT count(*) FROM letter").fetchone() == (3,)
    db.close()

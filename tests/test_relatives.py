"""What is kept of somebody who owes nothing: a no with its time, and of their number only its ends."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import aiosqlite
import pytest
from conftest import said

from bot.desk import House
from bot.terminal import Talk
from conversations.answers import masked_number
from conversations.flow import Problem
from conversations.scene import Scene
from conversations.times import BEIJING

NOW = Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING))
STRANGER = ("打错了吧", "不是我", "已经挂了", "某某贷")


async def records(house: House) -> list[dict[str, str]]:
    async def body(db: aiosqlite.Connection) -> list[tuple[Any, ...]]:
        rows = await db.execute_fetchall(
            "SELECT person, key, record.id, body FROM record JOIN person ON person.id = person ORDER BY record.id"
        )
        return [tuple(row) for row in rows]

    return [
        json.loads(house.keys.of_person(person, wrapped).open(sealed, "record", "body", row))
        for person, wrapped, row, sealed in await house.store.tx(body)
    ]


async def test_each_no_is_a_record_of_its_own(house: House, talk: Talk) -> None:
    await talk.begin()
    await said(talk, "有人打电话说我儿子欠钱 要抓他", "妈妈或爸爸", "没有", "没有", "给我那句话", "记住了", "打过了")
    await said(talk, "好", "170 0000 1234", "要抓人", "今天就到这")
    assert "您说了请不要再打" in await said(talk, "念过那句了", "念了")
    assert "他又打来" in await said(talk, "念过那句了", "没念成")
    call, first, second = await records(house)
    assert (call["family.number"], call["family.he_said"]) == ("170 0000 1234", "arrest")
    assert (first["refusal.said"], second["refusal.said"]) == ("read", "missed")


async def test_of_ones_own_number_only_the_ends_are_kept(house: House, talk: Talk) -> None:
    await talk.begin()
    assert "138****5678" in await said(talk, *STRANGER, "+86 138-0000-5678")

    async def body(db: aiosqlite.Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await db.execute_fetchall("SELECT id, key, session FROM person")]

    ((person, wrapped, sealed),) = await house.store.tx(body)
    session = house.keys.of_person(person, wrapped).open(sealed, "person", "session")
    assert "138****5678" in session
    assert "0000" not in session


async def test_who_is_the_mother_is_not_asked_whose_debt_it_is(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "我儿子欠钱了", "妈妈或爸爸", "没有", "没有", "给我那句话")
    assert "我没有借钱，也没有担保" in answer


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800005678", "138****5678"),
        ("138 0000 5678", "138****5678"),
        ("１３８００００５６７８", "138****5678"),
        ("我的号是13800005678。", "138****5678"),
        ("010-12345678", "010****5678"),
        ("12345", None),
        ("不想说", None),
        ("1380000567800", None),
    ],
)
def test_a_number_is_masked_or_asked_for_again(typed: str, kept: str | None) -> None:
    assert masked_number(typed, NOW) == (kept or Problem("problem.number"))

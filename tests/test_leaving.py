"""Leaving: what goes, what stays and for how long; nothing is wiped that somebody was not asked about."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace

import aiosqlite
import pytest
from conftest import at, labels, said
from fake_telegram import FakeTelegram

from bot.clock import Clock
from bot.desk import Arrival, Desk
from bot.hearing import Said
from bot.house import open_house
from bot.serving import serve
from bot.settings import Settings
from bot.store import one
from bot.terminal import Hands, Talk

KEPT = (
    "正在通话",
    "开始",
    "他说了",
    "某某信息 1023",
    "我借的",
    "念完了",
    "挂断了",
    "可以",
    "好",
    "说清了",
    "好",
    "@forward 甲 | - | 一条消息",
)


async def count(talk: Talk, table: str) -> int:
    async def body(db: aiosqlite.Connection) -> int:
        return int((await one(db, f"SELECT count(*) FROM {table}"))[0])

    return await talk.house.store.tx(body)


async def days(talk: Talk, number: int) -> str:
    """What is said while so many days go by."""
    return "".join([await said(talk, "@wait 1d") for _ in range(number)])


async def test_one_part_can_go_while_the_rest_stays(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT)
    for choice, receipt, left in (
        ("消息和文件", "消息和文件都没有了", "通话 1、上门 0、消息 0、文件 0、提醒 1"),
        ("别的 提醒", "提醒都没有了", "通话 1、上门 0、消息 0、文件 0、提醒 0"),
        ("通话和上门", "记录都没有了", "通话 0、上门 0、消息 0、文件 0、提醒 0"),
    ):
        await said(talk, "删除", "只删一部分", *choice.split())
        assert receipt in await said(talk, "确定，删掉")
        assert left in await said(talk, "/mydata")
        await said(talk, "知道了")


async def test_who_thinks_again_about_a_part_keeps_it(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "删除", "只删一部分", "别的", "提醒")
    assert "都还在" in await said(talk, "先不删")
    assert "提醒 1" in await said(talk, "/mydata")


async def test_the_farewell_says_what_remains_and_until_when(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "删除", "全部删除")
    assert "备份" not in await said(talk, "确定，全部删除"), "there is none"
    assert labels(talk) == ["怎么清空", "还留下什么"]
    assert await count(talk, "person") == 0
    answer = await said(talk, "@old 0 还留下什么")
    assert "校验码" in answer
    assert "12月3日" in answer, "seven days of backups and one more"
    await said(talk, "@wait 9d")
    assert await count(talk, "gone") == 0
    assert "什么都不留着了" in await said(talk, "@old 1 还留下什么")


async def test_a_backup_is_named_with_the_day_on_which_it_goes(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT)

    async def backed_up(db: aiosqlite.Connection) -> None:
        await db.execute("INSERT INTO backup (name, at) VALUES ('a', ?)", (at("2026-11-24T03:00"),))

    await talk.house.store.tx(backed_up)
    answer = await said(talk, "删除", "全部删除", "确定，全部删除")
    assert "最迟 12月1日 周二也清掉" in answer
    assert "最迟 12月1日 周二清掉" in await said(talk, "@old 0 还留下什么")


async def test_nothing_of_who_left_is_in_any_file(settings: Settings, clock: Hands) -> None:
    """Not even sealed: the wrapped key and every sealed value are gone from the database and its log."""
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await Desk(house).take([Arrival((1,), 77, Said("有人上门"))])
        await talk.begin()
        await said(talk, *KEPT)

        async def sealed(db: aiosqlite.Connection) -> list[bytes]:
            lookup = house.keys.lookup(0)
            (person,) = await one(db, "SELECT id FROM person WHERE lookup = ?", (lookup,))
            found: list[bytes] = [person]
            for sql in (
                "SELECT key FROM person WHERE id = ?",
                "SELECT chat FROM person WHERE id = ?",
                "SELECT body FROM kept_message WHERE person = ?",
                "SELECT sender FROM kept_message WHERE person = ?",
                "SELECT body FROM record WHERE person = ?",
            ):
                found += [row[0] for row in await db.execute_fetchall(sql, (person,))]
            return found

        values = await house.store.tx(sealed)
        assert len(values) == 6
        await said(talk, "删除", "全部删除", "确定，全部删除")
        await Clock(house).tick()
        disk = b"".join(file.read_bytes() for file in settings.data.iterdir() if file.is_file())
        for value in values:
            assert value not in disk
        assert await count(talk, "person") == 1, "somebody else is still there"


async def test_sweeping_up_goes_on_after_a_crash(settings: Settings, clock: Hands) -> None:
    """Between the COMMIT and the sweeping up the process was killed: the next start does it."""
    async with open_house(settings, clock):
        pass
    settings.files.mkdir()
    (settings.files / "left").write_bytes(b"x")
    with closing(sqlite3.connect(settings.database)) as db, db:
        db.execute("INSERT INTO leftover VALUES ('left')")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('untidy', x'')")
    async with open_house(settings, clock) as house:
        await Clock(house).tick()
        assert list(settings.files.iterdir()) == []
        assert await count(Talk(house), "leftover") == 0


# --- what is kept has an end -----------------------------------------------------------------------------------


async def test_before_the_end_one_is_asked_twice_and_then_everything_goes(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "停止提醒")
    assert "2027年5月24日" in await said(talk, "/mydata")
    assert await days(talk, 149) == ""
    assert "有段时间没见了" in await days(talk, 2)
    assert await days(talk, 20) == ""
    assert "有段时间没见了" in await days(talk, 3)
    assert await days(talk, 10) == ""
    assert await count(talk, "person") == 0


async def test_the_question_is_answered_with_one_tap_and_everything_stays(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "停止提醒")
    await days(talk, 175)
    answer = await said(talk, "留着")
    assert "都留着" in answer
    assert await days(talk, 100) == ""
    assert await count(talk, "record") == 1


async def test_the_question_comes_however_long_the_bot_was_off(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "停止提醒")
    talk.hands.set(at("2027-12-24T10:00"))
    assert "有段时间没见了" in "".join(letter.text for letter in await talk.ring())
    assert await days(talk, 5) == ""
    assert await count(talk, "person") == 1
    await days(talk, 2)
    assert await count(talk, "person") == 0


@pytest.mark.parametrize(("label", "kept"), [("30 天", 30), ("90 天", 90), ("180 天", 180), ("一年", 365)])
async def test_how_long_is_chosen(talk: Talk, label: str, kept: int) -> None:
    await talk.begin()
    await said(talk, *KEPT, "停止提醒", "/mydata", "改留多久")
    assert label in await said(talk, label)
    await days(talk, kept - 8)
    assert await count(talk, "person") == 1
    await days(talk, 16)
    assert await count(talk, "person") == 0


# --- under 18 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["我才16岁", "我未成年", "还没满 18"])
async def test_of_who_is_under_18_nothing_is_kept_and_help_goes_on(talk: Talk, line: str) -> None:
    await talk.begin()
    await said(talk, *KEPT[:7], "@forward 甲 | - | 一条消息")
    assert "信得过的大人" in await said(talk, line, "是我")
    assert [await count(talk, table) for table in ("record", "kept_message", "reminder")] == [0, 0, 0]
    await said(talk, *KEPT[:7])
    assert "可以" not in labels(talk)
    assert "不存东西" in await said(talk, "可以")
    await said(talk, "@forward 甲 | - | 又一条")
    assert [await count(talk, table) for table in ("record", "kept_message", "reminder")] == [0, 0, 0]


async def test_a_slip_about_ones_age_can_be_taken_back(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT[:7], "未满 18")
    assert "改过来了" in await said(talk, "我满 18 了")
    await said(talk, *KEPT[:7])
    assert labels(talk)[-3:] == ["可以", "不保存", "未满 18"]


# --- the chat window ---------------------------------------------------------------------------------------------


@pytest.fixture
async def fake(settings: Settings, clock: Hands) -> AsyncIterator[FakeTelegram]:
    """Telegram, and a bot that runs against it."""
    async with FakeTelegram() as server:
        server.token = settings.token
        running = asyncio.create_task(serve(replace(settings, api=server.url), clock))
        yield server
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.mark.parametrize("choice", ["只清聊天窗口", "全部删除"])
async def test_the_chat_of_two_days_is_taken_back(fake: FakeTelegram, choice: str) -> None:
    person = fake.user(7)
    said = [person.says(text)["message"]["message_id"] for text in ("/start", "正在通话")]
    await person.hears(3)
    person.says("/delete")
    await person.hears()
    person.presses(choice)
    await fake.settle()
    heard = [bubble.message_id for bubble in person.bubbles]
    assert {*said, *heard[:4]} <= fake.deleted
    assert heard[-1] not in fake.deleted, "the receipt stays"

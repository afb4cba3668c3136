"""What is kept, what is not, and what goes: consent, refusal, the 24 hours, deletion."""

from __future__ import annotations

from typing import Any

import aiosqlite
import pytest
from conftest import labels, said

from bot.terminal import Talk
from conversations.session import Session

CALL = ("正在通话", "开始", "他说了", "某某信息 1023", "我借的", "念完了", "挂断了")
TABLES = ("person", "record", "kept_message", "reminder", "letter")


async def rows(talk: Talk, sql: str) -> list[Any]:
    async def body(db: aiosqlite.Connection) -> list[Any]:
        return [tuple(row) for row in await db.execute_fetchall(sql)]

    return await talk.house.store.tx(body)


async def session(talk: Talk) -> Session:
    """Where the person is, opened with their key."""
    ((id, wrapped, sealed),) = await rows(talk, "SELECT id, key, session FROM person")
    return Session.load(talk.house.keys.of_person(id, wrapped).open(sealed, "person", "session"))


async def counts(talk: Talk) -> dict[str, int]:
    return {table: (await rows(talk, f"SELECT count(*) FROM {table}"))[0][0] for table in TABLES}


async def test_the_question_comes_at_the_first_calm_moment_and_not_before(talk: Talk) -> None:
    await talk.begin()
    for line in CALL[:-1]:
        assert "端到端加密" not in await said(talk, line)
    assert "端到端加密" in await said(talk, CALL[-1])
    assert labels(talk)[-3:] == ["可以", "不保存", "未满 18"]


async def test_who_agrees_is_remembered_with_the_version_agreed_to(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "可以")
    assert await rows(talk, "SELECT consent, consent_version FROM person") == [("agreed", 2)]
    await said(talk, "@wait 40d")
    assert (await counts(talk))["record"] == 1


async def test_without_an_answer_everything_is_wiped_after_a_day(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "@forward 甲 | - | 一条消息")
    assert (await counts(talk))["kept_message"] == 1
    await said(talk, "@wait 23h")
    assert (await counts(talk))["person"] == 1
    await said(talk, "@wait 2h")
    assert await counts(talk) == dict.fromkeys(TABLES, 0)


async def test_not_saving_wipes_at_once_and_help_goes_on(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL)
    answer = await said(talk, "不保存")
    assert "记过的都清掉了" in answer
    assert "我不会" in answer or "不保存" in answer
    assert (await counts(talk))["record"] == 0
    assert "1023" not in (await session(talk)).dump()
    assert "我不会提醒你" in await said(talk, "好")
    await said(talk, "好")
    assert (await counts(talk))["reminder"] == 0


async def test_nothing_is_kept_of_who_refused_and_nothing_claims_it_was(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "不保存")
    assert "没存" in await said(talk, "@forward 甲 | - | 一条消息")
    assert "记下了" not in await said(talk, "正在通话", "开始", "他说了", "某某信息")
    assert "我会提醒你" not in await said(talk, "他又提家人", "没有", "他让我今天就给钱", "打得了")
    assert (await counts(talk))["kept_message"] == 0


async def test_deleting_shows_counts_asks_once_and_leaves_nothing(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "可以", "好", "说清了", "好", "@forward 甲 | - | 一条消息")
    assert "通话 1、上门 0、消息 1、文件 0、提醒 1" in await said(talk, "删除")
    await said(talk, "全部删除")
    answer = await said(talk, "确定，全部删除")
    assert "删好了，10:00，共 3 项" in answer
    assert await counts(talk) == dict.fromkeys(TABLES, 0)


async def test_who_thinks_again_keeps_everything(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "可以", "删除", "全部删除", "先不删")
    assert (await counts(talk))["record"] == 1


async def test_who_comes_back_after_deleting_is_somebody_new(talk: Talk) -> None:
    await talk.begin()
    before = await rows(talk, "SELECT id FROM person")
    await said(talk, *CALL, "可以", "删除", "全部删除", "确定，全部删除")
    assert "现在最急的是哪件" in await said(talk, "/start")
    assert await rows(talk, "SELECT id FROM person") != before


@pytest.mark.parametrize("text", ["1381234", "妈妈的名字"])
async def test_no_text_stands_outside_the_sealed_columns(talk: Talk, text: str) -> None:
    """Whatever somebody wrote is in BLOB columns only: the ones that go through seal()."""
    await talk.begin()
    await said(talk, "正在通话", "开始", "他说了", text, f"@forward {text} | - | {text}")
    for table in TABLES:
        names = [row[1] for row in await rows(talk, f"PRAGMA table_info({table})") if row[2] != "BLOB"]
        for row in await rows(talk, f"SELECT {', '.join(names)} FROM {table}"):
            assert text not in str(row)

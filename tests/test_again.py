"""What is counted of a day's calls, and what is kept of who called."""

from __future__ import annotations

import json

import aiosqlite
import pytest
from conftest import said

from bot.people import meet
from bot.store import one
from bot.terminal import SOMEBODY, Talk
from conversations.facts import FACTS
from conversations.flows.again import MOST_RUNG, MOST_TALKED

CALL = ("正在通话", "开始", "他说了", "先跳过", "我借的", "念完了", "挂断了", "可以", "好")


def test_the_limits_are_those_of_the_facts() -> None:
    assert FACTS["norm-voice-connected-per-day"].numbers["calls_a_day"] == MOST_TALKED
    assert FACTS["norm-voice-attempts-per-number"].numbers["tries_a_day"] == MOST_RUNG


@pytest.mark.parametrize(
    ("how", "limit", "within", "over"),
    [
        ("接通了", MOST_TALKED, "网贷国家标准：一天接通不应超过 3 次", "是同一家的话，超过国家标准的 3 次，可投诉"),
        ("没接", MOST_RUNG, "银行业协会：同一号码一天不宜试拨超过 6 次", "都打同一号码的话，超过协会的 6 次，可投诉"),
    ],
)
async def test_each_kind_of_call_is_held_against_its_own_limit(
    talk: Talk, how: str, limit: int, within: str, over: str
) -> None:
    await talk.begin()
    for number in range(1, limit + 2):
        answer = await said(talk, "又打来了", how)
        assert f"{how[:2]} {number} 次" in answer
        assert (within if number <= limit else over) in answer
        assert "违法" not in answer


async def test_a_call_that_was_talked_through_counts_and_the_next_day_begins_anew(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL)
    assert "今天接通 2 次" in await said(talk, "又打来了", "接通了")
    await said(talk, "@at 2026-11-25T23:59")
    assert "今天接通 3 次" in await said(talk, "又打来了", "接通了")
    await said(talk, "@at 2026-11-26T00:01")
    assert "今天接通 1 次" in await said(talk, "又打来了", "接通了")


async def test_who_is_not_to_be_remembered_is_not_counted(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL[:7], "不保存", "好", "好")
    assert "我不数" in await said(talk, "又打来了")


async def test_what_was_counted_is_shown_and_deleted_with_the_rest(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *CALL, "说清了", "好", "又打来了", "没接")
    assert "通话 2、" in await said(talk, "我的资料")
    assert "通话 0、" in await said(talk, "删除", "全部删除", "确定，全部删除", "我的资料")


@pytest.mark.parametrize(
    ("said_of_him", "verdict"), [("说清了", "clear"), ("没说清", "unclear"), ("像冒充的", "posing")]
)
async def test_the_verdict_is_kept_with_the_call(talk: Talk, said_of_him: str, verdict: str) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始", "他说了", "他没说全", "谁委托的", "他说了", *CALL[3:], said_of_him)
    await said(talk, *{"clear": ("好",), "unclear": ("谁委托的", "好", "好"), "posing": ("好", "好")}[verdict])

    async def call(db: aiosqlite.Connection) -> dict[str, str]:
        who = await meet(db, talk.house.keys, SOMEBODY, "zh_Hans", talk.hands())
        row, body = await one(db, "SELECT id, body FROM record WHERE kind = 'call'")
        notes: dict[str, str] = json.loads(who.key.open(body, "record", "body", row))
        return notes

    kept = await talk.house.store.tx(call)
    assert kept["live_call.verdict"] == verdict
    assert kept["live_call.ask_mandate"] == "told"

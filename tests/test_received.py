"""Somebody else's message is read at once: what it is called, its own words, what to do, and how to put it right."""

from __future__ import annotations

import json
from typing import Any

import aiosqlite
import pytest
from conftest import said

from bot.desk import House
from bot.terminal import Talk
from conversations.reading.labels import PRACTICES, Kind
from conversations.verdict import FIRST_DEEDS, LABELS

REMINDER = "【某某消费金融】您尾号1234的贷款本期应还1,260元，已逾期3天，请于11月28日前还款，详询官方客服。"
THREAT = "陈某，你在橙借的欠款8600元已逾期，请尽快处理，我们会联系你的家人"
FAKE_COURT = (
    "【东城区人民法院】您涉嫌金融诈骗，案号(2026)京0101民初1234号，"
    "请点击 http://court-gov.top/a 查看立案通知并缴纳保证金"
)
PAPER = (
    "【东城区人民法院】陈某：本院受理(2026)京0101民初1234号借款合同纠纷一案，定于12月8日9时在第三法庭开庭，"
    "请携带身份证件到庭，可拨打12368核实。"
)


def test_every_kind_has_a_name_and_every_practice_a_first_deed() -> None:
    assert LABELS.keys() == set(Kind)
    assert FIRST_DEEDS.keys() == set(PRACTICES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (REMINDER, ["正常催款。", "里面写的：1,260元，11月28日。", "回一句比不回好"]),
        (THREAT, ["可能越界", "原话：「我们会联系你的家人」"]),
        (FAKE_COURT, ["疑似诈骗", "原话：「东城区人民法院」", "链接我没打开", "12368"]),
        (PAPER, ["像正式文书，先核实", "12368"]),
        ("今天不还就起诉", ["可能越界", "没说是哪家"]),
        ("最后一天了", ["不确定是哪一种", "先别加微信"]),
    ],
)
async def test_a_message_is_called_by_its_name_with_its_own_words(talk: Talk, text: str, words: list[str]) -> None:
    await talk.begin()
    answer = await said(talk, f"@forward 某某 | 2026-11-24T10:12 | {text}")
    for word in words:
        assert word in answer
    assert "违法" not in answer


async def test_a_case_number_never_makes_a_paper_ordinary(talk: Talk) -> None:
    await talk.begin()
    assert "正常" not in await said(talk, f"@forward - | - | {PAPER}")


async def test_a_pasted_message_is_read_without_being_asked_for(talk: Talk) -> None:
    await talk.begin()
    assert "可能越界" in await said(talk, THREAT)


async def test_despair_around_a_pasted_message_comes_first(talk: Talk) -> None:
    await talk.begin()
    assert "钱的事先放下" in await said(talk, f"{THREAT}。我真的不想活了")


async def test_a_correction_counts_at_once_and_stays_beside_the_message(talk: Talk, house: House) -> None:
    await talk.begin()
    answer = await said(talk, f"@forward 催收王 | 2026-10-03T22:41 | {THREAT}")
    assert "时间太晚" in answer
    answer = await said(talk, "判断错了", "时间不对", "早上8点41")
    assert "时间太晚" not in answer
    assert "说要找亲友" in answer
    reading = await newest_reading(house)
    assert reading["kind"] == "violation"
    assert reading["corrected"] == [{"misjudged.what": "time", "misjudged.time": "08:41"}]


async def test_a_wrong_time_of_night_is_no_correction_of_the_night(talk: Talk) -> None:
    await talk.begin()
    await said(talk, f"@forward 催收王 | 2026-10-03T22:41 | {THREAT}")
    answer = await said(talk, "判断错了", "时间不对", "晚上11点半")
    assert "可能越界 2 处" in answer


async def test_what_was_found_wrongly_is_taken_out(talk: Talk) -> None:
    await talk.begin()
    await said(talk, f"@forward 催收王 | 2026-11-24T10:12 | {THREAT}")
    assert "正常催款" in await said(talk, "判断错了", "没这回事", "拿掉：说要找亲友")


async def test_an_old_button_is_not_answered_for_another_message(talk: Talk) -> None:
    await talk.begin()
    await said(talk, f"@forward 甲 | - | {THREAT}", f"@forward 乙 | - | {REMINDER}")
    assert "那是之前的一条" in await said(talk, "@old 1 为什么这样判断")


async def test_the_seventh_message_of_a_day_by_one_collector_under_several_names_is_too_many(talk: Talk) -> None:
    await talk.begin()
    text = "陈某，你在橙借的欠款已逾期，请回电 13900001111"
    for hour in range(9, 15):
        answer = await said(talk, f"@forward 号码{hour} | 2026-11-24T{hour:02}:12 | {text}")
        assert "次数太多" not in answer
    answer = await said(talk, f"@forward 号码15 | 2026-11-24T15:12 | {text}")
    assert "次数太多" in answer
    assert "国标" in answer
    assert "银协" in answer
    assert "违法" not in answer
    assert "次数太多" not in await said(talk, f"@forward 另一家 | 2026-11-24T16:12 | {THREAT.replace('橙借', '青贷')}")
    assert "次数太多" not in await said(talk, f"@forward 号码8 | 2026-11-25T08:12 | {text}")


async def test_the_same_message_passed_on_twice_is_counted_once(talk: Talk) -> None:
    await talk.begin()
    text = "陈某，你在橙借的欠款已逾期，请回电 13900001111"
    for _ in range(8):
        answer = await said(talk, f"@forward 甲 | 2026-11-24T09:12 | {text}")
    assert "次数太多" not in answer


async def test_who_keeps_nothing_is_told_the_same_and_nothing_is_written_down(talk: Talk, house: House) -> None:
    await talk.begin()
    await said(
        talk, "正在通话", "开始", "他说了", "先跳过", "我借的", "念完了", "挂断了", "不保存", "好", "说清了", "好"
    )
    answer = await said(talk, f"@forward 催收王 | - | {THREAT}")
    assert answer.startswith("没存。")
    assert "可能越界" in answer
    assert "正常催款" in await said(talk, "判断错了", "没这回事", "拿掉：说要找亲友")
    assert await rows(house, "SELECT 1 FROM kept_message") == []


async def newest_reading(house: House) -> dict[str, Any]:
    ((person, wrapped, row, sealed),) = await rows(
        house,
        """SELECT person.id, key, kept_message.id, reading FROM kept_message JOIN person ON person.id = person
        ORDER BY kept_message.id DESC LIMIT 1""",
    )
    found: dict[str, Any] = json.loads(
        house.keys.of_person(person, wrapped).open(sealed, "kept_message", "reading", row)
    )
    return found


async def rows(house: House, sql: str) -> list[tuple[Any, ...]]:
    async def body(db: aiosqlite.Connection) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await db.execute_fetchall(sql)]

    return await house.store.tx(body)

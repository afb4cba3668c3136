"""How long a debt is overdue: told in words once, counted anew each day; what comes next is said by the stage."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import said

from bot.people import seconds
from bot.terminal import Talk, beijing
from conversations.lateness import days_late, stage_of
from conversations.spoken.since import since_told

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("40天", 40),
        ("逾期一百二十天了", 120),
        ("两周", 14),
        ("两个月了", 61),
        ("兩個多月", 61),
        ("一个半月", 46),
        ("半个月", 15),
        ("半年", 184),
        ("三年", 1096),
        ("9月15号", 71),
        ("12月31", 329),
        ("2026年9月15日", 71),
        ("2026-09-15", 71),
        ("去年十月5号", 416),
        ("10月", 55),
        ("上个月10号", 46),
        ("上个月", 31),
        ("上周", 7),
        ("大前天", 3),
        ("昨天", 1),
        ("今天", 0),
        ("2月31号", 270),
    ],
)
def test_a_day_in_the_past_is_understood_as_people_tell_it(said: str, days: int) -> None:
    assert since_told(said, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    "said",
    ["", "记不清", "几天", "明天", "下个月", "3天后到期", "还有5天", "还没到期", "99999天", "13月1号", "2027-01-01"],
)
def test_what_names_no_day_that_is_over_is_asked_again(said: str) -> None:
    assert since_told(said, TODAY) is None


@pytest.mark.parametrize(
    ("days", "stage"), [(0, "month"), (30, "month"), (31, "quarter"), (90, "quarter"), (91, "long"), (4000, "long")]
)
def test_the_stage_changes_with_the_day(days: int, stage: str) -> None:
    assert stage_of(days) == stage


def test_a_day_that_was_not_told_is_no_day() -> None:
    assert days_late({}, TODAY) is None
    assert days_late({"truth.since": "gone"}, TODAY) is None


async def test_the_days_go_on_while_nobody_asks(talk: Talk) -> None:
    await talk.begin()
    assert "第 30 天" in await said(talk, "逾期30天了", "我借的")
    assert "一个月以内" in await said(talk, "接下来会怎样")
    talk.hands.set(seconds(beijing("2026-11-26T00:30")))
    assert "第 31 天" in await said(talk, "返回")
    assert "一到三个月" in await said(talk, "接下来会怎样")

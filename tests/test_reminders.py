"""A promise becomes a reminder; it rings once, neutrally, at a decent hour, and can be moved or stopped."""

from __future__ import annotations

import pytest
from conftest import at, labels, said
from test_consent import CALL, rows

from bot.letters import Letter
from bot.terminal import Talk

UP_TO_REMINDER = (*CALL, "可以", "好", "说清了", "好")


async def test_the_next_morning_it_knocks_with_a_neutral_first_line(talk: Talk) -> None:
    await talk.begin()
    assert "明早 10 点，叫你打官方客服" in await said(talk, *UP_TO_REMINDER)
    assert await talk.hear("@at 2026-11-26T09:59") == []
    knock = await talk.hear("@at 2026-11-26T10:00")
    assert len(knock) == 1
    first_line = knock[0].text.splitlines()[0]
    assert not any(word in first_line for word in ("欠", "催", "债", "逾期", "还款", "银行"))
    assert labels(talk) == ["看看", "做完了", "晚点", "改时间"]
    assert await talk.hear("@wait 5h") == []


async def test_it_does_not_open_the_door(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "正在通话", "开始")
    await said(talk, "@at 2026-11-26T10:00")
    assert "打给我就记下" in await said(talk, "他说了")


async def test_a_promise_names_its_last_day(talk: Talk) -> None:
    await talk.begin()
    await said(
        talk,
        *CALL[:-2],
        "他又提家人",
        "没有",
        "他让我今天就给钱",
        "打得了",
        "念完了",
        "挂断了",
        "可以",
        "好",
        "说清了",
        "好",
    )
    await said(talk, "@at 2026-11-26T10:00")
    assert "最晚 11月28日 周六" in await said(talk, "看看")


async def test_later_rings_again_and_moves_no_deadline(talk: Talk) -> None:
    await talk.begin()
    await said(
        talk,
        *CALL[:-2],
        "他又提家人",
        "没有",
        "他让我今天就给钱",
        "打得了",
        "念完了",
        "挂断了",
        "可以",
        "好",
        "说清了",
        "好",
    )
    before = await rows(talk, "SELECT deadline FROM reminder")
    await said(talk, "@at 2026-11-26T10:00")
    assert "今天 12 点再说" in await said(talk, "晚点")
    assert await rows(talk, "SELECT deadline FROM reminder") == before
    assert labels_of(await talk.hear("@at 2026-11-26T12:00")) == ["看看", "做完了", "晚点", "改时间"]


async def test_done_is_done(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "@at 2026-11-26T10:00", "做完了", "核对好了")
    assert await rows(talk, "SELECT state FROM reminder") == [("done",)]
    assert await talk.hear("@wait 20d") == []


async def test_a_time_of_ones_own_is_kept_even_in_quiet_hours(talk: Talk) -> None:
    await talk.begin()
    asked = await said(talk, *CALL, "可以", "好", "说清了", "改时间", "明天晚上10点半")
    assert asked == "明天 22 点半，是别打扰的时候。\n还是这时提醒吗？"
    assert "改好了：明天 22 点半。" in await said(talk, "就这时")
    assert await talk.hear("@at 2026-11-26T22:29") == []
    assert labels_of(await talk.hear("@at 2026-11-26T22:30"))


async def test_a_time_that_is_no_time_is_asked_again(talk: Talk) -> None:
    await talk.begin()
    assert "没看懂" in await said(talk, *CALL, "可以", "好", "说清了", "改时间", "随便吧")
    assert "一小时后" in labels(talk)


async def test_the_bots_own_times_stay_out_of_the_night(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "@at 2026-11-26T20:00")
    assert "明早 9 点再说" in await said(talk, "晚点")


async def test_one_word_stops_them_all(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER)
    assert "提醒都停了" in await said(talk, "停止提醒")
    assert await talk.hear("@wait 10d") == []


async def test_after_downtime_several_come_as_one_with_a_button_for_each(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "下一步会怎样", "9月1号", "每周联系一次", "好")
    (knock,) = await down_until(talk, "2026-12-03T10:00")
    assert knock.text.splitlines()[0] == "早上好。有 2 件小事等你，不急。"
    assert [label for label, _ in knock.buttons] == ["打个电话", "每周一件小事", "我的提醒"]
    assert await rows(talk, "SELECT DISTINCT state FROM reminder") == [("rang",)]
    assert "这周的那件小事" in await said(talk, "每周一件小事")
    await said(talk, "联系过了")
    assert await rows(talk, "SELECT state FROM reminder ORDER BY flow") == [("rang",), ("armed",)]


async def test_after_a_crisis_money_rests_and_somebody_asks_next_morning(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "不想活了", "没有，只是太累")
    assert "明早 10 点" in await said(talk, "歇一会儿")
    knock = await talk.hear("@at 2026-11-26T10:00")
    assert [letter.text for letter in knock] == ["早上好。今天感觉怎么样？"]
    assert await talk.hear("@wait 3d") == []
    await said(talk, "好一点")
    assert "我们慢慢来" in await said(talk, "可以谈钱了")
    assert labels_of(await talk.hear("@at 2026-11-30T10:00")) == ["看看", "做完了", "晚点", "改时间"]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-25T07:59", "明早 10 点"),
        ("2026-11-25T21:59", "明早 10 点"),
        ("2026-11-26T00:30", "今天上午 10 点"),
        ("2026-12-31T23:59", "明早 10 点"),
        ("2027-02-28T22:00", "明早 10 点"),
    ],
)
async def test_the_next_morning_is_the_one_after_this_night(talk: Talk, now: str, due: str) -> None:
    talk.hands.set(at(now))
    await talk.begin()
    say = (
        ("我挂了",)
        if "2" in now[11:13] or now[11:13] in ("07", "00")
        else ("开始", "他说了", "先跳过", "我借的", "念完了", "挂断了")
    )
    answer = await said(talk, "正在通话", *say, "可以", "好")
    assert due in answer


async def test_a_restart_in_between_changes_nothing(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER)
    talk.hands.set(at("2026-11-26T10:00"))
    later = Talk(talk.house)
    assert labels_of(await later.begin())[:4] == ["看看", "做完了", "晚点", "改时间"]


async def down_until(talk: Talk, time: str) -> list[Letter]:
    """What comes when the bot was not running up to that time."""
    talk.hands.set(at(time))
    return await talk.ring()


def labels_of(letters: object) -> list[str]:
    return [label for letter in letters for label, _ in letter.buttons]  # type: ignore[attr-defined]

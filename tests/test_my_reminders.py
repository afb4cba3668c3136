"""我的提醒: every reminder can be seen, moved and dropped; the hours of quiet, and whose clock it is."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from conftest import at, labels, said
from test_consent import CALL, rows
from test_reminders import UP_TO_REMINDER

from bot.desk import Arrival, Blocked
from bot.house import grounded
from bot.terminal import Talk
from bot.words import Words
from conversations.flow import Choose
from conversations.flows import PLAYBOOK
from conversations.hours import Hours
from conversations.knocking import ringing

KEPT = (*CALL, "可以", "好", "说清了", "好")
ASKS = {"check_in", "expiry", "nudge"}
"""What knocks to ask how somebody is, or what they want: there is nothing to have done, or to put off."""


def test_every_reminder_can_be_settled_put_off_and_moved() -> None:
    words = Words()
    for flow, step in ringing(grounded(words)):
        found = PLAYBOOK.flows[flow].get(step)
        assert isinstance(found, Choose)
        said = [words.sentence(flow, f"{step}.{option}", "zh_Hans") for option in found.options]
        if flow not in ASKS:
            assert "改时间" in said, flow
            assert {"done", "later"} <= set(found.options) or {"stopped", "later"} <= set(found.options), flow


async def test_the_list_says_when_and_one_is_moved_from_it(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "下一步会怎样", "9月1号", "每周联系一次", "好")
    assert await said(talk, "我的提醒") == "一共 2 个提醒。\n最近的：打个电话，明早 10 点。"
    await said(talk, "看每一个")
    assert labels(talk) == ["打个电话，明早 10 点", "每周一件小事，12月2日 周三 10:00"]
    await said(talk, "每周一件小事，12月2日 周三 10:00", "改时间")
    assert "改好了：11月30日 周一 15:00。" in await said(talk, "下周一下午3点")
    assert "改好了：12月1日 周二 15:00。" in await said(talk, "晚一天")
    assert "改好了：11月30日 周一 15:00。" in await said(talk, "早一天")
    assert await rows(talk, "SELECT flow, due FROM reminder ORDER BY due") == [
        ("call_lender", at("2026-11-26T10:00")),
        ("weekly", at("2026-11-30T15:00")),
    ]


async def test_one_is_dropped_and_the_others_stay(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "下一步会怎样", "9月1号", "每周联系一次", "好")
    await said(talk, "我的提醒", "看每一个", "打个电话，明早 10 点", "不用了")
    assert await rows(talk, "SELECT flow FROM reminder WHERE state = 'armed'") == [("weekly",)]


async def test_all_stop_with_one_tap(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT)
    assert "提醒都停了" in await said(talk, "我的提醒", "都停掉")
    assert await talk.hear("@wait 10d") == []
    assert "现在没有提醒" in await said(talk, "我的提醒")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2月30号", "没有这一天"),
        ("25点", "没有这个钟点"),
        ("昨天下午3点", "这个时间已经过了"),
        ("明天或者后天下午3点", "一次说一个"),
        ("随便吧", "没看懂"),
        ("后天下午3点", "改好了：11月27日 周五 15:00。"),
        ("上午9点", "改好了：明早 9 点。"),
        ("半小时后", "改好了：今天上午 10 点半。"),
    ],
)
async def test_a_time_is_said_again_with_its_day_or_asked_for(talk: Talk, typed: str, answer: str) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER)
    assert answer in await said(talk, "我的提醒", "看每一个", "打个电话，明早 10 点", "改时间", typed)


async def test_two_ways_to_read_a_time_are_asked_about_once(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "@at 2026-11-26T10:00", "改时间")
    asked = await said(talk, "8点")
    assert asked == "是 今天 20 点，\n还是 明早 8 点？"
    assert "明早 8 点，是别打扰的时候" in await said(talk, "第二个")
    assert "改好了：明早 8 点。" in await said(talk, "就这时")
    assert labels(talk)
    assert (await talk.hear("@at 2026-11-27T08:00"))[0].text.startswith("早上好。")


async def test_a_time_by_night_can_wait_for_the_morning(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "@at 2026-11-26T10:00", "改时间", "今晚10点")
    assert "改好了：明早 9 点。" in await said(talk, "等到 09:00")


async def test_a_named_night_that_was_missed_waits_for_the_morning(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_REMINDER, "@at 2026-11-26T10:00", "改时间", "今晚10点", "就这时")
    talk.hands.set(at("2026-11-27T02:00"))
    assert await talk.ring() == []
    assert await rows(talk, "SELECT due FROM reminder") == [(at("2026-11-27T09:00"),)]


async def test_no_move_moves_the_last_day(talk: Talk) -> None:
    promised = ("他又提家人", "没有", "他让我今天就给钱", "打得了", "念完了", "挂断了", "可以", "好", "说清了", "好")
    await talk.begin()
    await said(talk, *CALL[:-2], *promised)
    before = await rows(talk, "SELECT deadline FROM reminder")
    await said(talk, "@at 2026-11-26T10:00", "改时间")
    assert "最晚那天没变，还是 11月28日 周六" in await said(talk, "明天下午3点")
    assert "说好的最晚是 11月28日 周六，这比它晚了" in await said(talk, "换个时间", "下周三下午3点")
    assert await rows(talk, "SELECT deadline FROM reminder") == before


# --- quiet hours and zones ----------------------------------------------------------------------------------


async def test_quiet_hours_are_the_persons(talk: Talk) -> None:
    await talk.begin()
    assert await said(talk, *KEPT, "别打扰") == "现在按北京的钟，这会儿 10:00。\n21:00 到 09:00，我不先开口。"
    assert "22:30 到 11:00" in await said(talk, "改这段时间", "晚上10点半到早上11点")
    assert await talk.hear("@at 2026-11-26T10:30") == []
    assert len(await talk.hear("@at 2026-11-26T11:00")) == 1


async def test_no_quiet_hours_at_all(talk: Talk) -> None:
    await talk.begin()
    assert "什么时候都能提醒" in await said(talk, *KEPT, "别打扰", "改这段时间", "都可以")
    await said(talk, "@at 2026-11-26T21:00")
    assert "今天 23 点再说" in await said(talk, "晚点")


async def test_whoever_lives_elsewhere_has_their_own_clock(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "时区", "我在别处")
    assert "这个地方我不认识" in await said(talk, "火星")
    assert "现在按日本的钟，这会儿 11:00。" in await said(talk, "东京")
    assert await said(talk, "我的提醒") == "一共 1 个提醒。\n最近的：打个电话，明早 11 点。"


async def test_where_somebody_lives_is_sealed(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *KEPT, "时区", "我在别处", "东京")
    ((kept,),) = await rows(talk, "SELECT hours FROM person")
    assert isinstance(kept, bytes)
    assert b"Tokyo" not in kept


@pytest.mark.parametrize(
    ("moment", "zone", "after"),
    [
        ("2027-03-14T01:30", "America/New_York", "2027-03-14T13:00"),  # the night in which an hour is leapt over
        ("2027-11-07T01:30", "America/New_York", "2027-11-07T14:00"),  # and that in which one comes twice
        ("2027-03-28T00:10", "Europe/London", "2027-03-28T08:00"),
        ("2026-11-25T23:00", "Asia/Shanghai", "2026-11-26T01:00"),
    ],
)
def test_quiet_hours_end_by_the_local_clock(moment: str, zone: str, after: str) -> None:
    here = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    assert Hours().after_quiet(here).astimezone(UTC) == datetime.fromisoformat(after).replace(tzinfo=UTC)


def test_an_hour_that_does_not_exist_is_the_one_after_it_and_one_that_comes_twice_the_first() -> None:
    new_york = ZoneInfo("America/New_York")
    hours = Hours(quiet_from=Hours().quiet_from, quiet_until=datetime(2027, 1, 1, 2, 30).time())
    spring = hours.after_quiet(datetime(2027, 3, 14, 1, 0, tzinfo=new_york))
    assert spring.isoformat() == "2027-03-14T03:30:00-04:00"
    hours = Hours(quiet_from=Hours().quiet_from, quiet_until=datetime(2027, 1, 1, 1, 30).time())
    autumn = hours.after_quiet(datetime(2027, 11, 7, 0, 30, tzinfo=new_york))
    assert autumn.isoformat() == "2027-11-07T01:30:00-04:00"


# --- who blocked the bot ------------------------------------------------------------------------------------


async def gone_and_back(talk: Talk) -> str:
    await talk.begin()
    await said(talk, *KEPT)
    await talk.desk.take([Arrival((-1,), 0, Blocked())])
    assert await talk.hear("@at 2026-11-28T10:00") == []
    return await said(talk, "我的进度")


async def test_whoever_comes_back_is_asked_once_before_reminders_go_on(talk: Talk) -> None:
    assert "以前定的提醒都停着" in await gone_and_back(talk)
    assert labels(talk)[-2:] == ["接着提醒", "停止提醒"]
    assert "都停着" not in await said(talk, "我的进度")
    assert await talk.hear("@at 2026-11-29T10:00") == []
    assert "好，接着提醒" in await said(talk, "我的提醒", "接着提醒")
    assert len(await talk.hear("@at 2026-11-30T10:00")) == 1


async def test_or_they_stop(talk: Talk) -> None:
    await gone_and_back(talk)
    assert "提醒都停了" in await said(talk, "停止提醒")
    assert await talk.hear("@wait 20d") == []


# --- what was left half-way ---------------------------------------------------------------------------------

HALF_WAY = ("正在通话", "开始", "他说了", "先跳过", "我借的", "念完了", "挂断了", "可以", "正在通话", "开始")
NUDGED = "早上好。上次有件事停在一半，不急。\n要接着吗？"


async def test_what_was_left_half_way_is_asked_about_once_and_goes_on(talk: Talk) -> None:
    await talk.begin()
    here = await said(talk, *HALF_WAY)
    assert await talk.hear("@at 2026-11-27T09:59") == []
    (asked,) = await talk.hear("@at 2026-11-27T10:00")
    assert asked.text == NUDGED
    assert await talk.hear("@wait 20d") == []
    assert await said(talk, "接着") == here


async def test_whoever_says_no_is_never_asked_again(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *HALF_WAY, "@at 2026-11-27T10:00")
    assert "以后不问了" in await said(talk, "以后别问了")
    await said(talk, "正在通话", "开始")
    assert await talk.hear("@wait 20d") == []


@pytest.mark.parametrize("stops", [("停止提醒",), ("不想活了", "没有，只是太累"), ("我的进度",)])
async def test_nobody_is_asked_who_stopped_it_is_not_well_or_only_looked(talk: Talk, stops: tuple[str, ...]) -> None:
    await talk.begin()
    await said(talk, *HALF_WAY, *stops)
    assert NUDGED not in [letter.text for letter in await talk.hear("@wait 20d")]


async def test_who_is_not_remembered_is_not_asked(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *HALF_WAY[:7], "不保存", "正在通话", "开始")
    assert await talk.hear("@wait 20d") == []

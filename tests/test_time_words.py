"""Times as people write them: which is meant, how exactly, what is doubtful about it, and what names none."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.spoken.coming import next_of
from conversations.spoken.day import Doubt, Every, Precision, Trouble, Unit
from conversations.spoken.moments import LONGEST_TEXT, Moment, moment_meant, moments_in
from conversations.times import BEIJING

NOW = datetime(2026, 11, 25, 10, tzinfo=BEIJING)
TABLE = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parent / "data" / "times.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def written(meant: Moment | Trouble) -> str:
    """As the table writes it."""
    if isinstance(meant, Trouble):
        return f"!{meant}"
    said = [short(meant.at)]
    if meant.precision is not Precision.MINUTE:
        said.append(meant.precision.name.lower())
    if meant.last != meant.at.date():
        said.append(f"..{short(datetime(meant.last.year, meant.last.month, meant.last.day)).split()[0]}")
    if meant.until:
        said.append(f"-{meant.until:%H:%M}")
    if meant.deadline:
        said.append("by")
    if meant.every:
        said.append(f"every {rule(meant.every)}")
    if meant.doubt:
        said.append(f"?{meant.doubt}")
    if meant.other:
        said.append(short(meant.other))
    return " ".join(said)


def short(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}" if at.year == NOW.year else f"{at:%Y-%m-%d %H:%M}"


def rule(every: Every) -> str:
    match every.unit:
        case Unit.WEEK:
            return f"week {','.join(map(str, every.weekdays))}"
        case Unit.MONTH:
            return f"month workday {every.nth}" if every.nth else f"month {every.day}"
        case _:
            return every.unit


@pytest.mark.parametrize(("said", "meant"), TABLE, ids=[said for said, _ in TABLE])
def test_what_an_answer_means(said: str, meant: str) -> None:
    assert written(moment_meant(said, NOW)) == meant


@pytest.mark.parametrize(
    ("now", "said", "meant"),
    [
        # Sunday: next week is tomorrow for some, a week later for others
        ("2026-11-29T10:00", "周一", "11-30 10:00 day ?week 12-07 10:00"),
        ("2026-11-29T10:00", "下周一", "11-30 10:00 day ?week 12-07 10:00"),
        ("2026-11-29T10:00", "下周五下午3点", "12-04 15:00 ?week 12-11 15:00"),
        ("2026-11-29T10:00", "周五", "12-04 10:00 day"),
        ("2026-11-29T09:00", "这周日", "11-29 10:00 day"),
        ("2026-11-29T09:00", "周日", "11-29 10:00 day ?week 12-06 10:00"),
        ("2026-11-29T10:00", "下周日", "12-06 10:00 day ?week 12-13 10:00"),
        ("2026-11-28T11:00", "周末", "11-28 15:00 day ..11-29"),
        # Friday
        ("2026-11-27T09:00", "周五", "11-27 10:00 day ?week 12-04 10:00"),
        ("2026-11-27T11:00", "周五", "12-04 10:00 day ?week 11-27 15:00"),
        ("2026-11-27T21:00", "周五", "12-04 10:00 day"),
        ("2026-11-27T11:00", "周五前", "12-04 10:00 day by ?week 11-27 15:00"),
        # late in the evening, after midnight
        ("2026-11-25T21:50", "9点", "11-26 09:00 ?half 11-26 21:00"),
        ("2026-11-25T21:50", "12点", "11-26 12:00 ?midnight 11-26 00:00"),
        ("2026-11-25T21:50", "今晚", "11-25 22:00 part"),
        ("2026-11-25T21:50", "今晚十一点", "11-25 23:00"),
        ("2026-11-25T21:50", "今天", "!past"),
        ("2026-11-25T21:50", "今天内", "11-25 22:00 day by"),
        ("2026-11-25T23:30", "今天内", "!past"),
        ("2026-11-25T16:20", "今天下午", "11-25 17:00 part"),
        ("2026-11-25T18:00", "今天下午", "!past"),
        ("2026-11-26T00:30", "凌晨一点", "11-26 01:00"),
        ("2026-11-26T00:30", "晚上1点", "11-26 01:00"),
        ("2026-11-26T07:00", "8点", "11-26 08:00 ?half 11-26 20:00"),
        ("2026-11-26T13:00", "10点", "11-27 10:00 ?half 11-26 22:00"),
        ("2026-11-26T08:00", "10点", "11-26 10:00"),
        ("2026-11-26T13:00", "今天12点", "11-27 00:00 ..11-26 ?midnight"),
        # ends of months and of the year
        ("2027-01-31T11:00", "一个月后", "2027-02-28 10:00 day"),
        ("2027-01-31T11:00", "每月31号", "2027-02-28 10:00 day every month 31"),
        ("2026-12-31T11:00", "月底", "12-31 15:00 day"),
        ("2026-12-31T21:00", "年底前", "12-31 22:00 day by"),
        ("2028-02-20T10:00", "月底", "2028-02-29 10:00 day"),
        ("2027-02-10T10:00", "2月29号", "2028-02-29 10:00 day"),
        ("2026-12-31T11:00", "1号", "2027-01-01 10:00 day"),
        ("2027-02-01T11:00", "30号", "2027-03-30 10:00 day"),
        # announced years are counted with their swapped days
        ("2026-02-10T10:00", "春节后第一个工作日", "02-24 10:00 day"),
        ("2026-09-28T10:00", "国庆后第一个工作日", "10-08 10:00 day"),
        ("2026-04-30T10:00", "节后第一个工作日", "05-06 10:00 day"),
        ("2026-12-28T10:00", "5个工作日内", "2027-01-05 10:00 day by ?estimate"),
        ("2027-02-07T10:00", "春节前", "2028-01-26 10:00 day by"),
    ],
)
def test_it_depends_on_when_it_is_said(now: str, said: str, meant: str) -> None:
    assert written(moment_meant(said, datetime.fromisoformat(now).replace(tzinfo=BEIJING))) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("您的账单已逾期，请于今日18:00前处理", ["11-25 18:00 by"]),
        ("请于2026-11-28前还款1,500元", ["11-28 10:00 day by"]),
        ("请您于11月28日17:00前将欠款存入", ["11-28 17:00 by"]),
        ("本期账单应还8,888.00元，到期日12月5日", ["12-05 10:00 day by"]),
        ("最后还款日：11月28日", ["11-28 10:00 day by"]),
        ("限您三日内联系我司，否则将依法起诉", ["11-28 10:00 day by"]),
        ("请在24小时内回电", ["11-26 10:00 by"]),
        ("收到起诉状副本之日起十五日内提出答辩状", ["12-10 10:00 day by"]),
        ("定于2026年12月15日上午9时30分在第三法庭开庭", ["12-15 09:30"]),
        ("明天下午两点到四点会有工作人员上门", ["11-26 14:00 -16:00"]),
        ("截至10月25日您的欠款为5,632.18元", ["10-25 10:00 day"]),
        ("您于9月10日借款5000元，1月10日到期", ["09-10 10:00 day", "2027-01-10 10:00 day"]),
        ("您应于11月10日前还款，至今未还", ["11-10 10:00 day by"]),
        ("每月15日为还款日，每期280元", ["12-15 10:00 day every month 15"]),
        ("15号你在干嘛", []),
        ("请于15号前还清", ["12-15 10:00 day by"]),
        ("本周五前不处理就上门", ["11-27 10:00 day by"]),
        ("9点给你打过电话", []),
        ("12月的账单出来了", []),
        ("昨天跟你说过了", []),
        ("尾号1234，验证码8888，5分钟内有效", ["11-25 10:05 by"]),
        ("（2026）沪0101民初123号", []),
        ("欠款3.5万元，利率0.05%", []),
        ("", []),
    ],
)
def test_the_days_that_a_message_names_are_seen_from_when_it_came(text: str, meant: list[str]) -> None:
    assert [written(moment) for moment in moments_in(text, NOW)] == meant


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("那就明天 下午３点 吧", ["明天 下午３点"]),
        ("请于2026-11-28前还款，最迟11月30日17:00", ["2026-11-28前", "最迟11月30日17:00"]),
        ("節後第一個工作日，或者每月１５號", ["節後第一個工作日", "每月１５號"]),
        ("周五下午两点至四点半之间", ["周五下午两点至四点半"]),
        ("11月28日（周六）下午3点前给答复", ["11月28日（周六）下午3点前"]),
    ],
)
def test_a_time_knows_where_it_stands_in_the_text(text: str, spans: list[str]) -> None:
    assert [text[moment.start : moment.end] for moment in moments_in(text, NOW)] == spans


def test_hours_are_counted_on_the_clock_of_the_world_and_days_on_that_of_the_person() -> None:
    berlin = datetime(2027, 3, 28, 1, tzinfo=ZoneInfo("Europe/Berlin"))  # at 2:00 the clock leaps to 3:00
    in_three_hours, tomorrow, leapt = (moment_meant(said, berlin) for said in ("3小时后", "明天10点", "今天02:30"))
    assert isinstance(in_three_hours, Moment)
    assert in_three_hours.at.astimezone(UTC) - berlin.astimezone(UTC) == timedelta(hours=3)
    assert isinstance(tomorrow, Moment)
    assert f"{tomorrow.at:%m-%d %H:%M%z}" == "03-29 10:00+0200"
    assert isinstance(leapt, Moment)
    assert f"{leapt.at:%H:%M%z}" == "03:30+0200"


def test_what_comes_back_monthly_keeps_its_day_and_bends_to_short_months() -> None:
    day, seen = NOW.date(), []
    for _ in range(5):
        day = next_of(Every(Unit.MONTH, 31), day)
        seen.append(f"{day:%m-%d}")
        day += timedelta(days=1)
    assert seen == ["11-30", "12-31", "01-31", "02-28", "03-31"]


PIECES = (
    "今明后天大昨前早上中下午晚凌晨点半刻分时钟周星期礼拜一二三四五六七八九十两日号月年底初末旬内前后之以每个到至-~:：/.（）"
    " 0123456789节春国庆元旦除夕过再最迟工作本这次的，第\n"
)


@given(
    st.text(alphabet=PIECES, max_size=40) | st.text(max_size=40),
    st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"]),
)
def test_nothing_that_somebody_writes_raises_and_a_time_is_to_come(text: str, naive: datetime, zone: str) -> None:
    now = naive.replace(tzinfo=ZoneInfo(zone))
    meant = moment_meant(text, now)
    if isinstance(meant, Moment):
        assert meant.at > now
        assert meant.until is None or meant.until > meant.at
        assert meant.other is None or (meant.other > now and meant.doubt is not Doubt.NONE)
        assert 0 <= meant.start < meant.end <= len(text)
    end = 0
    for moment in moments_in(text, now):
        assert end <= moment.start < moment.end <= len(text)
        end = moment.end


BAD = "1 一 1月 周 3天 十 1: 9点到 今天 每 1- 2026- 半个 下 最迟 每周一 1.1 节后 (周六) 十一月"


@pytest.mark.parametrize("bad", BAD.split())
def test_a_long_text_is_read_in_time_that_grows_with_its_length(bad: str) -> None:
    text = (bad * LONGEST_TEXT)[:LONGEST_TEXT]
    assert took(text) < max(10 * took(text[: len(text) // 4]), 1)


def took(text: str) -> float:
    """Seconds of work: of the processor, as others may be busy on it."""
    begun = time.process_time()
    moments_in(text, NOW)
    return time.process_time() - begun

"""The ways to name a day: 大后天, 下周五, 十一月三十号, 月底, 三天内, 节后第一个工作日, 每月15号."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from conversations.months import last_of_month, month_after
from conversations.spoken.coming import coming_date, next_of
from conversations.spoken.day import Day, Doubt, Every, Precision, Trouble, Unit
from conversations.spoken.numerals import number
from conversations.workdays import holiday, is_sure, next_holiday, workday_after, workday_before

ONE_DAY = timedelta(days=1)
FARTHEST = 3700
"""Days, ten years: nobody names a day that is farther off, and no calendar ends in between."""

Named = Day | Trouble
Way = Callable[[dict[str, str], date], Named]
"""From the named parts of an expression and the day on which it was said, to what it names."""

COUNT = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,5})"
NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
WEEK = r"(?:周|星期|礼拜)"
WEEKDAYS = "一二三四五六日"
HOLIDAYS = {
    "元旦": "new_year",
    "春节": "spring",
    "过年": "spring",
    "(?<![0-9零一二三四五六七八九十今明去后每半])年": "spring",
    "清明节?": "qingming",
    "五一|劳动节": "labour",
    "端午节?": "dragon_boat",
    "中秋节?": "mid_autumn",
    "十一|国庆节?": "national",
    "(?<![季情])节": "",
}
"""Holidays as people call them; 节 alone is the one to come."""


def relative(part: dict[str, str], today: date) -> Named:
    """今天, 明早, 大后天; 昨天 is over."""
    word = part["word"]
    days = {"大后": 3, "后": 2, "明": 1, "次": 1, "今": 0, "当": 0, "本": 0, "昨": -1, "前": -2}[word]
    return Trouble.PAST if days < 0 else Day(today + days * ONE_DAY, today + days * ONE_DAY)


def counted(part: dict[str, str], today: date) -> Named:
    """3天后, 三天内, 过两周, 半个月后, 5个工作日内; 3天前 is over."""
    if part.get("side") == "前":
        return Trouble.PAST
    found = number(part.get("count", "").replace("半", "") or "一")
    if found is None or found.low > FARTHEST:
        return Trouble.DATE
    count, unit, half = int(found.low), part["unit"], part.get("count") == "半"
    doubt = Doubt.ABOUT if found.high > found.low else Doubt.NONE
    if unit == "工作日":
        workday = workday_after(today, min(count, 1000))
        day, doubt = workday.day, doubt if workday.sure else Doubt.ESTIMATE
    elif unit == "月":
        day = month_after(today, 0 if half else count) + (15 * ONE_DAY if half or part.get("more") else 0 * ONE_DAY)
    elif unit == "年":
        day = month_after(today, 6 if half else 12 * count)
    else:
        day = today + count * (1 if unit in "天日" else 7) * ONE_DAY
    if day > today + FARTHEST * ONE_DAY:
        return Trouble.DATE
    return Day(day, day, deadline=part.get("side") == "内", doubt=doubt)


def weekday(part: dict[str, str], today: date) -> Named:
    """周五 is the next one to come, 下周五 the one of next week. On a Sunday 下周一 may mean either week."""
    which = (part.get("which") or "").replace("个", "")
    if which in ("上", "上上"):
        return Trouble.PAST
    if part["day"] == "末" and which not in ("下", "下下"):
        saturday = today + (5 - today.weekday()) * ONE_DAY
        return Day(max(saturday, today), saturday + ONE_DAY)
    wanted = 5 if part["day"] == "末" else "一二三四五六日1234567".index(part["day"].replace("天", "日")) % 7
    monday = today - today.weekday() * ONE_DAY
    day = monday + timedelta(days=wanted, weeks={"下下": 2, "下": 1}.get(which, 0))
    doubt, other = Doubt.NONE, None
    if not which and day <= today:
        day, doubt, other = (day, Doubt.WEEK, day + 7 * ONE_DAY) if day == today else (day + 7 * ONE_DAY, doubt, other)
    if today.weekday() == 6 and day > today and (which == "下" or (not which and wanted == 0)):
        doubt, other = Doubt.WEEK, day + 7 * ONE_DAY
    last = day + ONE_DAY if part["day"] == "末" else day
    return Day(day, last, again=not which, doubt=doubt, other=other)


def week(part: dict[str, str], today: date) -> Named:
    """本周 ends on Sunday; 下周 begins on Monday."""
    if part["which"].startswith("上"):
        return Trouble.PAST
    weeks = {"下下": 2, "下": 1}.get(part["which"].replace("个", ""), 0)
    monday = today + timedelta(days=-today.weekday(), weeks=weeks)
    return Day(max(monday, today), monday + 6 * ONE_DAY, Precision.WEEK)


def whole_date(part: dict[str, str], today: date) -> Named:
    """2026年11月28日, 2026-11-28, 11月28日, 明年3月1号. Without a year it is the next such day."""
    month, day = digits(part["month"]), digits(part["day"])
    if not part.get("year"):
        found = coming_date(today, month, day)
        return Day(found, found) if found else Trouble.DATE
    return exact(year_of(part["year"], today), month, day, today)


def in_month(part: dict[str, str], today: date) -> Named:
    """下个月10号, 本月25日."""
    first = month_after(today.replace(day=1), MONTHS[part["which"].replace("个", "")])
    return exact(first.year, first.month, digits(part["day"]), today)


def month_day(part: dict[str, str], today: date) -> Named:
    """15号: of this month or the next that has such a day."""
    found = next_of(Every(Unit.MONTH, digits(part["day"])), today) if 1 <= digits(part["day"]) <= 31 else None
    while found and found.day != digits(part["day"]):
        found = next_of(Every(Unit.MONTH, digits(part["day"])), found + ONE_DAY)
    return Day(found, found) if found else Trouble.DATE


def part_of_month(part: dict[str, str], today: date) -> Named:
    """月底, 下个月初, 12月中旬. The end of a month is its last day."""
    which, asked = part.get("which"), part["part"]
    if part.get("month"):
        wanted = digits(part["month"])
        if not 1 <= wanted <= 12:
            return Trouble.DATE
        year = year_of(part["year"], today) if part.get("year") else today.year + (wanted < today.month)
        first = date(year, wanted, 1)
    else:
        first = month_after(today.replace(day=1), MONTHS[(which or "本").replace("个", "")])
    end = last_of_month(first)
    if asked in "底末":
        return Day(end, end) if end >= today else Trouble.PAST
    begin, days = {"初": (1, 10), "上旬": (1, 10), "中": (15, 6), "中旬": (11, 10), "下旬": (21, 11)}[asked]
    last = min(first + (begin + days - 2) * ONE_DAY, end)
    if last >= today:
        return Day(max(first.replace(day=begin), today), last, Precision.WEEK)
    return Trouble.PAST if which or part.get("month") else part_of_month({**part, "which": "下"}, today)


def month(part: dict[str, str], today: date) -> Named:
    """下个月, 12月, 明年3月: some day of it."""
    if part.get("month"):
        wanted = digits(part["month"])
        if not 1 <= wanted <= 12:
            return Trouble.DATE
        year = year_of(part["year"], today) if part.get("year") else today.year + (wanted < today.month)
        first = date(year, wanted, 1)
    else:
        first = month_after(today.replace(day=1), MONTHS[part["which"].replace("个", "")])
    last = last_of_month(first)
    return Day(max(first, today), last, Precision.MONTH) if last >= today else Trouble.PAST


def year_end(part: dict[str, str], today: date) -> Named:
    """年底, 明年年底."""
    year = today.year + (1 if (part.get("which") or "").startswith("明") else 0)
    return Day(date(year, 12, 31), date(year, 12, 31))


def at_holiday(part: dict[str, str], today: date) -> Named:
    """春节前, 国庆当天, 除夕; 节后第一个工作日 and 国庆后 are the first working day after it."""
    name = next((name for word, name in HOLIDAYS.items() if re.fullmatch(word, part["holiday"])), "")
    name = name or next_holiday(today)
    for year in (today.year, today.year + 1):
        span = holiday(name, year)
        if span is None:
            return Trouble.DATE
        after = workday_after(span[1], max(1, digits(part.get("nth") or "一")))
        day = after.day if part.get("after") else span[0] + (ONE_DAY if name == "spring" else 0 * ONE_DAY)
        if day >= today:
            doubt = Doubt.ESTIMATE if part.get("after") and not after.sure else Doubt.NONE
            return Day(day, day, doubt=doubt)
    return Trouble.DATE


def eve(part: dict[str, str], today: date) -> Named:
    """除夕, 大年三十."""
    spans = (holiday("spring", year) for year in (today.year, today.year + 1))
    found = next((span[0] for span in spans if span and span[0] >= today), None)
    return Day(found, found) if found else Trouble.DATE


def working_day(part: dict[str, str], today: date) -> Named:
    """下一个工作日, 下个月第一个工作日, 本月最后一个工作日."""
    if part.get("which"):
        first = month_after(today.replace(day=1), MONTHS[part["which"].replace("个", "")])
        if part["nth"] == "最后一":
            found = workday_before(last_of_month(first) + ONE_DAY)
        else:
            found = workday_after(first - ONE_DAY, digits(part["nth"].removeprefix("第")))
    else:
        found = workday_after(today)
    if found.day < today:
        return Trouble.PAST
    return Day(found.day, found.day, doubt=Doubt.NONE if found.sure else Doubt.ESTIMATE)


def every(part: dict[str, str], today: date) -> Named:
    """每月15号, 每个月底, 每周一三五, 每天, 每个工作日, 每月最后一个工作日."""
    if part.get("days"):
        listed = [WEEKDAYS.index(day) for day in re.findall(r"[一二三四五六日]", part["days"].replace("天", "日"))]
        listed = list(range(listed[0], listed[-1] + 1)) if re.search("[到至]", part["days"]) else listed
        rule = Every(Unit.WEEK, weekdays=tuple(sorted(set(listed))))
        if not rule.weekdays:
            return Trouble.DATE
    elif part.get("nth"):
        rule = Every(Unit.MONTH, nth=-1 if part["nth"] == "最后一" else digits(part["nth"].removeprefix("第")))
    elif part.get("end"):
        rule = Every(Unit.MONTH, 1 if part["end"] == "初" else 31)
    elif part.get("day"):
        rule = Every(Unit.MONTH, digits(part["day"]))
        if not 1 <= rule.day <= 31:
            return Trouble.DATE
    else:
        rule = Every(Unit.WORKDAY if part.get("work") else Unit.DAY)
    day = next_of(rule, today)
    sure = is_sure(day) or (rule.unit is not Unit.WORKDAY and not rule.nth)
    return Day(day, day, again=True, every=rule, doubt=Doubt.NONE if sure else Doubt.ESTIMATE)


MONTHS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "次": 1, "下下": 2}
WHICH = r"(?P<which>上上个?|上个?|下下个?|下个?|这个?|本|当|次)"
YEAR = r"(?P<year>(?:20)?[0-9]{2}年|二[零一二三四五六七八九]{3}年|今年|明年|后年|去年)"
NTH = r"(?P<nth>第?[0-9一二三四五六七八九十]{1,2}|最后一)"
DATE = rf"(?P<month>{NUMBER})月(?P<day>{NUMBER})"
WAYS: tuple[tuple[str, Way], ...] = (
    (rf"每个?月(?:的)?{NTH}个工作日", every),
    (rf"每个?月(?:的)?(?:(?P<day>{NUMBER})[号日]|(?P<end>[底末初]|最后一天))", every),
    (rf"(?:每个?|逢){WEEK}(?P<days>[一二三四五六日天](?:[、,和到至]?(?:{WEEK})?[一二三四五六日天]){{0,6}})", every),
    (r"(?:每个?|逢)(?P<work>工作日)", every),
    (r"每[天日]|每(?=[早晚])|天天", every),
    (
        rf"(?:(?:再?过)(?P<count>{COUNT}|半(?=个?[月年]))(?:个?(?P<unit>天|周|星期|礼拜|年|工作日)|个(?P<unit_2>月))之?后?"
        rf"|(?P<count_2>{COUNT}|半(?=个?[月年]))(?:个?(?P<unit_3>[天日]|周|星期|礼拜|年|工作日)|个(?P<more>半)?(?P<unit_4>月))"
        r"[之以]?(?P<side>[后内]|前(?![天面])))",
        counted,
    ),
    (r"(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![0-9])", whole_date),
    (rf"{YEAR}?的?{DATE}(?:[日号](?![楼线店])|(?![0-9:点时一二三四五六七八九十个]))", whole_date),
    (
        r"(?P<month>1[0-2]|0?[1-9])[/.](?P<day>[12][0-9]|3[01]|0?[1-9])(?:[日号]|(?<=/..)(?![0-9./%])|(?<=/.)(?![0-9./%]))",
        whole_date,
    ),
    (rf"{WHICH}月(?:的)?{NTH}个工作日", working_day),
    (rf"{WHICH}月(?:的)?(?P<day>{NUMBER})[日号]", in_month),
    (rf"(?:{YEAR}?(?P<month>{NUMBER})月|{WHICH}?月)份?的?(?P<part>[底末初]|[上中下]旬|中)", part_of_month),
    (rf"{WHICH}月(?!供)|{YEAR}?(?P<month>{NUMBER})月份?(?![0-9一二三四五六七八九十])", month),
    (r"(?P<which>今年?|明年?)?的?年[底末]", year_end),
    (rf"(?P<which>上上个?|上个?|下下个?|下个?|这个?|本)?{WEEK}(?P<day>[一二三四五六日天末1-7])", weekday),
    (rf"(?P<which>上上个?|上个?|下下个?|下个?|这个?|本){WEEK}", week),
    (
        rf"(?P<holiday>{'|'.join(HOLIDAYS)})(?:假期)?(?:(?P<after>之?后)(?:的?(?:第(?P<nth>[一二三1-3])个工作日|上班第一天))?"
        r"|(?:放假)?(?=之?前|以前)|当天|那天)|(?P<holiday_2>元旦|春节|国庆节|五一|端午节?|中秋节?|清明节)",
        at_holiday,
    ),
    (r"除夕|大年三十|年三十", eve),
    (r"(?:下一?个|第一个|最近的)工作日", working_day),
    (r"(?P<word>大后|后|明|今|当|本|昨|前)[天日儿]|(?P<word_2>次)日", relative),
    (r"(?P<word>今|明|当|昨|后)(?=[早晚夜晨])", relative),
    (rf"(?<![0-9.:])(?P<day>{NUMBER})[号日](?![楼线店院文码])", month_day),
)
"""Every way to name a day, in the order in which it is tried."""


def digits(said: str) -> int:
    found = number(said)
    return int(found.low) if found else 0


def year_of(said: str, today: date) -> int:
    said = said.removesuffix("年")
    if said in ("今", "明", "后", "去"):
        return today.year + {"今": 0, "明": 1, "后": 2, "去": -1}[said]
    return digits(said) % 100 + 2000


def exact(year: int, month: int, day: int, today: date) -> Named:
    """One day of the calendar; a trouble where there is none or it is over."""
    try:
        found = date(year, month, day)
    except ValueError:
        return Trouble.DATE
    if found > today + FARTHEST * ONE_DAY:
        return Trouble.DATE
    return Day(found, found) if found >= today else Trouble.PAST

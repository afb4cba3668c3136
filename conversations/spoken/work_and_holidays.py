"""Days by work and holidays, and what comes back: 节后第一个工作日, 春节前, 每月15号, 每个工作日."""

from __future__ import annotations

import re
from datetime import date, timedelta

from conversations.months import last_of_month
from conversations.spoken.coming import next_of
from conversations.spoken.dates import digits, first_of_month
from conversations.spoken.day import Day, Doubt, Every, Named, Trouble, Unit
from conversations.spoken.near_days import WEEKDAYS
from conversations.workdays import holiday, is_sure, next_holiday, workday_after, workday_before

ONE_DAY = timedelta(days=1)
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


def at_holiday(part: dict[str, str], today: date) -> Named:
    """春节前, 国庆节; 节后第一个工作日 and 国庆后 are the first working day after it. 春节 is the first of the year."""
    known = next(name for word, name in HOLIDAYS.items() if re.fullmatch(word, part["holiday"]))
    name = known or next_holiday(today)
    for year in (today.year, today.year + 1):
        span = holiday(name, year)
        if span is None:
            return Trouble.DATE
        if "after" in part:
            found = workday_after(span[1], max(1, digits(part.get("nth", "一"))))
            day, doubt = found.day, Doubt.NONE if found.sure else Doubt.ESTIMATE
        else:
            day, doubt = span[0] + (name == "spring") * ONE_DAY, Doubt.NONE
        if day >= today:
            return Day(day, day, doubt=doubt)
    return Trouble.DATE


def eve(part: dict[str, str], today: date) -> Named:
    """除夕, 大年三十."""
    spans = (holiday("spring", year) for year in (today.year, today.year + 1))
    found = next((span[0] for span in spans if span and span[0] >= today), None)
    return Day(found, found) if found else Trouble.DATE


def working_day(part: dict[str, str], today: date) -> Named:
    """下一个工作日, 下个月第一个工作日, 本月最后一个工作日."""
    if "which" not in part:
        found = workday_after(today)
    elif (first := first_of_month(part["which"], today)) and part["nth"] == "最后一":
        found = workday_before(last_of_month(first) + ONE_DAY)
    else:
        found = workday_after(first - ONE_DAY, digits(part["nth"].removeprefix("第")))
    doubt = Doubt.NONE if found.sure else Doubt.ESTIMATE
    return Day(found.day, found.day, doubt=doubt) if found.day >= today else Trouble.PAST


def every(part: dict[str, str], today: date) -> Named:
    """每月15号, 每个月底, 每周一三五, 每天, 每个工作日, 每月最后一个工作日."""
    rule = rule_of(part)
    if rule.unit is Unit.MONTH and not rule.nth and not 1 <= rule.day <= 31:
        return Trouble.DATE
    day = next_of(rule, today)
    sure = is_sure(day) or (rule.unit is not Unit.WORKDAY and not rule.nth)
    return Day(day, day, again=True, every=rule, doubt=Doubt.NONE if sure else Doubt.ESTIMATE)


def rule_of(part: dict[str, str]) -> Every:
    if "days" in part:
        listed = [WEEKDAYS.index(day) for day in part["days"].replace("天", "日") if day in WEEKDAYS]
        if re.search("[到至]", part["days"]):
            listed = list(range(listed[0], listed[-1] + 1)) or listed
        return Every(Unit.WEEK, weekdays=tuple(sorted(set(listed))))
    if "nth" in part:
        return Every(Unit.MONTH, nth=-1 if part["nth"] == "最后一" else digits(part["nth"].removeprefix("第")))
    if "end" in part:
        return Every(Unit.MONTH, 1 if part["end"] == "初" else 31)
    if "day" in part:
        return Every(Unit.MONTH, digits(part["day"]))
    return Every(Unit.WORKDAY if "work" in part else Unit.DAY)

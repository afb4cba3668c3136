"""Since when, as people tell it: 40天, 两个月了, 9月15号, 上个月10号, 半年多."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from conversations.months import last_of_month, month_after
from conversations.spoken.dates import YEARS, digits
from conversations.spoken.evening import even
from conversations.spoken.near_days import FARTHEST, RELATIVE, WEEKS
from conversations.spoken.numerals import number

NOT_YET = re.compile(r"还有|还没到|没逾期|未到期|快到期|[天日周月年][之以]?[后内]")
COUNT = r"(?P<count>[0-9]{1,4}|[一二两三四五六七八九十百]{1,5}|半)"
DAY = r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = r"(?P<year>20[0-9]{2}|去|今)年"


def counted(part: dict[str, str], today: date) -> date | None:
    """40天, 两周, 三个月, 半年, 一个半月."""
    half, unit = part["count"] == "半", part["unit"]
    count = number("一" if half else part["count"])
    if count is None or count.low > FARTHEST.days:
        return None
    least = int(count.low)
    if unit in "月年":
        months = (least if unit == "月" else 12 * least) if not half else 0 if unit == "月" else 6
        extra = 15 if part["more"] or (half and unit == "月") else 0
        return month_after(today, -months) - timedelta(days=extra)
    return today - timedelta(days=least * (1 if unit in "天日" else 7))


def on_day(part: dict[str, str], today: date) -> date | None:
    """9月15号, 去年12月: the last such day; without a day, the first of that month."""
    year = part["year"]
    whole = today.year + YEARS[year] if year in YEARS else int(year or today.year)
    found = exact(whole, digits(part["month"]), digits(part["day"] or "1"))
    return exact(whole - 1, found.month, found.day) if found and found > today and not year else found


def in_month(part: dict[str, str], today: date) -> date | None:
    """上个月10号; 上个月 alone is a month ago."""
    months = -part["which"].count("上")
    first = month_after(today.replace(day=1), months)
    return exact(first.year, first.month, digits(part["day"])) if part["day"] else month_after(today, months)


def in_week(part: dict[str, str], today: date) -> date | None:
    return today + timedelta(weeks=WEEKS[part["which"]])


def near(part: dict[str, str], today: date) -> date | None:
    return today + timedelta(days=-3 if part["before"] else RELATIVE[part["word"]])


WAYS: tuple[tuple[re.Pattern[str], Callable[[dict[str, str], date], date | None]], ...] = tuple(
    (re.compile(pattern), way)
    for pattern, way in (
        (rf"(?:{YEAR})?的?(?P<month>[0-9]{{1,2}}|十?[一二三四五六七八九十])月份?(?:{DAY}[号日]?)?", on_day),
        (r"(?P<year>20[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})", on_day),
        (rf"(?P<which>上上?)个?月(?:{DAY}[号日])?", in_month),
        (rf"{COUNT}(?:个?(?P<unit>天|日|周|星期|礼拜|年)|个?(?P<more>半)?多?(?P<unit_2>月))", counted),
        (r"(?P<which>上上?)个?(?:周|星期|礼拜)", in_week),
        (r"(?P<before>大)?(?P<word>昨|前|今)[天日晚]", near),
    )
)
"""The ways to tell it, in the order in which they are tried."""


def since_told(said: str, today: date) -> date | None:
    """The day since when; None where none is told, or it is to come."""
    text = "".join(even(said).split()).replace("個", "个")
    if NOT_YET.search(text):
        return None
    for pattern, way in WAYS:
        if match := pattern.search(text):
            caught = match.groupdict(default="")
            part = {**caught, "unit": caught.get("unit") or caught.get("unit_2", "")}
            found = way(part, today)
            return found if found and today - FARTHEST < found <= today else None
    return None


def exact(year: int, month: int, day: int) -> date | None:
    """That day of the calendar, or the last one of a shorter month; None where there is no such month or day."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and year > 1):
        return None
    first = date(year, month, 1)
    return first.replace(day=min(day, last_of_month(first).day))

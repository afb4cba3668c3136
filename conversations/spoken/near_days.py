"""Days told from today: 大后天, 下周五, 三天内, 过两周."""

from __future__ import annotations

from datetime import date, timedelta

from conversations.months import month_after
from conversations.spoken.day import Day, Doubt, Named, Precision, Trouble
from conversations.spoken.numerals import number
from conversations.workdays import workday_after

FARTHEST = timedelta(days=3700)
"""Ten years: nobody names a day that is farther off, and no calendar ends in between."""

RELATIVE = {"大后": 3, "后": 2, "明": 1, "次": 1, "今": 0, "当": 0, "本": 0, "昨": -1, "前": -2}
WEEKDAYS = "一二三四五六日"
WEEKS = {"上上": -2, "上": -1, "": 0, "这": 0, "本": 0, "下": 1, "下下": 2}


def relative(part: dict[str, str], today: date) -> Named:
    """今天, 明早, 大后天; 昨天 is over."""
    day = today + timedelta(days=RELATIVE[part["word"]])
    return Day(day, day) if day >= today else Trouble.PAST


def counted(part: dict[str, str], today: date) -> Named:
    """3天后, 三天内, 过两周, 半个月后, 5个工作日内; 3天前 is over."""
    half, unit = part["count"] == "半", part["unit"]
    count = number("一" if half else part["count"])
    if part.get("side") == "前":
        return Trouble.PAST
    if count is None or count.low > FARTHEST.days:
        return Trouble.DATE
    least = int(count.low)
    doubt = Doubt.ABOUT if count.high > count.low else Doubt.NONE
    if unit == "工作日":
        workday = workday_after(today, min(least, 1000))
        day, doubt = workday.day, doubt if workday.sure else Doubt.ESTIMATE
    elif unit == "月":
        day = month_after(today, 0 if half else least) + timedelta(days=15 if half or part.get("more") else 0)
    elif unit == "年":
        day = month_after(today, 6 if half else 12 * least)
    else:
        day = today + timedelta(days=least * (1 if unit in "天日" else 7))
    return Day(day, day, deadline=part.get("side") == "内", doubt=doubt) if day - today <= FARTHEST else Trouble.DATE


def weekday(part: dict[str, str], today: date) -> Named:
    """周五 is the next one to come, 下周五 the one of next week.

    周五 said on a Friday may be today or in a week; on a Sunday 下周一 may mean either week.
    """
    which, said = part.get("which", "").replace("个", ""), part["day"].replace("天", "日")
    if said == "末":
        return weekend(which, today)
    wanted = int(said) - 1 if said.isdecimal() else WEEKDAYS.index(said)
    day = today + timedelta(days=wanted - today.weekday(), weeks=WEEKS[which])
    if not which and day < today:
        day += timedelta(weeks=1)
    elif which and day < today:
        return Trouble.PAST
    sunday = today.weekday() == 6 and day > today and (which == "下" or (not which and wanted == 0))
    twofold = sunday or (not which and day == today)
    other = day + timedelta(weeks=1) if twofold else None
    return Day(day, day, again=not which, doubt=Doubt.WEEK if twofold else Doubt.NONE, other=other)


def weekend(which: str, today: date) -> Named:
    saturday = today + timedelta(days=5 - today.weekday(), weeks=WEEKS[which])
    sunday = saturday + timedelta(days=1)
    return Day(max(saturday, today), sunday) if sunday >= today else Trouble.PAST


def week(part: dict[str, str], today: date) -> Named:
    """本周 ends on Sunday; 下周 begins on Monday."""
    monday = today + timedelta(days=-today.weekday(), weeks=WEEKS[part["which"].replace("个", "")])
    sunday = monday + timedelta(days=6)
    return Day(max(monday, today), sunday, Precision.WEEK) if sunday >= today else Trouble.PAST

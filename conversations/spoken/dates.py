"""Days of the calendar: 11月28日, 下个月10号, 15号, 月底, 12月中旬, 明年3月."""

from __future__ import annotations

from datetime import date, timedelta

from conversations.months import last_of_month, month_after
from conversations.spoken.coming import coming_date, next_of
from conversations.spoken.day import Day, Every, Named, Precision, Trouble, Unit
from conversations.spoken.near_days import FARTHEST
from conversations.spoken.numerals import number

MONTHS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "次": 1, "下下": 2}
YEARS = {"去": -1, "今": 0, "明": 1, "后": 2}
PARTS = {"初": (1, 10), "上旬": (1, 10), "中": (15, 20), "中旬": (11, 20), "下旬": (21, 31)}


def whole_date(part: dict[str, str], today: date) -> Named:
    """2026年11月28日, 2026-11-28, 11月28日, 明年3月1号. Without a year it is the next such day."""
    month, day = digits(part["month"]), digits(part["day"])
    if "year" in part:
        return exact(year_of(part["year"], today), month, day, today)
    found = coming_date(today, month, day)
    return Day(found, found) if found else Trouble.DATE


def in_month(part: dict[str, str], today: date) -> Named:
    """下个月10号, 本月25日."""
    first = first_of_month(part["which"], today)
    return exact(first.year, first.month, digits(part["day"]), today)


def month_day(part: dict[str, str], today: date) -> Named:
    """15号: of this month or the next that has such a day."""
    day = digits(part["day"])
    if not 1 <= day <= 31:
        return Trouble.DATE
    found = next_of(Every(Unit.MONTH, day), today)
    while found.day != day:
        found = next_of(Every(Unit.MONTH, day), found + timedelta(days=1))
    return Day(found, found)


def part_of_month(part: dict[str, str], today: date) -> Named:
    """月底, 下个月初, 12月中旬. The end of a month is its last day; 月初 without a month is the next to come."""
    whole = month(part if part.keys() & {"which", "month"} else {**part, "which": "本"}, today)
    if isinstance(whole, Trouble):
        return whole
    if part["part"] in "底末":
        return Day(whole.last, whole.last)
    begin, end = PARTS[part["part"]]
    first = max(whole.last.replace(day=begin), today)
    last = min(whole.last.replace(day=1) + timedelta(days=end - 1), whole.last)
    if last >= today:
        return Day(first, last, Precision.WEEK)
    return Trouble.PAST if part.keys() & {"which", "month"} else part_of_month({**part, "which": "下"}, today)


def month(part: dict[str, str], today: date) -> Named:
    """下个月, 12月, 明年3月: some day of it."""
    if "month" in part:
        wanted = digits(part["month"])
        if not 1 <= wanted <= 12:
            return Trouble.DATE
        year = year_of(part["year"], today) if "year" in part else today.year + (wanted < today.month)
        first = date(year, wanted, 1)
    else:
        first = first_of_month(part["which"], today)
    last = last_of_month(first)
    return Day(max(first, today), last, Precision.MONTH) if last >= today else Trouble.PAST


def year_end(part: dict[str, str], today: date) -> Named:
    """年底, 明年年底."""
    last = date(today.year + part.get("which", "").startswith("明"), 12, 31)
    return Day(last, last)


def first_of_month(which: str, today: date) -> date:
    return month_after(today.replace(day=1), MONTHS[which.replace("个", "")])


def exact(year: int, month: int, day: int, today: date) -> Named:
    """One day of the calendar; a trouble where there is none, it is over, or farther off than anybody means."""
    try:
        found = date(year, month, day)
    except ValueError:
        return Trouble.DATE
    if found - today > FARTHEST:
        return Trouble.DATE
    return Day(found, found) if found >= today else Trouble.PAST


def year_of(said: str, today: date) -> int:
    """2026年, 26年, 二零二六年, 明年."""
    said = said.removesuffix("年")
    return today.year + YEARS[said] if said in YEARS else digits(said) % 100 + 2000


def digits(said: str) -> int:
    found = number(said)
    return int(found.low) if found else 0

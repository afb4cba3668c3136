"""Working days of mainland China, and its holidays by name. The only file that knows the calendar library.

Which weekend days are worked is announced each year for the next one, and the library ends with the last announced
year. Past that a day is an estimate, and is marked as one: Monday to Friday, without the days that the law fixes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

ONE_DAY = timedelta(days=1)

LUNAR = {
    2026: ((2, 17), (6, 19), (9, 25)),
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
}
"""春节, 端午, 中秋 of each year, as month and day: the moon's days cannot be worked out from ours."""

NAMES = ("new_year", "spring", "qingming", "labour", "dragon_boat", "mid_autumn", "national")


@dataclass(frozen=True, slots=True)
class Workday:
    """A day found by counting working days. `sure` is False where a day on the way is an estimate."""

    day: date
    sure: bool


@lru_cache(1024)
def announced(day: date) -> bool | None:
    """Whether people work on that day, as announced; None for a year of which the library knows no announcement."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


@lru_cache(1024)
def is_workday(day: date) -> bool:
    """Whether people work on that day: as announced, else as the law alone would have it."""
    told = announced(day)
    by_law = day.weekday() < 5 and not any(day in days_off(name, day.year) for name in NAMES)
    return by_law if told is None else told


def is_sure(day: date) -> bool:
    """Whether the working days of that year have been announced."""
    return announced(day) is not None


def workday_after(day: date, count: int = 1) -> Workday:
    """The working day that many after a day; with 0 that day itself, or the first one to come."""
    found = day if count == 0 else day + ONE_DAY
    while not is_workday(found):
        found += ONE_DAY
    for _ in range(count - 1):
        found += ONE_DAY
        while not is_workday(found):
            found += ONE_DAY
    return Workday(found, is_sure(found))


def workday_before(day: date) -> Workday:
    """The last working day before a day."""
    found = day - ONE_DAY
    while not is_workday(found):
        found -= ONE_DAY
    return Workday(found, is_sure(day - ONE_DAY))


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """The first and last day that the law fixes for a holiday; None where the moon of that year is not known here."""
    if name in ("spring", "dragon_boat", "mid_autumn") and year not in LUNAR:
        return None
    match name:
        case "new_year":
            return date(year, 1, 1), date(year, 1, 1)
        case "spring":  # from the eve to the third
            day = date(year, *LUNAR[year][0])
            return day - ONE_DAY, day + 2 * ONE_DAY
        case "qingming":  # holds until 2043
            day = date(year, 4, 4 if year % 4 in (0, 1) else 5)
        case "labour":
            return date(year, 5, 1), date(year, 5, 2)
        case "national":
            return date(year, 10, 1), date(year, 10, 3)
        case _:
            day = date(year, *LUNAR[year][1 if name == "dragon_boat" else 2])
    return day, day


@lru_cache(256)
def days_off(name: str, year: int) -> frozenset[date]:
    """The days that the law fixes for a holiday; what falls on a weekend is made good on the weekdays that follow."""
    span = holiday(name, year)
    if span is None:
        return frozenset()
    first, last = span
    days = {first + ONE_DAY * number for number in range((last - first).days + 1)}
    owed, day = sum(day.weekday() >= 5 for day in days), last
    while owed:
        day += ONE_DAY
        if day.weekday() < 5:
            days.add(day)
            owed -= 1
    return frozenset(days)


@lru_cache(64)
def next_holiday(day: date) -> str:
    """The name of the holiday that is on, or comes next."""
    coming = [
        (span[0], name)
        for year in (day.year, day.year + 1)
        for name in NAMES
        if (span := holiday(name, year)) and max(days_off(name, year)) >= day
    ]
    return min(coming)[1]

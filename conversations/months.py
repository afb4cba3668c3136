"""The arithmetic of months: a day that a shorter month does not have is its last one."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def month_after(day: date, months: int) -> date:
    """The same day that many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return min(first + (day.day - 1) * ONE_DAY, last_of_month(first))


def last_of_month(day: date) -> date:
    return (day.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY

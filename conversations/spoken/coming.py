"""The next day of a kind: the arithmetic of months, and of what comes back."""

from __future__ import annotations

from datetime import date, timedelta

from conversations.months import last_of_month, month_after
from conversations.spoken.day import Every, Unit
from conversations.workdays import workday_after, workday_before

ONE_DAY = timedelta(days=1)


def next_of(rule: Every, day: date) -> date:
    """The first day of a rule that is not before a day."""
    match rule.unit:
        case Unit.DAY:
            return day
        case Unit.WORKDAY:
            return workday_after(day, 0).day
        case Unit.WEEK:
            return min(day + (weekday - day.weekday()) % 7 * ONE_DAY for weekday in rule.weekdays)
        case Unit.MONTH:
            found = of_month(rule, day)
            return found if found >= day else of_month(rule, month_after(day.replace(day=1), 1))


def of_month(rule: Every, day: date) -> date:
    """The day of a monthly rule in the month of a day. The 31st of a shorter month is its last day."""
    first = day.replace(day=1)
    if rule.nth > 0:
        return workday_after(first - ONE_DAY, rule.nth).day
    if rule.nth < 0:
        return workday_before(last_of_month(first) + ONE_DAY).day
    return min(first + (rule.day - 1) * ONE_DAY, last_of_month(first))


def coming_date(today: date, month: int, day: int) -> date | None:
    """The next day of that name, today included; None where no year has it."""
    for year in range(today.year, today.year + 9):  # 1900 and 2100 have no 29 February
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None

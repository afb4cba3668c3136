"""Hours of a day on a person's own clock, and the hours that stand for what was named without one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from conversations.spoken.clock import PARTS, Clock, readings

ONE_DAY = timedelta(days=1)
STAND_IN = (10, 15, 20)
"""The hours that stand for a day of which no hour was named: the first one still to come."""


def local(day: date, hour: int, minute: int, zone: tzinfo | None) -> datetime:
    """That hour of that day, 24 being midnight; an hour that the clock leaps over in spring is the one after it."""
    at = datetime.combine(day + hour // 24 * ONE_DAY, time(hour % 24, minute), zone)
    return at.astimezone(UTC).astimezone(zone)


def later(now: datetime, span: timedelta) -> datetime:
    """So much later by the clock of the world, whatever the local one does meanwhile."""
    return (now.astimezone(UTC) + span).astimezone(now.tzinfo)


def standing_for(day: date, part: str, zone: tzinfo | None) -> datetime:
    """The hour that stands for a day, or for a part of it."""
    return local(day, PARTS[part][1] if part else STAND_IN[0], 0, zone)


def rest_of(last: date, part: str, now: datetime, deadline: bool) -> datetime | None:
    """An hour still to come of days that have begun, or of a part of today; for a deadline any full hour will do."""
    if part:
        return next_hour(now, PARTS[part][2])
    for hour in STAND_IN:
        if (at := local(now.date(), hour, 0, now.tzinfo)) > now:
            return at
    if last > now.date():
        return local(now.date() + ONE_DAY, STAND_IN[0], 0, now.tzinfo)
    return next_hour(now, 24) if deadline else None


def next_hour(now: datetime, end: int) -> datetime | None:
    """The next full hour of today, if it comes before the end."""
    return local(now.date(), now.hour + 1, 0, now.tzinfo) if now.hour + 1 < end else None


def end_of(at: datetime, to: Clock, part: str) -> datetime | None:
    """The end of 9点到11点: the next time after the beginning that the clock may mean."""
    hours = readings(to, part) if part else (*readings(to, ""), to.hour, to.hour + 12)
    ends = (local(at.date() + days * ONE_DAY, hour, to.minute, at.tzinfo) for days in (0, 1) for hour in hours)
    return min((end for end in ends if end > at), default=None)

"""When to ring. Local times in, local times out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.hours import Hours
from conversations.spoken.local import later

BEIJING = ZoneInfo("Asia/Shanghai")
MORNING = time(10)
LATE_FROM, LATE_UNTIL = time(22), time(8)
"""The hours in which collecting is not allowed without consent. Fact: norm-hours. 22:00 counts, 08:00 does not."""


def next_morning(now: datetime) -> datetime:
    """Ten o'clock after the coming night: after midnight that is the same day."""
    day = now if now.time() < time(6) else now + timedelta(days=1)
    return datetime.combine(day.date(), MORNING, now.tzinfo)


def within_a_day(due: datetime, now: datetime, hours: Hours) -> datetime:
    """The same time, or one less than a day away: in the morning before it, else in the evening of today."""
    latest = later(now, timedelta(hours=23, minutes=50))
    if due <= latest:
        return due
    return latest if not hours.quiet_at(latest) else datetime.combine(now.date(), time(20), now.tzinfo)


def in_two_hours(now: datetime) -> datetime:
    return later(now, timedelta(hours=2))


def at_noon(now: datetime) -> datetime:
    """The next twelve o'clock."""
    day = now.date() if now.time() < time(12) else now.date() + timedelta(days=1)
    return datetime.combine(day, time(12), now.tzinfo)


def at_seven(now: datetime) -> datetime:
    """The next seven o'clock in the evening."""
    day = now.date() if now.time() < time(19) else now.date() + timedelta(days=1)
    return datetime.combine(day, time(19), now.tzinfo)


def same_hour_tomorrow(now: datetime) -> datetime:
    """The habit of today once more: at noon, or in the evening if that is nearer."""
    return (at_noon if now.time() < time(16) else at_seven)(now.replace(hour=23))


def in_a_week(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=7), MORNING, now.tzinfo)


def in_three_days(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=3), MORNING, now.tzinfo)


def in_four_days(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=4), MORNING, now.tzinfo)


NAMED = {
    "noon": (1, time(12)),
    "evening": (1, time(20)),
    "day_after": (2, MORNING),
}
"""Times offered on buttons: days from today, and the hour."""


def named_time(note: str, now: datetime) -> datetime | None:
    """The time that a note names: one of the buttons, or ISO text. None where it names none that is to come."""
    if note in NAMED:
        days, hour = NAMED[note]
        return datetime.combine(now.date() + timedelta(days=days), hour, now.tzinfo)
    try:
        due = datetime.fromisoformat(note)
    except ValueError:
        return None
    return due if due.tzinfo and due > now else None


def is_late(now: datetime) -> bool:
    """Whether the rules of the trade speak of a contact at this hour. Their clock is Beijing's."""
    hour = now.astimezone(BEIJING).time()
    return hour >= LATE_FROM or hour < LATE_UNTIL

"""When to ring, and what somebody means by 明天下午3点. Local times in, local times out."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
MORNING = time(10)
QUIET_FROM, QUIET_UNTIL = time(21), time(9)
"""The hours in which the bot does not speak first, unless the person named the time."""

LATE_FROM, LATE_UNTIL = time(22), time(8)
"""The hours in which collecting is not allowed without consent. Fact: norm-hours. 22:00 counts, 08:00 does not."""


def next_morning(now: datetime) -> datetime:
    """Ten o'clock after the coming night: after midnight that is the same day."""
    day = now if now.time() < time(6) else now + timedelta(days=1)
    return datetime.combine(day.date(), MORNING, now.tzinfo)


def in_two_hours(now: datetime) -> datetime:
    return now + timedelta(hours=2)


def in_three_days(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=3), MORNING, now.tzinfo)


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


def after_quiet_hours(due: datetime) -> datetime:
    """The same time, or the end of the quiet hours that it falls into."""
    if due.time() >= QUIET_FROM:
        due += timedelta(days=1)
    elif due.time() >= QUIET_UNTIL:
        return due
    return datetime.combine(due.date(), QUIET_UNTIL, due.tzinfo)


DAYS = {"今天": 0, "今晚": 0, "明天": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3}
AFTERNOON = ("下午", "晚上", "傍晚", "今晚", "明晚", "中午")
DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
CLOCK = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:点时](半|\d{1,2})?)")


def time_meant(text: str, now: datetime) -> datetime | None:
    """The coming moment that a short answer names; None where it names none, or none that is still to come.

    Without a day it is the next time the clock shows that hour. 3点 without 上午 or 下午 is 15:00.
    """
    said = "".join(unicodedata.normalize("NFKC", text).split())[:40]
    day = next((days for word, days in sorted(DAYS.items(), key=lambda d: -len(d[0])) if word in said), None)
    found = CLOCK.search(said)
    if found is None:
        return None
    hour = chinese_number(found[1])
    minute = 30 if found[2] == "半" else int(found[2] or 0)
    morning = any(word in said for word in ("早", "上午", "凌晨"))
    if hour < 12 and (any(word in said for word in AFTERNOON) or (hour < 7 and not morning)):
        hour += 0 if hour in (11, 10) and "中午" in said else 12
    if hour > 23 or minute > 59:
        return None
    due = datetime.combine(now.date() + timedelta(days=day or 0), time(hour, minute), now.tzinfo)
    if due <= now and day is None:
        due += timedelta(days=1)
    return due if due > now else None


def chinese_number(word: str) -> int:
    """两 → 2, 十一 → 11, 二十 → 20; digits as they are."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS[word[-1]]
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)

"""When to ring, and what somebody means by 明天下午3点. Local times in, local times out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
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


def within_a_day(due: datetime, now: datetime) -> datetime:
    """The same time, or one less than a day away: in the morning before it, else in the evening of today."""
    latest = now + timedelta(hours=23, minutes=50)
    if due <= latest:
        return due
    return latest if latest == after_quiet_hours(latest) else datetime.combine(now.date(), time(20), now.tzinfo)


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


DAYS = {"大后天": 3, "后天": 2, "明天": 1, "明早": 1, "明晚": 1, "明儿": 1, "今天": 0, "今晚": 0, "今儿": 0}
AFTERNOON = ("下午", "晚上", "傍晚", "今晚", "明晚", "中午")
MORNINGS = ("早", "上午", "凌晨")
DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
NUMBER = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
CLOCK = re.compile(NUMBER + r"(?:[:点时](半|\d{1,2})?)")
WEEKDAY = re.compile(r"(下下|下|这|本)?(?:周|星期|礼拜)([一二三四五六日天末])")
DATE = re.compile(rf"{NUMBER}月{NUMBER}[号日]?|{NUMBER}[号日]")
AFTER = re.compile(rf"(半|{NUMBER[1:-1]})个?(小时|钟头|分钟|天)(?:之|以)?后")
IN_DAYS = "一二三四五六日"


def time_meant(text: str, now: datetime) -> datetime | None:
    """The coming moment that a short answer names; None where it names none, or none that is still to come.

    Without a day it is the next time the clock shows that hour; a day without an hour is ten in the morning.
    3点 without 上午 or 下午 is 15:00. A weekday is the next one to come, 下周 the one of the week after this.
    """
    said = "".join(unicodedata.normalize("NFKC", text).split())[:40]
    if found := AFTER.search(said):
        return later_by(found[1], found[2], now)
    day, rest, again = day_meant(said, now)
    clock = CLOCK.search(rest)
    if clock is None:
        hour = time(20) if "晚" in said else MORNING
    elif (found_hour := hour_meant(clock, said)) is None:
        return None
    else:
        hour = found_hour
    if day is None and clock is None:
        return None
    due = datetime.combine(day or now.date(), hour, now.tzinfo)
    if due <= now:
        due += timedelta(days=again)
    return due if due > now else None


def day_meant(said: str, now: datetime) -> tuple[date | None, str, int]:
    """The day that is named, if one is; the words without it; and after how many days it would be meant again."""
    if found := WEEKDAY.search(said):
        wanted = 5 if found[2] == "末" else IN_DAYS.find(found[2].replace("天", "日"))
        monday = now.date() - timedelta(days=now.weekday())
        weeks = {"下下": 2, "下": 1}.get(found[1] or "", 0)
        day = monday + timedelta(days=wanted, weeks=weeks)
        if not found[1] and day < now.date():
            day += timedelta(weeks=1)
        return day, said.replace(found[0], ""), 0 if found[1] else 7
    if found := DATE.search(said):
        month, number = chinese_number(found[1] or str(now.month)), chinese_number(found[2] or found[3])
        coming = coming_date(now.date(), month, number, named=bool(found[1]))
        return (coming, said.replace(found[0], ""), 0) if coming else (None, "", 0)
    for word, days in DAYS.items():
        if word in said:
            return now.date() + timedelta(days=days), said, 0
    return None, said, 1


def coming_date(today: date, month: int, number: int, named: bool) -> date | None:
    """The next such day: of this year or the next where the month is named, else of this month or the next."""
    for step in range(13):
        year, index = divmod(today.year * 12 + (month - 1) + step * (12 if named else 1), 12)
        try:
            day = date(year, index + 1, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def later_by(count: str, unit: str, now: datetime) -> datetime | None:
    """半小时后, 3天后: days are counted to ten in the morning."""
    number = 0.5 if count == "半" else float(chinese_number(count))
    if unit == "天":
        return datetime.combine(now.date() + timedelta(days=int(number)), MORNING, now.tzinfo) if number >= 1 else None
    return now + timedelta(minutes=number * (1 if unit == "分钟" else 60))


def hour_meant(found: re.Match[str], said: str) -> time | None:
    hour = chinese_number(found[1])
    minute = 30 if found[2] == "半" else int(found[2] or 0)
    afternoon = any(word in said for word in AFTERNOON)
    if hour < 12 and (afternoon or (hour < 7 and not any(word in said for word in MORNINGS))):
        hour += 0 if hour in (10, 11) and "中午" in said else 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def chinese_number(word: str) -> int:
    """两 → 2, 十一 → 11, 二十 → 20; digits as they are."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS[word[-1]]
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)

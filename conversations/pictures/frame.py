"""What a phone writes around the messages of a picture: whom they are from, and when they were sent."""

from __future__ import annotations

import re
from datetime import datetime

from conversations.pictures.told import ME, THEM

DATE = re.compile(
    r"(?:对方[:：] ?)?(?:(?P<year>20\d\d)[年/.-])?(?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日? ?"
    r"(?:(?:周|星期|礼拜)[一二三四五六日天] ?)?(?:(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上) ?)?"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d\d)"
)
CLOCK = re.compile(r"(?:(?:昨天|前天|今天|(?:周|星期)[一二三四五六日天]) ?)?\d{1,2}[:：]\d\d")
AFTER_NOON = ("中午", "下午", "傍晚", "晚上")
NUMBER = re.compile(r"\+?[\d -]{3,20}")
LONGEST_TITLE = 20


def dated(text: str, now: datetime) -> datetime | None:
    """The first line that is a day and a time and nothing else; None where there is none. Without a year it is the
    last such day up to now. A time alone or 昨天 tell nothing of a picture that may be old."""
    found = next(filter(None, (DATE.fullmatch(line.strip()) for line in text.splitlines())), None)
    if found is None:
        return None
    hour = int(found["hour"])
    hour += 12 if found["part"] in AFTER_NOON and hour < 11 else 0
    for year in (int(found["year"] or now.year), now.year - 1):
        try:
            at = datetime(year, int(found["month"]), int(found["day"]), hour, int(found["minute"]), tzinfo=now.tzinfo)
        except ValueError:
            continue
        if at <= now:
            return at
    return None


def title_of(text: str) -> str:
    """The name or the number at the top of a chat, as far as it is one: what is said comes below it."""
    first, *rest = text.splitlines() or [""]
    if not rest or len(first) > LONGEST_TITLE or first.startswith((ME, THEM)):
        return ""
    return first if NUMBER.fullmatch(first) or is_time(rest[0]) or rest[0].startswith((ME, THEM)) else ""


def without_frame(text: str) -> str:
    """What is said in a picture: no title, no times between the bubbles. Where that is nothing, all of it."""
    lines = text.splitlines()
    said = [line for line in lines[1 if title_of(text) else 0 :] if not is_time(line)]
    return "\n".join(said) or text


def is_time(line: str) -> bool:
    return bool(DATE.fullmatch(line.strip()) or CLOCK.fullmatch(line.strip()))

"""When the messages of a picture were sent: by the date that a phone writes above them."""

from __future__ import annotations

import re
from datetime import datetime

ABOVE = re.compile(
    r"(?:对方[:：])?\s*(?:(?P<year>20\d\d)[年/.-])?(?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日?\s*"
    r"(?:(?:周|星期|礼拜)[一二三四五六日天])?\s*(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*"
    r"(?P<hour>\d{1,2})[:：](?P<minute>\d\d)"
)
AFTER_NOON = ("中午", "下午", "傍晚", "晚上")


def dated(text: str, now: datetime) -> datetime | None:
    """The first line that is a day and a time and nothing else; None where there is none. Without a year it is the
    last such day up to now. A day alone, a time alone, or 昨天 tell nothing of a picture that may be old."""
    found = next(filter(None, (ABOVE.fullmatch(line.strip()) for line in text.splitlines())), None)
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

"""The ways to name an hour: 早上九点, 晚上8点半, 18:00, 两点四十; 下午 alone; 半小时后."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from conversations.spoken.numerals import number
from conversations.spoken.pieces import pieces

PARTS = {
    "dawn": ("凌晨", 5, 7),
    "morning": ("大清早|一大早|清晨|清早|早晨|早上(?!好)|上午|早间", 10, 12),
    "noon": ("中午|正午|午间|晌午", 12, 14),
    "afternoon": ("下午|午后", 15, 18),
    "dusk": ("傍晚", 18, 20),
    "evening": ("晚上|晚间|夜里|夜间|夜晚", 20, 24),
    "night": ("大半夜|半夜|深夜|午夜", 23, 24),
}
"""Parts of the day: their words, the hour that stands for one, and the hour at which it is over."""

SHORT = {"早": "morning", "晨": "morning", "晚": "evening", "夜": "evening"}
"""Behind a day one character is enough: 明早, 周五晚8点."""

PART = re.compile("|".join(f"(?P<{name}>{words})" for name, (words, _, _) in PARTS.items()))
SHORT_PART = re.compile(r"[早晚夜晨](?!点[^0-9一二三四五六七八九十半]|点$|些|就|已|了)")

HOUR = r"(?:[0-9]{1,2}|二?十[一二三四五六七八九]?|[零一二两三四五六七八九])"
MINUTE = r"(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零?[一二两三四五六七八九])"
CLOCK = re.compile(
    rf"(?<![0-9.:第])(?P<hour>{HOUR})(?:(?P<digital>:)(?P<after>[0-9]{{2}})(?::[0-9]{{2}})?(?![0-9])"
    rf"|\s?(?:点钟?|时(?![间候常]))(?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<minute>{MINUTE})分?(?!钟|[0-9天个]|小时)|整)?)"
)
TO = re.compile(r"\s?[-~到至—–]\s?")
FROM_HOUR = re.compile(rf"(?<![0-9.:])(?P<hour>{HOUR})(?=\s?[-~到至—–]\s?{HOUR}(?:点|时(?![间候])))")
"""The 9 of 9-11点."""

COUNT = r"(?:[0-9]{1,4}(?:\.[0-9])?|[一二两三四五六七八九十百]{1,4})"
LENGTH = rf"(?P<count>{COUNT}|半)个?(?P<half>半)?(?P<unit>小时|钟头|分钟|刻钟)"
SPAN = re.compile(rf"{LENGTH}[之以]?(?P<side>[后内])|再?过{LENGTH.replace('>', '_2>')}")
"""半小时后, 两个半小时后, 24小时内, 过20分钟."""

WORTH = {"小时": 60, "钟头": 60, "刻钟": 15, "分钟": 1}


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was written: `digital` with a colon, `zero` with a leading nought, both rather of 24 hours."""

    hour: int
    minute: int = 0
    digital: bool = False
    zero: bool = False


def clock_at(said: str, at: int) -> tuple[Clock, int] | None:
    """The clock that stands at a place, and where it ends."""
    found = CLOCK.match(said, at) or FROM_HOUR.match(said, at)
    if found is None:
        return None
    piece = pieces(found)
    if "half" in piece:
        minute = 30
    elif "quarters" in piece:
        minute = 15 * count_of(piece["quarters"])
    else:
        minute = count_of(piece.get("after") or piece.get("minute") or "零")
    return Clock(count_of(piece["hour"]), minute, "digital" in piece, piece["hour"].startswith("0")), found.end()


def readings(clock: Clock, part: str) -> tuple[int, ...]:
    """The hours that a clock may mean in a part of the day, the likeliest first; none where there is no such hour.

    They are counted from the midnight before the day: 24 is the one after it, 25 is one o'clock of the night then.
    """
    hour = clock.hour
    if hour > 24 or clock.minute > 59 or (hour == 24 and clock.minute):
        return ()
    match part:
        case "evening" | "night":
            if hour in (0, 12):
                return (24, 0)
            return (hour + 24, hour) if hour < 5 else (hour + 12,) if hour < 12 else (hour,)
        case "dawn":
            return (0, 24) if hour in (0, 12) else (hour,) if hour < 9 else ()
        case "morning":
            return (hour,) if hour <= 12 else ()
        case "noon":
            return (hour,) if 10 <= hour <= 14 else (hour + 12,) if 1 <= hour <= 3 else ()
        case "afternoon" | "dusk":
            return () if hour in (0, 24) else (hour + 12,) if hour < 12 else (hour,)
    if hour == 0 or hour > 12 or (clock.digital and (clock.zero or hour > 6)):
        return (hour,)
    if hour < 6:
        return (hour + 12,)  # nobody wants to be rung up at 3 in the morning
    return (18, 6) if hour == 6 else (hour, hour + 12)


def span_of(part: dict[str, str]) -> timedelta:
    """How long 两个半小时 is."""
    halves = 1 if part["count"] == "半" else 2 * exact_count(part["count"]) + ("half" in part)
    return timedelta(minutes=float(halves * WORTH[part["unit"]] / 2))


def exact_count(said: str) -> Decimal:
    found = number(said)
    return found.low if found else Decimal(0)


def count_of(said: str) -> int:
    return int(exact_count(said))

"""What an expression of a day names, and why one may be doubtful or impossible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Precision(IntEnum):
    """How exactly a time was named."""

    MINUTE = 0
    PART = 1
    DAY = 2
    WEEK = 3
    MONTH = 4


class Doubt(StrEnum):
    """Why a time is worth asking back; `Moment.other` is the second way to read it, where there is one."""

    NONE = ""
    WEEK = "week"  # 下周一 said on a Sunday, 周五 said on a Friday
    HALF = "half"  # 8点 of the morning or of the evening
    MIDNIGHT = "midnight"  # 12点 at night: before or after the day that was named
    MISMATCH = "mismatch"  # 11月28日周五, and it is a Saturday
    ESTIMATE = "estimate"  # counted in working days that are not announced yet
    ABOUT = "about"  # 两三天后


class Trouble(StrEnum):
    """Why words name no time that is to come."""

    NONE = "none"
    DATE = "date"  # 2月30日
    HOUR = "hour"  # 25点
    PAST = "past"  # 昨天, 今天 of an hour that is over
    SEVERAL = "several"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WORKDAY = "workday"


@dataclass(frozen=True, slots=True)
class Every:
    """What comes back: each day, working day, the weekdays listed (0 is Monday), or a day of the month.

    `day`: 1 to 31, the last day of a shorter month where it has no such day; 0 with `unit` MONTH and a `nth` counts
    working days of the month, -1 being the last.
    """

    unit: Unit
    day: int = 0
    weekdays: tuple[int, ...] = ()
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """The days that an expression names, from `first` to `last`.

    `again`: said a day later it would name a later day (周五), so that it is never in the past. `other`: the second
    way to read it. `deadline`: 三天内 says by when.
    """

    first: date
    last: date
    precision: Precision = Precision.DAY
    again: bool = False
    deadline: bool = False
    doubt: Doubt = Doubt.NONE
    other: date | None = None
    every: Every | None = None


Named = Day | Trouble
"""What an expression of a day comes to."""

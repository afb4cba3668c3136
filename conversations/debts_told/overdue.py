"""Since when a debt is overdue, as people tell it: 逾期40天, 两个月, 从8月开始没还, 上个月到期."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from conversations.months import last_of_month
from conversations.spoken.numerals import number
from conversations.spoken.pieces import pieces

LATE = r"(?:逾期|过期|超期|超时|过了|欠了?|拖欠?了?|晚了?|断供|断了?|没还|没有还|没还上)"
ABOUT = r"(?:大概|大约|差不多|快|将近|约|好像|估计|可能|应该|小|大|成)"
COUNT = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百几]{1,4})"
NUMBER = r"(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"

LENGTH = re.compile(
    rf"(?:(?P<late>{LATE}){{1,2}}[了有着]{{0,2}}[:\s]?)?(?P<about>{ABOUT}?有?了?)\s?"
    rf"(?:(?P<half>半)(?P<unit_2>年|个月|个多月|月)"
    rf"|(?P<count>{COUNT})(?P<loose>[多来几余])?\s?(?P<unit>天|日(?![息利])|个?星期|个?礼拜|周|个月|(?<=[两几])月|个多月|个把月|个半月|年|期)"
    r"(?P<and>半)?)(?P<more>多|左右|上下|来|出头)?了?(?:没还|没有还|了|没还上)?"
)
YEAR = re.compile(
    r"(?P<year>20[0-9]{2})年(?:就|开始|起|到现在|以后|都|的|时候){0,3}(?:没还|没有还|逾期|断|不还|还不上)(?:的|了|上)?"
)
BORROWED = re.compile(r"(?:前|之前|以前)?借|前|分期|之?后|内|以内")
"""What follows a time that says when money was borrowed or is to be paid, and not how long it is overdue."""

LOOSELY = re.compile(r"个把月|月把|个多月")

NOT_YET = re.compile(r"(?:还没|没有?|未)(?:到期|逾期)|(?:一直)?正常(?:还|在还)|下个?月(?:才)?到期|没断过")

DAY = re.compile(
    rf"(?:从|自|{LATE})?(?:(?P<year>20[0-9]{{2}}|[0-9]{{2}}|今|去|前)年)?(?P<month>{NUMBER})月份?"
    rf"(?:(?P<day>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]?)?"
    r"(?:到现在|至今|开始|起|以后|之后|以来|就|都|的)?(?P<since>逾期|没还|没有还|断|到期|欠|不还|还不上|还不起)?(?:的|了|上)?"
)
NEAR = re.compile(
    rf"(?:从|自|{LATE})?(?P<word>上上个?月|上个?月|上周|上个?星期|上个?礼拜|前天|昨天|今天|大前天|这个?月|本月|去年|今年初|年初)"
    r"(?:[0-9]{1,2}[日号])?"
    r"(?:到现在|至今|开始|起|就|才|刚)?(?P<since>逾期|没还|没有还|断|到期|欠|不还|还不上|还不起)?(?:的|了|上)?"
)
BACK = {
    "大前天": 3, "前天": 2, "昨天": 1, "今天": 0, "上周": 7, "上星期": 7, "上礼拜": 7, "这月": 10, "本月": 10,
    "上月": 30, "上上月": 60, "去年": 365, "今年初": 0, "年初": 0,
}  # fmt: skip
"""Days back from today that stand for what was said."""

LONGEST = 30 * 365
"""Days. Nothing is overdue for longer."""

A_MONTH = 30
"""Days that stand for a month where nobody counted: 两个月 is asked back as 60 days."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Since when; None where it is not overdue yet. `sure`: said in days, or with the day."""

    since: date | None
    sure: bool
    start: int
    end: int


def overdue_in(said: str, today: date) -> tuple[Overdue, ...]:
    """Every such time in a text that went through `plainly`, in order."""
    found = [Overdue(None, True, match.start(), match.end()) for match in NOT_YET.finditer(said)]
    for pattern, read in ((DAY, on_day), (YEAR, in_year), (LENGTH, length), (NEAR, near)):
        for match in pattern.finditer(said):
            taken = any(match.start() < other.end and other.start < match.end() for other in found)
            if not taken and (told := read(match, said, today)):
                found.append(told)
    return tuple(sorted(found, key=lambda time: time.start))


def length(match: re.Match[str], said: str, today: date) -> Overdue | None:
    """逾期40天, 两个月, 半年多, 逾期3期."""
    part = pieces(match)
    unit, late = part["unit"], "late" in part
    if BORROWED.match(said, match.end()) or said[: match.start()].endswith(("借", "借了", "分", "还剩", "每", "第")):
        return None
    if unit == "期" and not (late and "逾期" in part["late"]):
        return None
    count = number("一" if "half" in part else part["count"])
    if count is None or not count.low or count.high * days_of(unit) > LONGEST:
        return None
    halves = (
        Decimal("0.5") if part.get("half") else count.low + (Decimal("0.5") if "and" in part or unit == "个半月" else 0)
    )
    days = 6 * A_MONTH if "half" in part and unit == "年" else int(halves * days_of(unit))
    exact = unit in "天日周" or unit.endswith(("星期", "礼拜"))
    sure = count.low == count.high and (late or (exact and "了" in match[0])) and not LOOSELY.search(match[0])
    return Overdue(back(today, days), sure, match.start(), match.end())


def days_of(unit: str) -> int:
    if unit in ("天", "日"):
        return 1
    if "周" in unit or "星期" in unit or "礼拜" in unit:
        return 7
    return 365 if unit == "年" else A_MONTH


def on_day(match: re.Match[str], said: str, today: date) -> Overdue | None:
    """从8月开始没还, 9月15号逾期, 去年10月断的: the last such day that is over."""
    part = pieces(match)
    month, day = count_of(part["month"]), count_of(part.get("day", "0"))
    spoken = match[0].startswith(("从", "自")) or "since" in part or match[0].endswith(("起", "开始", "至今", "到现在"))
    spoken = spoken or re.match(LATE, match[0]) is not None
    if not spoken or not 1 <= month <= 12 or day > 31:
        return None
    year = {"": today.year, "今": today.year, "去": today.year - 1, "前": today.year - 2}.get(part.get("year", ""))
    since = in_month(int(part["year"]) % 100 + 2000 if year is None else year, month, day or 1)
    if since > today and "year" not in part:
        since = in_month(since.year - 1, month, day or 1)
    return Overdue(since, bool(day), match.start(), match.end()) if since <= today else None


def in_year(match: re.Match[str], said: str, today: date) -> Overdue | None:
    """2023年就没还了: the middle of that year stands for it."""
    since = date(int(match["year"]), 7, 1)
    return Overdue(since, False, match.start(), match.end()) if since <= today else None


def in_month(year: int, month: int, day: int) -> date:
    """That day, or the last one of a shorter month."""
    last = last_of_month(date(year, month, 1))
    return last.replace(day=min(day, last.day))


def near(match: re.Match[str], said: str, today: date) -> Overdue | None:
    """上个月到期, 昨天逾期的."""
    part = pieces(match)
    if "since" not in part and not re.match(LATE, match[0]) and "开始" not in match[0]:
        return None
    word = part["word"].replace("个", "")
    since = date(today.year, 1, 1) if word.endswith("年初") else back(today, BACK[word])
    return Overdue(since, BACK[word] in (1, 2, 3), match.start(), match.end())


def back(today: date, days: int) -> date:
    return today - timedelta(days=days)


def count_of(said: str) -> int:
    found = number(said)
    return int(found.low) if found else 0

"""Offers as people tell them: 分12期 每期三百五, 一次还清打八折 8000, 先还两千剩下分6期, 每月五百还十个月."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from conversations.spoken.evening import even
from conversations.spoken.moments import Moment, moment_meant
from conversations.spoken.money import hidden, sums
from conversations.spoken.numerals import number
from conversations.spoken.sums import Sum
from conversations.spoken.tags import Tag

MOST_PERIODS = 600
LONGEST = 200

NUM = r"(?:[0-9]{1,3}|[零一二两三四五六七八九十百]{1,5})"
PERIODS = re.compile(
    rf"(?:[分还共成](?:成|了)?|(?<![0-9第零一二两三四五六七八九十百]))({NUM})\s?(?:个?期(?!前|内|间)|个月(?!内|后|前))"
)
YEARS = re.compile(rf"[分还]({NUM})年(半)?")
PER = re.compile(r"(?<=[0-9元块百千万零二两三四五六七八九])一(?=期)")
"""350一期 is 350/期: an instalment, and no count."""
NO_PLAN = re.compile(
    r"%|百分之|[展延缓推]期?(?:后|迟)?[0-9一二两三四五六七八九十半]{1,3}(?:个月|期|天|年)|[一二三四五六七八九]成"
)
"""A share paid at once, or a time in which nothing is paid: more than one number is still open."""
ONCE = re.compile(r"一次性?(?:还|结|付|给|交|了)|一次性|全部?还清|一把(?:还|结)")
SHARE = re.compile(rf"({NUM}(?:\.[0-9])?)\s?折")
DOWN = re.compile(r"(?:先|首付|首期先?)(?:还|付|交|给|打|转|拿)?\s?\Z")
FIRST = re.compile(
    r"(?:第一期|首期|头一期|从|下?个?月?开始|起)[^,，。;；]{0,14}|每月?个?月?[0-9一二三十]{1,3}[号日](?!前)|[^,，。;；]{0,10}(?:开始还|起还)"
)
EACH = re.compile(r"(?:每期|每个月|每月|一期|一个月|月供|月还)(?:还|付|给)?[^0-9零一二两三四五六七八九十百千万]{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an offer says, in fen; None is not said. One period is a lump sum. `share` is left after a discount."""

    periods: int | None = None
    each: int | None = None
    total: int | None = None
    down: int = 0
    share: Decimal | None = None
    first: date | None = None

    def settled(self, owed: int) -> tuple[int, int, int] | None:
        """Periods, instalment and last instalment, given what is owed; None where it still takes a number."""
        total = self.total
        if total is None and self.share is not None and owed:
            total = round(owed * self.share)
        if self.periods is None or self.periods == 1:
            if self.periods is None and (self.each is None or total is None):
                return None
            if self.periods == 1:
                each = self.each or (total or owed) - (self.down if total is None or self.down < total else 0)
                return (1, each, each) if each > 0 else None
            periods = -(-(total or 0) // (self.each or 1))
            return spread((total or 0) - self.down, periods, self.each)
        if self.each is not None:
            if total is None or total - self.down == self.each * self.periods:
                return self.periods, self.each, self.each
            return spread(total - self.down, self.periods, self.each) or (self.periods, self.each, self.each)
        rest = (total or owed) - self.down
        return spread(rest, self.periods, None)


def spread(total: int, periods: int, each: int | None) -> tuple[int, int, int] | None:
    """A sum in instalments of whole yuan that add up to it, the last one taking the difference."""
    if total < periods or not 1 <= periods <= MOST_PERIODS:
        return None
    if each is None:
        each = total // periods if total % periods == 0 else -(-total // periods // 100) * 100
    last = total - each * (periods - 1)
    return (periods, each, last) if last > 0 else None


def plan_told(text: str, now: datetime) -> Plan | None:
    """The plan that a few words name; None where they name none."""
    said = PER.sub("/", even(text[:LONGEST]))
    if NO_PLAN.search(said):
        return None
    periods, rest = counted(said)
    share, rest = discount(rest)
    first, rest = first_day(said, rest, now)
    once = bool(ONCE.search(said)) or share is not None
    found = [one for one in sums(rest, hidden(rest, ()), bare=True) if one.most]
    plan = placed(found, rest, 1 if once and periods is None else periods)
    plan = Plan(plan.periods, plan.each, plan.total, plan.down, share, first)
    told = plan.periods or (plan.each and plan.total)
    return plan if told and (plan.periods or 0) <= MOST_PERIODS else None


def placed(found: list[Sum], rest: str, periods: int | None) -> Plan:
    """Which sum is what: paid at once, an instalment, the whole."""
    down, each, total = 0, None, None
    before = 0
    for one in found:
        words, before = rest[before : one.start], one.end
        if DOWN.search(words) and not down and (periods or 0) != 1:
            down = one.most
        elif one.tag is Tag.EACH or EACH.search(words):
            each = one.most
        elif one.tag in (Tag.DUE, Tag.PRINCIPAL) or (total is None and each is not None) or periods == 1:
            total = one.most
        elif each is None and (periods is None or len(found) == 1 or one is found[-1]):
            each = one.most
    return Plan(periods, each, total, down)


def counted(said: str) -> tuple[int | None, str]:
    """How many instalments, and the text without the words that say so."""
    if years := YEARS.search(said):
        many = number(years[1])
        return (int(many.low) * 12 + (6 if years[2] else 0) if many else None), blanked(said, years)
    found = PERIODS.search(said)
    many = number(found[1]) if found else None
    return (int(many.low), blanked(said, found)) if found and many and many.low >= 1 else (None, said)


def discount(said: str) -> tuple[Decimal | None, str]:
    """What share of the sum is left: 八折 is 0.8, 八五折 and 85折 are 0.85."""
    found = SHARE.search(said)
    if not found:
        return None, said
    digits = "".join(str("零一二三四五六七八九".index(c)) if c in "零一二三四五六七八九" else c for c in found[1])
    if not digits.replace(".", "").isdecimal() or not 0 < Decimal(digits) < 100:
        return None, said
    value = Decimal(digits)
    return value / (10 if value < 10 else 100), blanked(said, found)


def first_day(said: str, rest: str, now: datetime) -> tuple[date | None, str]:
    """The day of the first instalment, and the text without the words that name it."""
    for found in FIRST.finditer(said):
        moment = moment_meant(found[0], now)
        if isinstance(moment, Moment):
            start, end = found.start() + moment.start, found.start() + moment.end
            return moment.at.date(), rest[:start] + "\0" * (end - start) + rest[end:]
    return None, rest


def blanked(said: str, found: re.Match[str]) -> str:
    return said[: found.start()] + "\0" * len(found[0]) + said[found.end() :]

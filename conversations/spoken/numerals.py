"""Chinese numerals as people write them: 两万三 is 23,000, 1万5 is 15,000, 一万零五 is 10,005."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"亿": 10**8, "万": 10**4, "w": 10**4, "千": 10**3, "k": 10**3, "百": 10**2, "十": 10}
"""The units, the greatest first."""

LONGEST = 30
"""Characters. Nobody writes a longer numeral."""

ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?")
PAIR = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])(?:(?=[十百千万亿])|(?<=[十百千万亿]..)$|(?<=^..)$)")
LOOSE = re.compile(r"[多来余好]")
IDIOMS = {
    "百八十": (80, 100),
    "千八百": (800, 1000),
    "万八千": (8000, 10000),
    "百把": (100, 100),
    "千把": (1000, 1000),
    "万把": (10000, 10000),
}
NEIGHBOURS = {"一两", "两三", "三五"} | {a + b for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)}


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral's value: from `low` to `high`, which are the same where it names one. `about`: 多, 几 and the like."""

    low: Decimal
    high: Decimal
    about: bool = False


def number(text: str) -> Number | None:
    """What a whole numeral means, its ranges too (两三千, 十几万, 三千多); None where it means nothing.

    The text went through `even`.
    """
    text = "".join(text.split())
    if not text or len(text) > LONGEST:
        return None
    if text in IDIOMS:
        least, most = IDIOMS[text]
        return Number(Decimal(least), Decimal(most), about=True)
    firm = LOOSE.sub("", text).replace("数", "几")
    if "几" in firm:
        low, high = value(firm.replace("几", "一")), value(firm.replace("几", "九"))
    elif (pair := PAIR.search(firm)) and pair[0] in NEIGHBOURS:
        low, high = (value(firm[: pair.start()] + digit + firm[pair.end() :]) for digit in pair.groups())
    else:
        low = high = value(firm)
    return Number(low, high, about="几" in firm or firm != text) if low is not None and high is not None else None


def value(text: str) -> Decimal | None:
    """One value: digits, or units from the greatest down. The last digit of 一万二 counts a tenth of the unit."""
    whole, point, part = text.rpartition("点")
    if point and part and all(digit in DIGITS for digit in part):
        high, low = value(whole), value(part)
        return high + low.scaleb(-len(part)) if high is not None and low is not None else None
    for unit, worth in UNITS.items():
        head, found, tail = text.rpartition(unit) if worth >= UNITS["万"] else text.partition(unit)
        if found:
            simple = head in DIGITS or worth >= UNITS["万"] or ARABIC.fullmatch(head)
            high = (value(head) if simple else None) if head else Decimal(1) if unit == "十" else None
            low = rest(tail, worth)
            exact = high is not None and (not tail or high == int(high))
            return high * worth + low if exact and high is not None and low is not None else None
    if ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal("".join(str(DIGITS[digit]) for digit in text)) if text and set(text) <= DIGITS.keys() else None


def rest(tail: str, worth: int) -> Decimal | None:
    """What follows a unit: nothing, one digit of the unit below, or something smaller than the unit."""
    if not tail:
        return Decimal(0)
    low = value(tail.lstrip("零"))
    if low is None or low != int(low):
        return None
    if len(tail) == 1 and worth > UNITS["十"]:
        return low * (worth // 10)
    return low if low < worth else None

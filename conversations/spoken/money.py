"""The sums and rates that a text names, and the one sum that an answer names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from conversations.spoken.evening import even
from conversations.spoken.not_sums import FOREIGN, HOTLINE, NOT_SUMS
from conversations.spoken.rates import Rate, rates
from conversations.spoken.sums import Sum, written_sums
from conversations.spoken.tags import Tag, tag_after, tag_before

MOST = 10**12
"""Fen, ten thousand million yuan: whatever is more was not meant as somebody's sum."""

LONGEST_TEXT = 20_000
"""Characters that are read; what comes after them is not looked at."""


Money = Sum | Rate


class Unclear(StrEnum):
    """Why an answer names no one sum."""

    NONE = "none"
    SEVERAL = "several"
    RATE = "rate"
    NUMBER = "number"
    FOREIGN = "foreign"
    NEGATIVE = "negative"
    TOO_MUCH = "too_much"


def money_in(text: str) -> tuple[Money, ...]:
    """Every sum and every rate that a text names, in order. Telephones, cards, dates and counts are none."""
    said = even(text[:LONGEST_TEXT])
    found = rates(said)
    return tuple(sorted((*found, *sums(said, hidden(said, found))), key=lambda money: money.start))


def sum_meant(text: str) -> Sum | Unclear:
    """The one sum that an answer names, a bare small number too. 没有 is nothing, and that is a sum."""
    said = even(text[:200])
    if nothing := NOTHING.fullmatch(said, len(said) - len(said.lstrip()), len(said.rstrip())):
        return Sum(0, 0, False, False, nothing.start(1), nothing.end(1))
    if FOREIGN_SUM.search(said):
        return Unclear.FOREIGN
    percents = rates(said)
    shown = hidden(said, percents)
    found = list(sums(said, shown)) or list(sums(said, shown, bare=True))
    if len(found) == 1:
        if NEGATIVE.search(said[: found[0].start]):
            return Unclear.NEGATIVE
        return Unclear.TOO_MUCH if found[0].most > MOST else found[0]
    if found:
        return Unclear.SEVERAL
    if percents:
        return Unclear.RATE
    return Unclear.NUMBER if any(character.isdigit() for character in said) else Unclear.NONE


NOTHING = re.compile(r"((?:都|目前|现在|暂时)?(?:没有?|无|不用|不花|零|0(?:\.0{1,2})?)(?:元|块|块钱|了|啊|的)?)[。.!]*")
NEGATIVE = re.compile(r"(?:负|-|−)\s?¥?\s?\Z")
FOREIGN_SUM = re.compile(rf"[0-9万千百十]\s?{FOREIGN}|[$€£]\s?[0-9]")

SKIPPED = re.compile(NOT_SUMS)


def hidden(said: str, found: tuple[Rate, ...]) -> str:
    """The text, of the same length, with rates and digits that are no sums struck out."""
    marks = list(said)
    for rate in found:
        marks[rate.start : rate.end] = "\0" * (rate.end - rate.start)
    text = "".join(marks).replace("rmb", "¥¥¥").replace("cny", "¥¥¥")
    return SKIPPED.sub(lambda match: "\0" * len(match[0]), text)


def sums(said: str, shown: str, bare: bool = False) -> Iterator[Sum]:
    """The sums in a text, with what they are called. `bare`: an answer to how much, so that any number is one."""
    since = 0
    for found in written_sums(shown):
        tag = tag_before(said[since : found.start])
        since = found.end
        if tag is Tag.NONE:
            tag, taken = tag_after(said[found.end :])
            since += taken
        found = replace(found, tag=tag)
        if bare or plausible(found, said[found.start : found.end]):
            yield found


def plausible(found: Sum, written: str) -> bool:
    """Whether a number in the middle of a text is money: it says so, or is large, in digits and no hotline."""
    if found.marked:
        return found.most <= MOST
    if found.tag is not Tag.NONE:
        return found.fen > (3100 if found.tag is Tag.EACH else 0)  # 每月15 is a day
    return found.fen >= 100_00 and written[0] in "123456789" and not HOTLINE.fullmatch(written)

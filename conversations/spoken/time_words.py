"""Which words of a text speak of a time: the day, the part of the day, the clock, and by when or at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from conversations.spoken.clock import CLOCK, FROM_HOUR, PART, SHORT, SHORT_PART, SPAN, TO, Clock, clock_at, span_of
from conversations.spoken.days import WAYS, Way
from conversations.spoken.pieces import nameless, pieces


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one time in a text, each as far as it is there. `way` and `told`: how the day is named, and what
    was caught of it."""

    start: int
    end: int
    way: Way | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    weekday: str = ""
    part: str = ""
    clock: Clock | None = None
    to: Clock | None = None
    to_part: str = ""
    span: timedelta | None = None
    deadline: bool = False


DAYS = tuple((re.compile(pattern), way) for pattern, way in WAYS)
STARTS = (SPAN.pattern, *(pattern for pattern, _ in WAYS), PART.pattern, CLOCK.pattern, FROM_HOUR.pattern)
START = re.compile("|".join(map(nameless, STARTS)))
"""Where a time may begin."""

WITH_WEEKDAY = re.compile(r"\s?\(?(?:周|星期|礼拜)([一二三四五六日天])\)?")
BETWEEN = re.compile(r"(?:当天|那天)?[的\s,，]{0,2}")
LEAD = re.compile(r"(?:最迟|最晚|不得?晚于|截止(?:到|日期|时间)?|赶在|到期日|还款日)[为是:\s]{0,2}\Z")
BY_THEN = re.compile(r"\s?(?:[之以]?前(?![天面])|[之以]?内|为止|截止)")


def words_in(said: str) -> Iterator[Words]:
    """Every time that a text speaks of, in order. The text went through `even`."""
    at = 0
    while found := START.search(said, at):
        words = words_at(said, found.start())
        at = words.end if words else found.start() + 1
        if words:
            lead = LEAD.search(said[max(0, words.start - 8) : words.start])
            yield replace(words, start=words.start - len(lead[0]), deadline=True) if lead else words


def words_at(said: str, at: int) -> Words | None:
    """The time that begins at a place, if one does."""
    if span := SPAN.match(said, at):
        part = pieces(span)
        return Words(at, span.end(), span=span_of(part), deadline=part.get("side") == "内")
    words = clocked(said, dated(said, Words(at, at)))
    if words.end == at:
        return None
    by = BY_THEN.match(said, words.end)
    return replace(words, end=by.end(), deadline=True) if by else words


def dated(said: str, words: Words) -> Words:
    """With the day that begins here, and the weekday that a date is told with."""
    for pattern, way in DAYS:
        if found := pattern.match(said, words.end):
            weekday = WITH_WEEKDAY.match(said, found.end())
            return replace(
                words,
                end=weekday.end() if weekday else found.end(),
                way=way,
                told=pieces(found),
                weekday=weekday[1].replace("天", "日") if weekday else "",
            )
    return words


def clocked(said: str, words: Words) -> Words:
    """With the part of the day and the clock that follow, up to the end of a span of hours."""
    at = past(BETWEEN, said, words.end) if words.way else words.end
    part, at = part_at(said, at, short=words.way is not None)
    if part:
        words = replace(words, part=part, end=at)
        at = past(BETWEEN, said, at)
    if (found := clock_at(said, at)) is None:
        return words
    words = replace(words, clock=found[0], end=found[1])
    if joint := TO.match(said, words.end):
        to_part, at = part_at(said, joint.end(), short=False)
        if to := clock_at(said, at):
            return replace(words, to=to[0], to_part=to_part, end=to[1])
    return words


def past(pattern: re.Pattern[str], said: str, at: int) -> int:
    found = pattern.match(said, at)
    return found.end() if found else at


def part_at(said: str, at: int, short: bool) -> tuple[str, int]:
    """The part of the day named at a place, and where it ends. Behind a day one character is enough."""
    part = ""
    if short and (found := SHORT_PART.match(said, at)):
        part, at = SHORT[found[0]], found.end()
    if full := PART.match(said, at):
        return full.lastgroup or "", full.end()
    return part, at


def together(first: Words, second: Words) -> Words | None:
    """Two that speak of one time: 明天下午吧，3点; 下午3点，周五."""
    if first.span or second.span or (first.way and second.way) or (first.clock and second.clock):
        return None
    if first.part and second.part and first.part != second.part:
        return None
    dated, timed = (first, second) if first.way else (second, first)
    clocked = timed if timed.clock else dated
    return replace(
        dated,
        start=first.start,
        end=second.end,
        part=first.part or second.part,
        clock=clocked.clock,
        to=clocked.to,
        to_part=clocked.to_part,
        deadline=first.deadline or second.deadline,
    )

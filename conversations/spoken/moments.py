"""Times as people write them: 明早九点, 下周五前, 月底, 3天后, 每月15号, 节后第一个工作日.

One grammar for answers (the coming time that somebody means) and for received messages (the days that they name).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from conversations.spoken.clock import PARTS, readings
from conversations.spoken.day import Day, Doubt, Every, Precision, Trouble
from conversations.spoken.days import month_day, whole_date
from conversations.spoken.evening import even
from conversations.spoken.time_words import Words, together, words_in

ONE_DAY = timedelta(days=1)
LONGEST_ANSWER, LONGEST_TEXT = 200, 20_000
LOOKED_BACK = 90 * ONE_DAY
"""A date without a year in a message is of the last three months or of the nine to come."""

STAND_IN = (10, 15, 20)
"""The hours that stand for a day of which no hour was named: the first one still to come."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names, in the zone of the person.

    `at`: when it is; where only a day, a week or a part of the day was named (`precision`), an hour that stands for
    it. `last`: the last day of what was named. `until`: the end of 9点到11点. `deadline`: by then, not at it. `every`:
    it comes back. `doubt` and `other`: why to ask, and the second way to read it. `start`, `end`: where it stands.
    """

    at: datetime
    last: date
    precision: Precision
    start: int
    end: int
    until: datetime | None = None
    deadline: bool = False
    every: Every | None = None
    doubt: Doubt = Doubt.NONE
    other: datetime | None = None


def time_meant(text: str, now: datetime) -> datetime | None:
    """The coming moment that a short answer names; None where it names none, or none that is still to come."""
    found = moment_meant(text, now)
    return found.at if isinstance(found, Moment) else None


def moment_meant(text: str, now: datetime) -> Moment | Trouble:
    """The coming time that an answer names, or why there is none. `now` is in the person's zone."""
    found = list(words_in(even(text[:LONGEST_ANSWER])))
    while len(found) > 1 and (joined := together(found[0], found[1])):
        found[:2] = [joined]
    if not found:
        return Trouble.NONE
    meant = [coming(words, now) for words in found]
    first = meant[0]
    if isinstance(first, Moment) and any(isinstance(other, Moment) and other.at != first.at for other in meant[1:]):
        return Trouble.SEVERAL
    return first


def moments_in(text: str, received: datetime) -> tuple[Moment, ...]:
    """The times in a message, seen from when it came, as far as the day is clear. They may be over."""
    found = []
    for words in words_in(even(text[:LONGEST_TEXT])):
        if not (words.way or words.span or (words.clock and words.deadline)):
            continue
        moment = coming(words, received, back=LOOKED_BACK)
        vague = isinstance(moment, Moment) and moment.precision is Precision.MONTH and not moment.deadline
        if isinstance(moment, Moment) and not vague:
            found.append(moment)
    return tuple(found)


def coming(words: Words, now: datetime, back: timedelta = timedelta()) -> Moment | Trouble:
    """The time that words mean, seen from `now`: a time that is over moves on to where it comes again.

    `back`: how far back a date without a year is looked for, in a message.
    """
    if words.span is not None:
        at = (now.astimezone(UTC) + words.span).astimezone(now.tzinfo)
        return Moment(at, at.date(), Precision.MINUTE, words.start, words.end, deadline=words.deadline)
    if words.clock and not readings(words.clock, words.part):
        return Trouble.HOUR
    today = now.date()
    if words.way is None:
        return at_hour(words, now)
    if back and words.way is month_day and not words.deadline:
        return Trouble.NONE  # the 15th of which month?
    day = words.way(dict(words.pieces), today - back if words.way is whole_date else today)
    if isinstance(day, Trouble):
        return day
    if back and day.first < today:
        return on_day(words, day, now, over=True) or Trouble.PAST
    moment = on_day(words, day, now)
    if moment is None and day.again:
        later = words.way(dict(words.pieces), day.first + ONE_DAY)
        moment = on_day(words, later, now) if isinstance(later, Day) else None
        if (
            moment
            and day.doubt is Doubt.WEEK
            and words.clock is None
            and (today_still := standing_in(day, now, words.deadline))
        ):
            return replace(moment, doubt=Doubt.WEEK, other=today_still)
    if moment is None and words.clock is None and not day.again and day.first <= today <= day.last:
        still = part_still(words.part, now) if words.part else standing_in(day, now, words.deadline or day.deadline)
        moment = built(words, day, still) if still else None
    return moment or Trouble.PAST


def at_hour(words: Words, now: datetime) -> Moment | Trouble:
    """An hour without a day: the next time that the clock shows it."""
    today = Day(now.date(), now.date())
    hours = readings(words.clock, words.part) if words.clock else (PARTS[words.part][1],)
    minute = words.clock.minute if words.clock else 0
    noon = words.clock is not None and hours[0] == 12 and len(hours) > 1
    near = [local(today.first, hour, minute, now.tzinfo) for hour in hours]
    far = [local(today.first + ONE_DAY, hour, minute, now.tzinfo) for hour in hours]
    ahead = [at for at in sorted({*near[:1], *far[:1]} if noon else {*near, *far}) if at > now]
    at = ahead[0]
    moment = built(words, replace(today, first=at.date(), last=at.date()), at)
    if noon:
        return moment if at == near[0] else replace(moment, doubt=Doubt.MIDNIGHT, other=near[1])
    if words.part or len(hours) == 1 or (hours[0] > 9 and at == near[0] and hours[0] != 18):
        return moment
    return replace(moment, doubt=Doubt.HALF, other=ahead[1])


def on_day(words: Words, day: Day, now: datetime, over: bool = False) -> Moment | None:
    """The time on the day that was named; None where that is over, unless it may be."""
    if words.clock is None:
        hour = PARTS[words.part][1] if words.part else STAND_IN[0]
        at = local(day.first, hour, 0, now.tzinfo)
        other = local(day.other, hour, 0, now.tzinfo) if day.other else None
        return replace(built(words, day, at), other=other) if over or at > now else None
    hours = readings(words.clock, words.part)
    every = [local(day.first, hour, words.clock.minute, now.tzinfo) for hour in hours]
    ahead = [at for at in every if over or at > now]
    if not ahead:
        return None
    moment = built(words, day, ahead[0])
    if moment.doubt is not Doubt.NONE:
        return replace(moment, other=local(day.other, hours[0], words.clock.minute, now.tzinfo) if day.other else None)
    if len(ahead) == 1 and (len(hours) == 1 or ahead[0] == every[1]):
        midnight = ahead[0] == every[-1] and hours[-1] == 24 and hours[0] == 12
        return replace(moment, doubt=Doubt.MIDNIGHT) if midnight else moment
    if hours[0] in (10, 11, 12) and not words.part:
        return moment
    doubt = Doubt.MIDNIGHT if words.part else Doubt.HALF
    return replace(moment, doubt=doubt, other=ahead[1] if len(ahead) > 1 else None)


def built(words: Words, day: Day, at: datetime) -> Moment:
    precision = Precision.MINUTE if words.clock else Precision.PART if words.part else day.precision
    wrong = bool(words.weekday) and "一二三四五六日".index(words.weekday) != day.first.weekday()
    return Moment(
        at,
        max(day.last, day.first),
        precision,
        words.start,
        words.end,
        until=end_of(words, at),
        deadline=words.deadline or day.deadline,
        every=day.every,
        doubt=Doubt.MISMATCH if wrong else day.doubt,
    )


def end_of(words: Words, at: datetime) -> datetime | None:
    """The end of 9点到11点: the next time after the beginning that the clock may mean."""
    if words.to is None:
        return None
    hours = readings(words.to, words.to_part)
    if not words.to_part:
        hours = (*hours, words.to.hour, words.to.hour + 12)
    ends = (local(at.date() + days * ONE_DAY, hour, words.to.minute, at.tzinfo) for days in (0, 1) for hour in hours)
    return min((end for end in ends if end > at), default=None)


def standing_in(day: Day, now: datetime, deadline: bool) -> datetime | None:
    """An hour still to come of a day that has begun; for a deadline the next full hour is better than none."""
    for hour in STAND_IN:
        if (at := local(now.date(), hour, 0, now.tzinfo)) > now:
            return at
    if day.last > now.date():
        return local(now.date() + ONE_DAY, STAND_IN[0], 0, now.tzinfo)
    return next_hour(now, 24) if deadline else None


def part_still(part: str, now: datetime) -> datetime | None:
    return next_hour(now, PARTS[part][2])


def next_hour(now: datetime, end: int) -> datetime | None:
    """The next full hour, if it is before the end."""
    return local(now.date(), now.hour + 1, 0, now.tzinfo) if now.hour + 1 < end else None


def local(day: date, hour: int, minute: int, zone: tzinfo | None) -> datetime:
    """That hour of that day, 24 being midnight; an hour that the clock leaps over in spring is the one after it."""
    at = datetime.combine(day + hour // 24 * ONE_DAY, time(hour % 24, minute), zone)
    return at.astimezone(UTC).astimezone(zone)

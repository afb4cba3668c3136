"""Times as people write them: 明早九点, 下周五前, 月底, 3天后, 每月15号, 节后第一个工作日.

One grammar for answers (the coming time that somebody means) and for received messages (the days that they name).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from conversations.spoken.clock import PARTS, readings
from conversations.spoken.dates import month_day, whole_date
from conversations.spoken.day import Day, Doubt, Every, Precision, Trouble
from conversations.spoken.evening import even
from conversations.spoken.local import end_of, later, local, rest_of, standing_for
from conversations.spoken.near_days import WEEKDAYS
from conversations.spoken.time_words import Words, together, words_in

ONE_DAY = timedelta(days=1)
LONGEST_ANSWER, LONGEST_TEXT = 200, 20_000
LOOKED_BACK = 90 * ONE_DAY
"""A date without a year in a message is of the last three months or of the nine to come."""

DAYTIME = (9, 10, 11, 12)
"""Hours that are taken for those of the day where nothing is said: who means the night says so."""

FIRM = (10, 11, 12)
"""And those of which nobody is asked, as long as they are still to come by day."""


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
        at = later(now, words.span)
        return Moment(at, at.date(), Precision.MINUTE, words.start, words.end, deadline=words.deadline)
    if words.clock and not readings(words.clock, words.part):
        return Trouble.HOUR
    if words.way is None:
        return at_hour(words, now)
    if back and words.way is month_day and not words.deadline:
        return Trouble.NONE  # the 15th of which month?
    today = now.date()
    day = words.way(dict(words.told), today - back if words.way is whole_date else today)
    if isinstance(day, Trouble):
        return day
    if back and day.first < today:
        return on_day(words, day, now - back) or Trouble.PAST
    if moment := on_day(words, day, now):
        return moment
    if day.again:
        return once_more(words, day, now)
    if words.clock is None and day.first <= today <= day.last:
        still = rest_of(day.last, words.part, now, words.deadline or day.deadline)
        return built(words, day, still) if still else Trouble.PAST
    return Trouble.PAST


def once_more(words: Words, day: Day, now: datetime) -> Moment | Trouble:
    """The next day of that name: said on a Friday, 周五 may also be today while some of it is left."""
    following = words.way(dict(words.told), day.first + ONE_DAY) if words.way else Trouble.PAST
    moment = on_day(words, following, now) if isinstance(following, Day) else None
    if moment is None:
        return Trouble.PAST
    today = None
    if day.doubt is Doubt.WEEK and words.clock is None:
        today = rest_of(day.last, words.part, now, words.deadline)
    return replace(moment, doubt=Doubt.WEEK, other=today) if today else moment


def at_hour(words: Words, now: datetime) -> Moment | Trouble:
    """An hour without a day: the next time that the clock shows it, in whichever half of the day."""
    hours = readings(words.clock, words.part) if words.clock else (PARTS[words.part][1],)
    minute = words.clock.minute if words.clock else 0
    daytime = not words.part and hours[0] in DAYTIME
    first = local(now.date(), hours[0], minute, now.tzinfo)
    at, *others = coming_hours(hours[:1] if daytime else hours, minute, now)
    moment = built(words, Day(at.date(), at.date()), at)
    if words.part or len(hours) == 1 or (hours[0] in FIRM and at == first):
        return moment
    other = coming_hours(hours[1:], minute, now)[0] if daytime else others[0]
    return replace(moment, doubt=Doubt.MIDNIGHT if hours[0] == 12 else Doubt.HALF, other=other)


def coming_hours(hours: tuple[int, ...], minute: int, now: datetime) -> list[datetime]:
    """The next times of these hours, of today and tomorrow, in order."""
    days = (now.date(), now.date() + ONE_DAY)
    times = {local(day, hour, minute, now.tzinfo) for day in days for hour in hours}
    return sorted(at for at in times if at > now)


def on_day(words: Words, day: Day, now: datetime) -> Moment | None:
    """The time on the day that was named; None where that is over."""
    if words.clock is None:
        at = standing_for(day.first, words.part, now.tzinfo)
        other = standing_for(day.other, words.part, now.tzinfo) if day.other else None
        return replace(built(words, day, at), other=other) if at > now else None
    hours, minute = readings(words.clock, words.part), words.clock.minute
    times = [local(day.first, hour, minute, now.tzinfo) for hour in hours]
    ahead = [at for at in times if at > now]
    if not ahead:
        return None
    moment = built(words, day, ahead[0])
    if moment.doubt is not Doubt.NONE:
        return replace(moment, other=local(day.other, hours[0], minute, now.tzinfo) if day.other else None)
    alone = len(ahead) == 1 and hours[0] != 12
    if len(hours) == 1 or (not words.part and (alone or (hours[0] in FIRM and ahead[0] == times[0]))):
        return moment
    doubt = Doubt.MIDNIGHT if words.part or hours[0] == 12 else Doubt.HALF
    return replace(moment, doubt=doubt, other=ahead[1] if len(ahead) > 1 else None)


def built(words: Words, day: Day, at: datetime) -> Moment:
    """A time with everything that was said about it beside the hour."""
    wrong = bool(words.weekday) and WEEKDAYS.index(words.weekday) != day.first.weekday()
    return Moment(
        at,
        day.last,
        Precision.MINUTE if words.clock else Precision.PART if words.part else day.precision,
        words.start,
        words.end,
        until=end_of(at, words.to, words.to_part) if words.to else None,
        deadline=words.deadline or day.deadline,
        every=day.every,
        doubt=Doubt.MISMATCH if wrong else day.doubt,
    )

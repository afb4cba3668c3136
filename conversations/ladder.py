"""The rungs on the way to a last day: three days before it, one day before it, on the day. Each shows a step of its
own, and none is in the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from conversations.hours import Hours
from conversations.spoken.local import local
from conversations.times import MORNING, in_two_hours

RUNGS = (("three_days", 3), ("one_day", 1), ("the_day", 0))
"""The steps with which a flow knocks on the way to a last day, and how many days before it."""

CLOSING = time(18)
"""The hour that stands for a last day of which none was named: offices close."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One ring: what it is `about`, the step it shows, when it is `due`, and the last day, local times."""

    about: str
    step: str
    due: datetime
    deadline: datetime


def rungs(about: str, last: date, now: datetime, hours: Hours) -> tuple[Rung, ...]:
    """The rings that are still to come. Told of on the day itself, there is one in two hours, if that is by day."""
    deadline = local(last, CLOSING.hour, 0, now.tzinfo)
    found = [(step, local(last - timedelta(days=days), MORNING.hour, 0, now.tzinfo)) for step, days in RUNGS]
    coming = [Rung(about, step, hours.after_quiet(due), deadline) for step, due in found if due > now]
    soon = hours.after_quiet(in_two_hours(now))
    if not coming and soon.date() == last:
        return (Rung(about, RUNGS[-1][0], soon, deadline),)
    return tuple(coming)

"""What questions about reminders accept: when to ring, when to be quiet, whose clock it is."""

from __future__ import annotations

from conversations.flow import Problem
from conversations.scene import Scene
from conversations.spoken.clock import readings
from conversations.spoken.day import Trouble
from conversations.spoken.evening import even
from conversations.spoken.moments import Moment, moment_meant
from conversations.spoken.time_words import words_in
from conversations.zones import zone_named

LONGEST = 100


def ring_time(said: str, scene: Scene) -> str | Problem:
    """A time still to come, as ISO text; behind it the second way to read what was said, where there is one."""
    found = moment_meant(said, scene.now)
    if isinstance(found, Moment):
        return " ".join(at.isoformat() for at in (found.at, found.other) if at)
    return Problem("problem.time" if found is Trouble.NONE else f"problem.time_{found}")


def quiet_hours(said: str, scene: Scene) -> str | Problem:
    """From when to when, as 22:00 08:00: 晚上10点到早上8点. Quiet begins in the evening and ends in the morning."""
    spans = ((words.clock, words.part, words.to, words.to_part) for words in words_in(even(said[:LONGEST])))
    told = [one for clock, part, to, to_part in spans for one in ((clock, part), (to, to_part))]
    hours = [(readings(clock, part), clock.minute) for clock, part in told if clock and readings(clock, part)]
    if len(hours) != 2:
        return Problem("problem.quiet")
    (evening, first), (morning, second) = hours
    return f"{max(evening) % 24:02}:{first:02} {min(morning) % 24:02}:{second:02}"


def zone_told(said: str, scene: Scene) -> str | Problem:
    """Where somebody lives, as the name of a zone."""
    return zone_named(said[:LONGEST]) or Problem("problem.zone")

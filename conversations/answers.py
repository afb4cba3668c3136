"""What questions in words accept: each tidies the reply, or names the problem."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from conversations.flow import Problem
from conversations.scene import Scene
from conversations.spoken.clock import readings
from conversations.spoken.evening import even
from conversations.spoken.moments import time_meant
from conversations.spoken.since import since_told
from conversations.spoken.time_words import words_in

LONGEST_NOTE = 500


def short_text(said: str, scene: Scene) -> str | Problem:
    """A line of words: spaces tidied, control characters gone, at most 500 characters."""
    tidy = " ".join(clean(said).split())
    if not tidy:
        return Problem("problem.empty")
    return tidy[:LONGEST_NOTE]


def coming_time(said: str, scene: Scene) -> str | Problem:
    """A time still to come, as ISO text with its zone."""
    due = time_meant(said, scene.now)
    return due.isoformat() if due else Problem("problem.time")


AGO = {"week": 7, "month": 30, "quarter": 90}
"""Days back that stand for the buttons of who does not know the day."""


def overdue_since(said: str, scene: Scene) -> str | Problem:
    """The day since which somebody is overdue, as ISO text: 9月15号, 40天, or one of the buttons."""
    today = scene.now.date()
    since = today - timedelta(days=AGO[said]) if said in AGO else since_told(said, today)
    return since.isoformat() if since else Problem("problem.since")


def clock_time(said: str, scene: Scene) -> str | Problem:
    """A time of the day, as 08:41."""
    for words in words_in(even(said[:100])):
        if words.clock and (hours := readings(words.clock, words.part)):
            return f"{hours[0] % 24:02}:{words.clock.minute:02}"
    return Problem("problem.clock")


def clean(text: str) -> str:
    """The text without characters that are not for reading: controls, bidirectional marks, lone surrogates."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))

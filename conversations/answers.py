"""What questions in words accept: each tidies the reply, or names the problem."""

from __future__ import annotations

import unicodedata

from conversations.flow import Problem
from conversations.scene import Scene
from conversations.spoken.moments import time_meant

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


def clean(text: str) -> str:
    """The text without characters that are not for reading: controls, bidirectional marks, lone surrogates."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))

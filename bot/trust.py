"""Whether the clock can be believed: a machine without a battery wakes in 1970, a wrong hand sets it to next year.

While it cannot, nothing rings and nothing is wiped. Telegram tells the time with every answer; where it has not told
it yet, time does at least not run backwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import aiosqlite

from bot.store import maybe_one

APART = 600
"""Seconds that our clock and Telegram's may differ."""

BACK = 60
"""Seconds that a clock may be set back without a word."""


class Told:
    """What time it is by Telegram's newest answer, and by a clock that nobody can set since then."""

    def __init__(self, running: Callable[[], float] = time.monotonic) -> None:
        self._running = running
        self._ahead: float | None = None

    def hear(self, date: str) -> None:
        """The Date of an answer; one that is none changes nothing."""
        try:
            self._ahead = parsedate_to_datetime(date).timestamp() - self._running()
        except ValueError:
            return

    def __call__(self) -> int | None:
        """UTC seconds; None where Telegram has not told it yet."""
        return None if self._ahead is None else int(self._running() + self._ahead)


async def trusted(db: aiosqlite.Connection, now: int, told: int | None) -> bool:
    """Whether `now` can be right. All are UTC seconds."""
    if told is not None:
        return abs(now - told) <= APART
    latest = await maybe_one(db, "SELECT value FROM meta WHERE name = 'latest'")
    return latest is None or now >= int(latest[0]) - BACK


async def note_latest(db: aiosqlite.Connection, now: int) -> None:
    """Remember, about once a minute, what time it was last."""
    latest = await maybe_one(db, "SELECT value FROM meta WHERE name = 'latest'")
    if latest is None or abs(now - int(latest[0])) >= BACK:
        await db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('latest', ?)", (b"%d" % now,))

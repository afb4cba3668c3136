"""How fast Telegram lets a bot send: about one message a second to one person, 25 a second to all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Pace:
    """Waits until one more message may go. `off` for tests and for a server of one's own."""

    PER_PERSON, BURST = 1.0, 3
    OVERALL = 25.0
    SLOWED, WITHIN = 3, 5.0
    """So many people for whom Telegram says to wait, within so many seconds: it means everybody."""

    def __init__(self, off: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._off = off
        self._clock = clock
        self._free: dict[int, float] = {}
        self._all = 0.0
        self._slowed: dict[int, float] = {}
        self._closed_until = 0.0

    async def wait(self, chat: int) -> None:
        if self._off:
            return
        now = self._clock()
        spacing, slack = 1 / self.PER_PERSON, (self.BURST - 1) / self.PER_PERSON
        start = max(now - slack, self._free.get(chat, 0.0))
        turn = max(now, self._all)
        self._all = turn + 1 / self.OVERALL
        self._free[chat] = start + spacing
        self._forget(now)
        delay = max(start, turn) - now
        if delay > 0:
            await asyncio.sleep(delay)

    def slow(self, chat: int, seconds: float) -> bool:
        """Telegram said to wait with this person. True where that now means everybody."""
        now = self._clock()
        recent = {who: at for who, at in self._slowed.items() if now - at < self.WITHIN}
        self._slowed = recent | {chat: now}
        if len(self._slowed) < self.SLOWED:
            return False
        self._closed_until = max(self._closed_until, now + seconds)
        return True

    def closed_for(self) -> float:
        """Seconds for which nothing may go to anybody."""
        return max(0.0, self._closed_until - self._clock())

    def _forget(self, now: float) -> None:
        """Whoever has not been written to for a while needs no note."""
        if len(self._free) > 10_000:
            self._free = {chat: free for chat, free in self._free.items() if free > now}

"""How fast Telegram lets a bot send: about one message a second to one person, 25 a second to all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


class Pace:
    """Waits until one more message may go. `off` for tests and for a server of one's own."""

    PER_PERSON, BURST = 1.0, 3
    OVERALL = 25.0

    def __init__(self, off: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self._off = off
        self._clock = clock
        self._free: dict[int, float] = {}
        self._all = 0.0

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

    def _forget(self, now: float) -> None:
        """Whoever has not been written to for a while needs no note."""
        if len(self._free) > 10_000:
            self._free = {chat: free for chat, free in self._free.items() if free > now}

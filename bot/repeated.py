"""Failures that go on: the first is a line of its own, the rest of the same kind one line with their number."""

from __future__ import annotations

import time
from collections.abc import Callable

from bot import log

TOGETHER = 300.0
"""Seconds for which failures of one kind are counted instead of told."""


class Repeated:
    """Tells of failures by event and class. `sum_up` now and then, so that the last ones are told of too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: dict[tuple[str, str], float] = {}
        self._more: dict[tuple[str, str], int] = {}

    def error(self, event: str, fault: BaseException) -> None:
        if self._is_first(event, type(fault).__name__):
            log.error(event, fault)

    def warn(self, event: str, code: str, **fields: object) -> None:
        if self._is_first(event, code):
            log.warn(event, code=code, **fields)

    def sum_up(self) -> None:
        """One line for each kind of failure that came again, when its time is over."""
        now = self._clock()
        for kind in [kind for kind, since in self._since.items() if now - since >= TOGETHER]:
            del self._since[kind]
            if count := self._more.pop(kind, 0):
                log.warn(kind[0], code=kind[1], count=count, seconds=round(TOGETHER))

    def _is_first(self, event: str, code: str) -> bool:
        self.sum_up()
        if (event, code) in self._since:
            self._more[event, code] = self._more.get((event, code), 0) + 1
            return False
        self._since[event, code] = self._clock()
        return True

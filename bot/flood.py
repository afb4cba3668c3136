"""How much one person may say at once, before the rest is let go of."""

from __future__ import annotations

import time
from collections.abc import Callable


class Bucket:
    """For each person, so many at once and so many a second afterwards. Whoever is not in the books has it all."""

    def __init__(self, at_once: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once = at_once
        self._per_second = per_second
        self._clock = clock
        self._left: dict[int, tuple[float, float]] = {}

    def left(self, person: int) -> float:
        left, at = self._left.get(person, (self._at_once, 0.0))
        return min(self._at_once, left + (self._clock() - at) * self._per_second)

    def take(self, person: int, number: int) -> None:
        self._left[person] = (self.left(person) - number, self._clock())
        if len(self._left) > 10_000:
            self._left = {who: row for who, row in self._left.items() if self.left(who) < self._at_once}

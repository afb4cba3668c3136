"""Watches the event loop: whatever holds it up holds up everybody."""

from __future__ import annotations

import asyncio
import time

from bot.repeated import Repeated

EVERY = 0.5
LAG = 2.0


async def watch(faults: Repeated) -> None:
    """Tell of each time that everything stood still, and of what else is due to be told. For ever."""
    while True:
        before = time.monotonic()
        await asyncio.sleep(EVERY)
        late = time.monotonic() - before - EVERY
        if late > LAG:
            faults.warn("loop_lag", "late", seconds=round(late, 1))
        faults.sum_up()

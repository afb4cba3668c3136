"""Watches the event loop: whatever holds it up holds up everybody."""

from __future__ import annotations

import asyncio
import time

from bot import log
from bot.repeated import Repeated

EVERY = 0.5
LAG = 2.0


async def watch(faults: Repeated) -> None:
    """One line for each time that everything stood still; and what else is due to be told. For ever."""
    while True:
        before = time.monotonic()
        await asyncio.sleep(EVERY)
        late = time.monotonic() - before - EVERY
        if late > LAG:
            log.warn("loop_lag", seconds=round(late, 1))
        faults.sum_up()

"""A loop that is told to stop just when it is woken stops all the same."""

from __future__ import annotations

import asyncio

import pytest

from bot.clock import Clock
from bot.desk import House
from bot.letters import Letter
from bot.post import Outcome, Post, Sent


async def deliver(chat: int, letter: Letter) -> Outcome:
    return Sent(1)


@pytest.mark.parametrize("steps", range(6))
@pytest.mark.parametrize("kind", ["post", "clock"])
async def test_being_woken_hides_no_cancellation(kind: str, steps: int, house: House) -> None:
    """`steps`: turns of the event loop from the one to the other."""
    loop = Post(house, deliver) if kind == "post" else Clock(house)
    running = asyncio.create_task(loop.run())
    await asyncio.sleep(0.05)
    loop.wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    _, going_on = await asyncio.wait((running,), timeout=0.5)
    running.cancel()
    await asyncio.wait((running,), timeout=0.5)
    assert not going_on

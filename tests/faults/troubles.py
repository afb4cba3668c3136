"""Faults on the way to Telegram, and what a bot logs of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fake_telegram import FakeTelegram, Fault

from bot.serving import serve
from bot.settings import Settings

Events = Callable[[], Counter[str]]
"""How many lines of each event have been logged so far."""


def events_of(caplog: pytest.LogCaptureFixture) -> Events:
    return lambda: Counter(record.getMessage() for record in caplog.records if record.name == "wenzhu")


def rare(*values: object) -> Any:
    """One more of a kind that every test run tries: the long runs try it too."""
    return pytest.param(*values, marks=pytest.mark.soak)


def name_of(value: object) -> str:
    return value.name if isinstance(value, Fault) else str(value)


class Meets:
    """The next calls of some methods meet these faults, one each."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._waiting: dict[str, list[Fault]] = {}
        fake.faults = self._fault

    def next(self, method: str, *faults: Fault) -> None:
        self._waiting[method] = list(faults)

    def over(self) -> bool:
        return not any(self._waiting.values())

    def _fault(self, method: str, params: dict[str, Any]) -> Fault | None:
        waiting = self._waiting.get(method)
        return waiting.pop(0) if waiting else None


@asynccontextmanager
async def running(settings: Settings, now: Callable[[], int] | None = None) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(serve(settings, now) if now else serve(settings))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for happens on the other side of a line
            await asyncio.sleep(0.01)

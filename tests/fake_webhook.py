"""How the fake Telegram knocks at a bot's door, as Telegram's own server does.

Each person's updates go one after the other, different people's at the same time; what is not answered with 200 comes
again, after a while that doubles. (Telegram lets a button overtake a message. Here it does not, so that what has to be
answered is known.)
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Json = dict[str, Any]


@dataclass
class Knock:
    """One request, as the journal keeps it. The status is 0 while it waits, and -1 if no answer came."""

    update: Any
    status: int = 0


@dataclass
class Knocker:
    """Delivers updates to one address. `done` is called for each that was answered with 200."""

    url: str
    secret: str
    most: int
    done: Callable[[int], None]
    knocks: list[Knock] = field(default_factory=list)
    failed: str = ""
    failed_at: float = 0
    first_wait: float = 0.05
    longest_wait: float = 0.4

    def __post_init__(self) -> None:
        self._client = httpx.AsyncClient(trust_env=False, timeout=30)
        self._places = asyncio.Semaphore(self.most)
        self._lanes: dict[int, asyncio.Queue[tuple[int, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def deliver(self, id: int, update: Any) -> None:
        """Queue an update."""
        lane = lane_of(update, id)
        if lane not in self._lanes:
            self._lanes[lane] = asyncio.Queue()
            task = asyncio.create_task(self._run(self._lanes[lane]))
            self._tasks.add(task)
        self._lanes[lane].put_nowait((id, update))

    async def _run(self, lane: asyncio.Queue[tuple[int, Any]]) -> None:
        while True:
            id, update = await lane.get()
            wait = self.first_wait
            while not await self._knock(update):
                await asyncio.sleep(wait)
                wait = min(self.longest_wait, wait * 2)
            self.done(id)

    async def _knock(self, update: Any) -> bool:
        knock = Knock(update)
        self.knocks.append(knock)
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        try:
            async with self._places:
                answer = await self._client.post(self.url, content=json.dumps(update), headers=headers)
        except httpx.HTTPError as fault:
            knock.status, self.failed, self.failed_at = -1, type(fault).__name__, time.time()
            return False
        knock.status = answer.status_code
        if not answer.is_success:
            self.failed, self.failed_at = f"Wrong response from the webhook: {answer.status_code}", time.time()
        return answer.is_success

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()


def lane_of(update: Any, id: int) -> int:
    """Whose update it is; a lane of its own where that cannot be told."""
    contents = [content for name, content in update.items() if name != "update_id"] if isinstance(update, dict) else []
    sender = contents[0].get("from") if contents and isinstance(contents[0], dict) else None
    person = sender.get("id") if isinstance(sender, dict) else None
    return person if isinstance(person, int) else -id

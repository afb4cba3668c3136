"""Telegram keeps what it cannot deliver for a day. Who was not heard for longer may have missed what people wrote:
each of them is told once, by day."""

from __future__ import annotations

import time
from collections.abc import Callable

import aiosqlite

from bot import log
from bot.desk import House, post_letters
from bot.letters import Letter
from bot.people import local, person
from bot.store import maybe_one
from conversations.hours import Hours
from conversations.screen import Text

KEPT_BY_TELEGRAM = 24 * 3600
EVERY = 60.0
ACTIVE = 7 * 86400
"""Whoever was here within so long before the silence may have written during it."""


class Outage:
    """Knows when Telegram was last heard, across restarts. `told` is called when letters were written."""

    def __init__(self, house: House, told: Callable[[], None]) -> None:
        self.house = house
        self.told = told
        self._noted = float("-inf")

    async def heard(self) -> None:
        """Telegram handed over, or had nothing to hand over: noted at most once a minute."""
        now = time.monotonic()
        if now - self._noted < EVERY:
            return

        async def body(db: aiosqlite.Connection) -> int:
            return await note(db, self.house, self.house.now())

        count = await self.house.store.tx(body)
        self._noted = now
        if count:
            log.warn("outage_told", count=count)
            self.told()


async def note(db: aiosqlite.Connection, house: House, now: int) -> int:
    """Move `heard` on, and write what is owed for an outage that is over. Gives the number of letters."""
    last = await read(db, "heard")
    if last is not None and now - last > KEPT_BY_TELEGRAM:
        log.warn("outage", seconds=now - last)
        if await read(db, "outage") is None:
            await write(db, "outage", last)
    await write(db, "heard", now)
    since = await read(db, "outage")
    if since is None or Hours().quiet_at(local(now, house.settings.zone)):
        return 0
    await db.execute("DELETE FROM meta WHERE name = 'outage'")
    return await tell(db, house, since, now)


async def tell(db: aiosqlite.Connection, house: House, since: int, now: int) -> int:
    """One letter to each person who was about before the silence; to nobody who wants to be left alone."""
    rows = await db.execute_fetchall(
        "SELECT id FROM person WHERE consent = 'agreed' AND blocked = 0 AND resting = 0 AND seen > ?",
        (since - ACTIVE,),
    )
    people = [await person(db, house.keys, id) for (id,) in rows]
    for who in people:
        await post_letters(db, who, [Letter(house.words.say(Text("common", "outage"), who.locale))], now)
    return len(people)


async def read(db: aiosqlite.Connection, name: str) -> int | None:
    row = await maybe_one(db, "SELECT value FROM meta WHERE name = ?", (name,))
    return int(row[0]) if row else None


async def write(db: aiosqlite.Connection, name: str, value: int) -> None:
    await db.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, str(value).encode()),
    )

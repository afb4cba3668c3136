"""How fast reminders are: 100,000 that wait, those of them that are due, a start, and from due to written."""

from __future__ import annotations

import asyncio
import resource
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import aiosqlite

from bot.clock import Clock, next_due, ring
from bot.desk import House
from bot.house import open_house
from bot.people import enrol
from bot.settings import Settings, read_settings

PENDING, EACH = 100_000, 10
DAY = 86400
SOON, SPREAD = 150, 20
"""Reminders that fall due while the bot runs, within so many seconds."""

OVERDUE = 1000
"""People for whom something was due while the bot was off."""

Body = Callable[[aiosqlite.Connection], Awaitable[object]]


async def reminder_rows() -> AsyncIterator[tuple[str, str]]:
    """Rows of `make bench`."""
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings({"HOME": home, "TZ": noon()})
        async with open_house(settings, now) as house:
            yield "reminders: resident with none", memory()
            await house.store.tx(filling(house, PENDING // EACH, EACH, lambda each: now() + DAY + 300 * each))
        async for row in with_many_pending(settings):
            yield row


async def with_many_pending(settings: Settings) -> AsyncIterator[tuple[str, str]]:
    begun = time.perf_counter()
    async with open_house(settings, now) as house:
        await Clock(house).tick()
        yield f"reminders: start, {PENDING} pending", f"{time.perf_counter() - begun:9.3f} s"
        yield f"reminders: resident with {PENDING}", memory()
        yield "reminders: looking for due ones", await median(house, lambda db: ring(db, house, now()))
        yield "reminders: looking for the next one", await median(house, next_due)
        yield "reminders: claim and letter, a person", await claims(house)
        late = await lateness(house)
        yield "reminders: due to COMMIT while running", f"median {late[len(late) // 2]:6.2f} s   p99 {late[-2]:6.2f} s"
        await house.store.tx(filling(house, OVERDUE, 1, lambda each: now() - DAY, first=10**6))
        yield "reminders: resident after all that", memory()
    begun = time.perf_counter()
    async with open_house(settings, now) as house:
        clock = Clock(house)
        while await clock.tick() < 1:
            pass
        yield f"reminders: start to COMMIT of {OVERDUE} overdue", f"{time.perf_counter() - begun:9.3f} s"


async def lateness(house: House) -> list[float]:
    """Seconds from due to written, in order, of reminders that fall due while the clock runs."""
    start = now() + 2
    await house.store.tx(filling(house, SOON, 1, lambda each: start + each * SPREAD // SOON, first=2 * 10**6))
    clock, late = Clock(house), list[float]()
    while len(late) < SOON:
        pause, written = await clock.tick(), time.time()
        late += [written - due for due in await house.store.tx(rung_since)]
        await asyncio.sleep(min(pause, 1.0))
    return sorted(late)


async def claims(house: House) -> str:
    """Each of 50 ticks has one person's reminder to ring."""
    taken = []
    for number in range(50):
        await house.store.tx(filling(house, 1, 1, lambda each: now() - 1, first=3 * 10**6 + number))
        begun = time.perf_counter()
        await house.store.tx(lambda db: ring(db, house, now()))
        taken.append(time.perf_counter() - begun)
    await house.store.tx(rung_since)
    return f"median {statistics.median(taken) * 1000:9.3f} ms"


async def median(house: House, body: Body) -> str:
    """The work itself, without the transaction around it."""
    taken = []

    async def many(db: aiosqlite.Connection) -> None:
        for _ in range(100):
            begun = time.perf_counter()
            await body(db)
            taken.append(time.perf_counter() - begun)

    await house.store.tx(many)
    return f"median {statistics.median(taken) * 1000:9.3f} ms   p99 {sorted(taken)[-2] * 1000:9.3f} ms"


def filling(house: House, people: int, each: int, due: Callable[[int], int], first: int = 1) -> Body:
    """People with so many reminders each."""

    async def body(db: aiosqlite.Connection) -> None:
        for person in range(people):
            lookup = house.keys.lookup(first + person)
            who = await enrol(db, house.keys, lookup, first + person, "zh_Hans", now())
            await db.execute("UPDATE person SET consent = 'agreed' WHERE id = ?", (who.id,))
            await db.executemany(
                "INSERT INTO reminder (person, flow, about, due) VALUES (?, 'call_lender', ?, ?)",
                [(who.id, str(number), due(person * each + number)) for number in range(each)],
            )

    return body


async def rung_since(db: aiosqlite.Connection) -> list[int]:
    """When those were due that rang since the last look."""
    rows = await db.execute_fetchall("UPDATE reminder SET state = 'done' WHERE state = 'rang' RETURNING due")
    return [row[0] for row in rows]


def now() -> int:
    return int(time.time())


def noon() -> str:
    """A zone in which it is about noon: nobody's quiet hours are in the way."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


def memory() -> str:
    """What this process has resident now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return f"{pages * resource.getpagesize() / 2**20:9.1f} MB"

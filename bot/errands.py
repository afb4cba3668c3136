"""Errands: slow work that somebody asked for, done outside every transaction. Each is a row until it is done, so
that a stop or a crash only puts it off."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial

import aiosqlite

from bot import log
from bot.desk import House
from bot.leaving import let_go
from bot.people import DAY
from bot.secrets import PersonKey, Spoilt
from bot.store import event_of, one

AT_ONCE = 16
LONGEST_WAIT = 300
GIVE_UP_AFTER = DAY
STORE_WAIT = 5.0
"""Seconds until it is tried again to write down how an errand went, or to look for more."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done for whom, who has this key. `body` is what the kind of errand needs to know, as JSON."""

    row: int
    person: bytes
    key: PersonKey
    chat: int
    kind: str
    body: str
    tries: int
    made: int


@dataclass(frozen=True, slots=True)
class Later:
    """It did not work, for a reason that passes: try again, after so many seconds where that was said."""

    seconds: float | None = None


Deed = Callable[[Errand], Awaitable[Later | None]]
"""Does one kind of errand; doing it twice changes nothing. None when there is nothing more to do."""


class Errands:
    """Does what waits, several errands side by side. `wake` it when there is something new, or an errand was ended:
    it is left as it is then."""

    def __init__(self, house: House, deeds: Mapping[str, Deed]) -> None:
        self.house = house
        self.deeds = deeds
        self._wake = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        try:
            while True:
                self._wake.clear()
                pause: float | None = STORE_WAIT
                try:
                    pause = await self._begin()
                except Exception as fault:
                    self.house.faults.error(event_of(fault, "errands_failed"), fault)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):  # wait_for of Python 3.11 may swallow a cancellation
                        await self._wake.wait()
        finally:
            under_way = list(self._under_way.values())
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def do_waiting(self) -> None:
        """Do everything that may be done now, and return."""
        await self._begin()
        while self._under_way:
            await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
            await self._begin()

    async def _begin(self) -> float | None:
        """Begin what may be done now, and leave what was ended; gives the seconds until there is more, if known."""
        now = self.house.now()

        async def body(db: aiosqlite.Connection) -> tuple[set[int], list[Errand], float | None]:
            due = {row[0]: row[1] for row in await db.execute_fetchall("SELECT id, not_before FROM errand ORDER BY id")}
            ready = [row for row, at in due.items() if at <= now and row not in self._under_way]
            later = [at - now for at in due.values() if at > now]
            found = [await self._read(db, row) for row in ready[: AT_ONCE - len(self._under_way)]]
            return set(due), [errand for errand in found if errand], min(later, default=None)

        there, errands, pause = await self.house.store.tx(body)
        for row in self._under_way.keys() - there:
            self._under_way[row].cancel()
        for errand in errands:
            task = self._under_way[errand.row] = asyncio.create_task(self._do(errand))
            task.add_done_callback(partial(self._done, errand.row))
        return pause

    def _done(self, row: int, task: asyncio.Task[None]) -> None:
        del self._under_way[row]
        self._wake.set()

    async def _do(self, errand: Errand) -> None:
        try:
            left = await self.deeds[errand.kind](errand)
        except Exception as fault:
            log.error("errand_failed", fault)
            left = Later()
        now = self.house.now()

        async def body(db: aiosqlite.Connection) -> None:
            if left is None or now - errand.made > GIVE_UP_AFTER:
                await db.execute("DELETE FROM errand WHERE id = ?", (errand.row,))
                await let_go(db, errand.person)
                return
            wait = left.seconds if left.seconds is not None else min(2**errand.tries, LONGEST_WAIT)
            await db.execute(
                "UPDATE errand SET tries = tries + 1, not_before = ? WHERE id = ?",
                (now + max(1, round(wait)), errand.row),
            )

        try:
            await self.house.store.tx(body)
        except Exception as fault:
            self.house.faults.error(event_of(fault, "errands_failed"), fault)
            await asyncio.sleep(STORE_WAIT)

    async def _read(self, db: aiosqlite.Connection, row: int) -> Errand | None:
        """An errand as it stands in its row; one that does not open is dropped."""
        person, kind, body, tries, made, chat, wrapped = await one(
            db,
            """SELECT person, kind, body, tries, made, chat, key
            FROM errand JOIN person ON person.id = person WHERE errand.id = ?""",
            (row,),
        )
        try:
            key = self.house.keys.of_person(person, wrapped)
            number = int(key.open(chat, "person", "chat"))
            return Errand(row, person, key, number, kind, key.open(body, "errand", "body", row), tries, made)
        except Spoilt as fault:
            log.error("errand_spoilt", fault)
            await db.execute("DELETE FROM errand WHERE id = ?", (row,))
            return None

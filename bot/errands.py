"""Errands: slow work that somebody asked for, done outside every transaction. Each is a row until it is done, so
that a stop or a crash only puts it off."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import aiosqlite

from bot import log
from bot.desk import House
from bot.leaving import let_go
from bot.people import DAY
from bot.secrets import Spoilt
from bot.store import event_of, maybe_one

AT_ONCE = 4
LONGEST_WAIT = 300
GIVE_UP_AFTER = DAY


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done for whom. `body` is what the kind of errand needs to know, as JSON."""

    row: int
    person: bytes
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
    """Does what waits. `wake` it when there is something new."""

    def __init__(self, house: House, deeds: Mapping[str, Deed]) -> None:
        self.house = house
        self.deeds = deeds
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            pause: float | None = 5.0
            try:
                await self.do_waiting()
                pause = await self._pause()
            except Exception as fault:
                self.house.faults.error(event_of(fault, "errands_failed"), fault)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):  # wait_for of Python 3.11 may swallow a cancellation
                    await self._wake.wait()

    async def do_waiting(self) -> None:
        """Do everything that may be done now, and return."""
        while waiting := await self._waiting():
            await asyncio.gather(*(self._do(errand) for errand in waiting))

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

        await self.house.store.tx(body)

    async def _waiting(self) -> list[Errand]:
        async def body(db: aiosqlite.Connection) -> list[Errand]:
            rows = await db.execute_fetchall(
                """SELECT errand.id, person, kind, body, tries, made, chat, key
                FROM errand JOIN person ON person.id = person
                WHERE state = 'open' AND not_before <= ? ORDER BY errand.id LIMIT ?""",
                (self.house.now(), AT_ONCE),
            )
            return [errand for row in rows if (errand := await self._read(db, *row))]

        return await self.house.store.tx(body)

    async def _read(
        self,
        db: aiosqlite.Connection,
        row: int,
        person: bytes,
        kind: str,
        body: bytes,
        tries: int,
        made: int,
        chat: bytes,
        wrapped: bytes,
    ) -> Errand | None:
        """An errand as it stands in its row; one that does not open is dropped."""
        try:
            key = self.house.keys.of_person(person, wrapped)
            number = int(key.open(chat, "person", "chat"))
            return Errand(row, person, number, kind, key.open(body, "errand", "body", row), tries, made)
        except Spoilt as fault:
            log.error("errand_spoilt", fault)
            await db.execute("DELETE FROM errand WHERE id = ?", (row,))
            return None

    async def _pause(self) -> float | None:
        """Seconds until an errand that waits may be done; None where none waits."""

        async def body(db: aiosqlite.Connection) -> int | None:
            row = await maybe_one(db, "SELECT min(not_before) FROM errand WHERE state = 'open'")
            return row[0] if row else None

        due = await self.house.store.tx(body)
        return None if due is None else max(0.2, due - self.house.now())

"""The post: letters leave the outbox, each person's in order, and what became of each is written down.

Sending is not idempotent and its failures are ambiguous, so the promise is: never lost silently, at most one
repeat, and the repeat says so.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import aiosqlite

from bot import log
from bot.desk import House
from bot.leaving import let_go
from bot.letters import Letter
from bot.people import block
from bot.secrets import Keys, Spoilt
from bot.store import event_of, is_store_fault, maybe_one
from conversations.screen import Text

T = TypeVar("T")

LANES = 16
LONGEST_WAIT = 300
STOPPING = 1.5
GIVE_UP_AFTER = 24 * 3600


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, as this message."""

    message: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """It did not arrive, for a reason that passes: try again, after so many seconds where that was said."""

    reason: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never arrive; others may."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing arrives at this person any more."""

    reason: str


Outcome = Sent | NotSent | Unknown | Rejected | Gone
Deliver = Callable[[int, Letter], Awaitable[Outcome]]
"""Send a letter to a chat. It raises only what must end the process."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter on its way."""

    row: int
    person: bytes
    chat: int
    letter: Letter
    resent: bool
    tries: int
    made: int


class Post:
    """Sends what waits. `wake` it when there is something new."""

    def __init__(self, house: House, deliver: Deliver) -> None:
        self.house = house
        self.deliver = deliver
        self._wake = asyncio.Event()
        self._lanes: dict[bytes, asyncio.Task[None]] = {}
        self._fault: BaseException | None = None

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Send for ever. Cancelled, it lets the sends under way finish."""
        await self.recover()
        try:
            while True:
                self._wake.clear()
                await self._open_lanes()
                pause = await self._pause()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):  # wait_for of Python 3.11 may swallow a cancellation
                        await self._wake.wait()
                if self._fault:
                    raise self._fault
        finally:
            await self._let_finish()

    async def _let_finish(self) -> None:
        """Give the sends under way a moment; what is cut off goes once more after the next start, marked."""
        lanes = list(self._lanes.values())
        if lanes:
            _, slow = await asyncio.wait(lanes, timeout=STOPPING)
            for lane in slow:
                lane.cancel()
            await asyncio.gather(*slow, return_exceptions=True)

    async def recover(self) -> None:
        """After a crash: what was being sent may have arrived."""

        async def body(db: aiosqlite.Connection) -> None:
            await db.execute("UPDATE letter SET state = 'unknown' WHERE state = 'sending'")

        await self._patiently(body)

    async def send_waiting(self) -> None:
        """Send everything that may go now, and return."""
        while people := await self._ready():
            await asyncio.gather(*(self._lane(person) for person in people))

    async def _open_lanes(self) -> None:
        """One lane a person: nobody waits for another's slow line."""
        for person in await self._ready():
            if person not in self._lanes and len(self._lanes) < LANES:
                lane = asyncio.create_task(self._lane(person))
                self._lanes[person] = lane
                lane.add_done_callback(lambda task, person=person: self._close_lane(person, task))  # type: ignore[misc]

    def _close_lane(self, person: bytes, lane: asyncio.Task[None]) -> None:
        del self._lanes[person]
        self._wake.set()
        if not lane.cancelled():
            self._fault = self._fault or lane.exception()

    async def _ready(self) -> list[bytes]:
        now = self.house.now()

        async def body(db: aiosqlite.Connection) -> list[bytes]:
            rows = await db.execute_fetchall(
                """SELECT person FROM letter WHERE state IN ('queued', 'unknown')
                GROUP BY person HAVING max(not_before) <= ? ORDER BY min(id) LIMIT ?""",
                (now, LANES * 4),
            )
            return [row[0] for row in rows]

        return await self._patiently(body)

    async def _pause(self) -> float | None:
        """Seconds until a letter that waits may go; None where none waits."""

        async def body(db: aiosqlite.Connection) -> int | None:
            row = await maybe_one(
                db,
                "SELECT min(not_before) FROM letter WHERE state IN ('queued', 'unknown') AND not_before > 0",
            )
            return row[0] if row else None

        due = await self._patiently(body)
        return None if due is None else max(0.2, due - self.house.now())

    async def _lane(self, person: bytes) -> None:
        """Send one person's letters, one after the other, as long as the next may go."""
        done: tuple[Parcel, Outcome] | None = None
        while True:
            parcel = await self._record_and_claim(person, done)
            if parcel is None:
                return
            letter = parcel.letter
            if parcel.resent:
                marker = self.house.words.say(Text("common", "marked"))
                letter = replace(letter, note=marker)
            done = parcel, await self.deliver(parcel.chat, letter)

    async def _record_and_claim(self, person: bytes, done: tuple[Parcel, Outcome] | None) -> Parcel | None:
        """Write down what became of a letter and take the next one, in one transaction."""

        async def body(db: aiosqlite.Connection) -> Parcel | None:
            if done:
                await record(db, *done, self.house.now())
            return await claim_next(db, self.house.keys, person, self.house.now())

        return await self._patiently(body)

    async def _patiently(self, body: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run a transaction, again and again while the store fails: what was sent has to be written down."""
        wait = 0.5
        while True:
            try:
                return await self.house.store.tx(body)
            except Exception as fault:
                if not is_store_fault(fault):
                    raise
                self.house.faults.error(event_of(fault, "store_failed"), fault)
            await asyncio.sleep(wait)
            wait = min(10.0, wait * 2)


async def claim_next(db: aiosqlite.Connection, keys: Keys, person: bytes, now: int) -> Parcel | None:
    """Take the person's first open letter, if it may go now. One that may have arrived goes once more, marked."""
    while row := await maybe_one(
        db,
        """SELECT letter.id, body, state, resent, tries, not_before, made, chat, key FROM letter
        JOIN person ON person.id = letter.person
        WHERE person = ? AND state IN ('queued', 'sending', 'unknown') ORDER BY letter.id LIMIT 1""",
        (person,),
    ):
        id, body, state, resent, tries, not_before, made, chat, wrapped = row
        if state == "sending" or not_before > now:
            return None
        if state == "unknown" and resent:
            await give_up(db, id, "unknown_twice", now)
            continue
        try:
            key = keys.of_person(person, wrapped)
            letter = Letter.load(key.open(body, "letter", "body", id))
            number = int(key.open(chat, "person", "chat"))
        except Spoilt as fault:
            log.error("letter_spoilt", fault)
            await close(db, id, "failed", "spoilt", now)
            continue
        resent = bool(resent) or state == "unknown"
        await db.execute(
            "UPDATE letter SET state = 'sending', resent = ?, tries = tries + 1 WHERE id = ?",
            (int(resent), id),
        )
        return Parcel(id, person, number, letter, resent, tries, made)
    await let_go(db, person)
    return None


async def record(db: aiosqlite.Connection, parcel: Parcel, outcome: Outcome, now: int) -> None:
    """Write down what became of a letter."""
    match outcome:
        case Sent(message=message):
            await db.execute("UPDATE letter SET message = ? WHERE id = ?", (message, parcel.row))
            await close(db, parcel.row, "sent", None, now)
        case NotSent(reason=reason, seconds=wait):
            if now - parcel.made > GIVE_UP_AFTER:
                await give_up(db, parcel.row, reason, now)
                return
            later = now + max(1, round(wait + 0.5 if wait is not None else min(2**parcel.tries, LONGEST_WAIT)))
            await db.execute(
                "UPDATE letter SET state = 'queued', not_before = ?, reason = ? WHERE id = ?",
                (later, reason, parcel.row),
            )
        case Unknown(reason=reason):
            await db.execute("UPDATE letter SET state = 'unknown', reason = ? WHERE id = ?", (reason, parcel.row))
        case Rejected(reason=reason):
            await give_up(db, parcel.row, reason, now)
        case Gone(reason=reason):
            await block(db, parcel.person)
            await db.execute(
                """UPDATE letter SET state = 'dropped', reason = ?, body = NULL, closed = ?
                WHERE person = ? AND state IN ('queued', 'sending', 'unknown')""",
                (reason, now, parcel.person),
            )


async def give_up(db: aiosqlite.Connection, row: int, reason: str, now: int) -> None:
    """A letter that will not arrive: the person is told so at the next visit."""
    log.warn("letter_failed", code=reason)
    await close(db, row, "failed", reason, now)


async def close(db: aiosqlite.Connection, row: int, state: str, reason: str | None, now: int) -> None:
    """A letter that is done with keeps no body."""
    await db.execute(
        "UPDATE letter SET state = ?, reason = ?, body = NULL, closed = ? WHERE id = ?",
        (state, reason, now, row),
    )

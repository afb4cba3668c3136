"""The clock: rings what is due, and wipes what was only provisional. Everything it knows is in the tables."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import aiosqlite

from bot import log
from bot.desk import House, post_screen, scene_of
from bot.expiry import expire
from bot.leaving import forget_the_gone, wipe
from bot.people import DAY, local, person, save, seconds, set_aside
from bot.reminders import rang
from bot.secrets import Spoilt
from bot.store import event_of, one
from bot.trust import note_latest, trusted
from conversations.engine import knock, knock_for_all
from conversations.session import Knock
from conversations.times import after_quiet_hours

PROVISIONAL = DAY
"""Without consent, everything of a person is wiped this long after the last thing they did."""

LETTERS_KEPT = 2 * DAY
UPDATES_KEPT = 3 * DAY
"""Telegram redelivers for 24 hours, and may give the same numbers out again after a week."""

CARING = "check_in"
EXPIRY = "expiry"
"""The reminders that are not about money: they ring while the others rest."""

LONGEST_SLEEP = 30.0

WAITING = """FROM reminder JOIN person ON person.id = reminder.person
    WHERE state = 'armed' AND blocked = 0 AND (resting = 0 OR flow IN ('check_in', 'expiry'))"""


class Clock:
    """Rings reminders. `rang` is called when letters were written; `wake` the clock when a reminder was set;
    `told` gives the time as Telegram last told it, in UTC seconds, where it did."""

    def __init__(
        self,
        house: House,
        rang: Callable[[], None] = lambda: None,
        told: Callable[[], int | None] = lambda: None,
    ) -> None:
        self.house = house
        self.rang = rang
        self.told = told
        self._doubted = False
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            pause = LONGEST_SLEEP
            try:
                pause = await self.tick()
            except Exception as fault:
                self.house.faults.error(event_of(fault, "clock_failed"), fault)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):  # wait_for of Python 3.11 may swallow a cancellation
                    await self._wake.wait()

    async def tick(self) -> float:
        """Ring and sweep what is due now; gives the seconds until it has to look again."""

        async def body(db: aiosqlite.Connection) -> tuple[int, int | None]:
            now = self.house.now()
            if not await trusted(db, now, self.told()):
                self._doubt()
                return 0, None
            self._doubted = False
            await note_latest(db, now)
            await sweep(db, now, self.house.settings.backup_days)
            return await ring(db, self.house, now), await next_due(db)

        count, due = await self.house.store.tx(body)
        await asyncio.to_thread(self.house.reserve.hold)
        await self.house.store.tidy(self.house.settings.files, self.house.settings.backups)
        if count:
            self.rang()
        return LONGEST_SLEEP if due is None else min(LONGEST_SLEEP, max(0.05, due - self.house.now()))

    def _doubt(self) -> None:
        """Nothing rings and nothing is wiped by a clock that cannot be right. Said once."""
        if not self._doubted:
            log.warn("clock_doubted")
        self._doubted = True


async def next_due(db: aiosqlite.Connection) -> int | None:
    """When the next reminder rings, in UTC seconds."""
    (due,) = await one(db, f"SELECT min(due) {WAITING}")
    return None if due is None else int(due)


async def ring(db: aiosqlite.Connection, house: House, now: int) -> int:
    """Ring what is due: one knock a person, however many things wait. Gives the number of knocks."""
    rows = await db.execute_fetchall(
        f"""SELECT reminder.id, person.id, flow, step, about, deadline, named {WAITING} AND due <= ?
        ORDER BY due, reminder.id LIMIT 200""",
        (now,),
    )
    due: dict[bytes, list[tuple[int, Knock]]] = {}
    quiet_until = seconds(after_quiet_hours(local(now, house.settings.zone)))
    for id, owner, flow, step, about, deadline, named in rows:
        if quiet_until > now and not named:
            await db.execute("UPDATE reminder SET due = ? WHERE id = ?", (quiet_until, id))
        else:
            due.setdefault(owner, []).append((id, rang(flow, step, about, deadline, house.settings.zone)))
    for owner, reminders in due.items():
        await knock_on(db, house, owner, reminders, now)
    return len(due)


async def knock_on(
    db: aiosqlite.Connection, house: House, owner: bytes, reminders: list[tuple[int, Knock]], now: int
) -> None:
    """Write one knock for all of a person's reminders, under a turn of its own; the talk stays where it is."""
    try:
        who = await person(db, house.keys, owner)
    except Spoilt as fault:
        log.error("person_spoilt", fault)
        await set_aside(db, owner)
        return
    scene = await scene_of(db, who, house, now)
    reminders = alone_if(CARING, reminders) or [one for one in reminders if one[1].flow != EXPIRY] or reminders
    if len(reminders) == 1:
        turn = knock(house.playbook, who.session, reminders[0][1], scene)
    else:
        turn = knock_for_all(who.session, len(reminders), scene)
    for id, _ in reminders:
        await db.execute(
            "UPDATE reminder SET state = 'rang', knock = ?, rang = ? WHERE id = ? AND state = 'armed'",
            (turn.session.turn, now, id),
        )
    await save(db, who, turn.session)
    await post_screen(db, who, turn, house, now)


def alone_if(flow: str, reminders: list[tuple[int, Knock]]) -> list[tuple[int, Knock]]:
    return [reminder for reminder in reminders if reminder[1].flow == flow]


async def sweep(db: aiosqlite.Connection, now: int, backup_days: int) -> None:
    """Wipe what has had its time."""
    await wipe(db, "consent != 'agreed' AND seen <= ?", (now - PROVISIONAL,))
    await expire(db, now)
    await forget_the_gone(db, now, backup_days)
    await db.execute("DELETE FROM letter WHERE closed <= ? AND (state != 'failed' OR told = 1)", (now - LETTERS_KEPT,))
    await db.execute("DELETE FROM handled_update WHERE at <= ?", (now - UPDATES_KEPT,))

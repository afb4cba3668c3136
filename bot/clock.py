"""The clock: rings what is due, and wipes what was only provisional. Everything it knows is in the tables."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import aiosqlite

from bot import log
from bot.desk import House, alone, post_screen, scene_of
from bot.expiry import expire
from bot.leaving import forget_the_gone, wipe
from bot.people import DAY, Person, local, person, put_off, save, seconds, set_aside
from bot.reminders import rang
from bot.secrets import Spoilt
from bot.store import event_of, is_store_fault, one
from bot.trust import note_latest, trusted
from conversations.hours import Hours
from conversations.knocking import knock, knock_for_all
from conversations.nudging import NUDGE
from conversations.waiting import Reminder, one_each

PROVISIONAL = DAY
"""Without consent, everything of a person is wiped this long after the last thing they did."""

LETTERS_KEPT = 2 * DAY
UPDATES_KEPT = 3 * DAY
"""Telegram redelivers for 24 hours, and may give the same numbers out again after a week."""

CARING = "check_in"
EXPIRY = "expiry"
"""The reminders that are not about money: they ring while the others rest."""

LONGEST_SLEEP = 30.0

LATE = timedelta(hours=1)
"""What somebody wanted in their quiet hours rings no later than this after its time; then it waits for the morning."""

AT_ONCE = 100
"""Reminders that are looked at in one transaction; of the people whose they are, everything that is due rings."""

AN_HOUR = 3600
"""So long waits what our own code failed on: one person's trouble is nobody else's."""

WAITING = """FROM reminder JOIN person ON person.id = reminder.person
    WHERE state = 'armed' AND (resting = 0 OR flow IN ('check_in', 'expiry'))"""


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
    """Ring what is due: one knock a person, however many things wait. Gives the number of people who were seen to."""
    rows = await db.execute_fetchall(
        f"SELECT person.id {WAITING} AND due <= ? ORDER BY due, reminder.id LIMIT ?", (now, AT_ONCE)
    )
    people = dict.fromkeys(owner for (owner,) in rows)
    for owner in people:
        try:
            await alone(db, knock_on(db, house, owner, now))
        except Exception as fault:
            if is_store_fault(fault):
                raise
            log.error("knock_failed", fault)
            await put_off(db, owner, now + AN_HOUR, now)
    return len(people)


async def knock_on(db: aiosqlite.Connection, house: House, owner: bytes, now: int) -> None:
    """Write one knock for all of a person's reminders, under a turn of its own; the talk stays where it is. In their
    quiet hours only what they want at that time rings, the rest comes when those are over."""
    try:
        who = await person(db, house.keys, owner)
    except Spoilt as fault:
        log.error("person_spoilt", fault)
        await set_aside(db, owner)
        return
    scene = await scene_of(db, who, house, now)
    due = await due_of(db, who, scene.now)
    if who.hours.quiet_at(scene.now):
        morning = seconds(who.hours.after_quiet(scene.now))
        for row, reminder in due:
            if not wanted(reminder, scene.now, who.hours):
                await db.execute("UPDATE reminder SET due = ? WHERE id = ?", (morning, row))
        due = [(row, reminder) for row, reminder in due if wanted(reminder, scene.now, who.hours)]
    due = alone_if(CARING, due) or [one for one in due if one[1].what.flow != EXPIRY] or due
    if not due:
        return
    told = [reminder for _, reminder in due if reminder.what.flow != NUDGE] or [due[-1][1]]
    things = one_each(told)
    if len(things) == 1:
        turn = knock(house.playbook, who.session, told[-1].what, scene)
    else:
        turn = knock_for_all(who.session, things, scene)
    for row, reminder in due:
        number = turn.session.turn if reminder in told else None
        await db.execute(
            "UPDATE reminder SET state = 'rang', knock = ?, rang = ? WHERE id = ? AND state = 'armed'",
            (number, now, row),
        )
    await save(db, who, turn.session)
    await post_screen(db, who, turn, house, now)


def wanted(reminder: Reminder, now: datetime, hours: Hours) -> bool:
    """Whether a person wants to be rung up in their quiet hours: at the time that they named, and not much later."""
    return reminder.named and hours.quiet_at(reminder.due) and now - reminder.due < LATE


async def due_of(db: aiosqlite.Connection, who: Person, now: datetime) -> list[tuple[int, Reminder]]:
    """The reminders of one person that are due, with the ids of their rows, in order of time."""
    zone = now.tzinfo or UTC
    rows = await db.execute_fetchall(
        f"""SELECT reminder.id, flow, step, about, deadline, due, named {WAITING} AND person.id = ? AND due <= ?
        ORDER BY due, reminder.id""",
        (who.id, seconds(now)),
    )
    return [
        (row, Reminder(rang(flow, step, about, deadline, zone), local(due, zone), bool(named)))
        for row, flow, step, about, deadline, due, named in rows
    ]


def alone_if(flow: str, due: list[tuple[int, Reminder]]) -> list[tuple[int, Reminder]]:
    return [one for one in due if one[1].what.flow == flow]


async def sweep(db: aiosqlite.Connection, now: int, backup_days: int) -> None:
    """Wipe what has had its time."""
    await wipe(db, "consent != 'agreed' AND seen <= ?", (now - PROVISIONAL,))
    await expire(db, now)
    await forget_the_gone(db, now, backup_days)
    await db.execute("DELETE FROM letter WHERE closed <= ? AND (state != 'failed' OR told = 1)", (now - LETTERS_KEPT,))
    await db.execute("DELETE FROM handled_update WHERE at <= ?", (now - UPDATES_KEPT,))

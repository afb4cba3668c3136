"""Reminders in the store: set, moved, settled. One row each ring; the clock rings them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, tzinfo

import aiosqlite

from bot.people import Person, local, seconds
from conversations.effects import RemindBy
from conversations.nudging import NUDGE
from conversations.scene import NEXT, Scene
from conversations.session import Knock
from conversations.waiting import Reminder, one_each

SET = """INSERT INTO reminder (person, flow, about, step, due, deadline, named) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (person, flow, about, step) DO UPDATE SET due = excluded.due, deadline = excluded.deadline,
        named = excluded.named, state = 'armed', knock = NULL, rang = NULL"""


async def remind(
    db: aiosqlite.Connection, person: bytes, what: Knock, due: datetime, deadline: datetime | None, named: bool = False
) -> None:
    """Set one to ring, or move it."""
    await db.execute(
        SET,
        (
            person,
            what.flow,
            what.about,
            what.step,
            seconds(due),
            seconds(deadline) if deadline else None,
            int(named),
        ),
    )


async def remind_by(db: aiosqlite.Connection, person: bytes, ladder: RemindBy) -> None:
    """Set every rung of a ladder; what was set before about the same entries is settled."""
    for entry in {rung.about.partition(".")[0] for rung in ladder.rungs}:
        await settle(db, person, ladder.flow, entry)
    rows = (
        (person, ladder.flow, rung.about, rung.step, seconds(rung.due), seconds(rung.deadline), 0)
        for rung in ladder.rungs
    )
    await db.executemany(SET, rows)


async def settle(db: aiosqlite.Connection, person: bytes, flow: str, about: str, state: str = "done") -> None:
    """End the reminders of a flow about an entry and about its parts; or about none."""
    await db.execute(
        """UPDATE reminder SET state = ?4 WHERE person = ?1 AND flow = ?2
        AND (about = ?3 OR (?3 != '' AND substr(about, 1, length(?3) + 1) = ?3 || '.'))""",
        (person, flow, about, state),
    )


async def stop(db: aiosqlite.Connection, person: bytes) -> None:
    """Nothing rings any more, and nobody is asked about what they left half-way."""
    await db.execute("UPDATE reminder SET state = 'stopped' WHERE person = ?", (person,))
    await db.execute(
        "INSERT INTO reminder (person, flow, due, state) VALUES (?, ?, 0, 'stopped') ON CONFLICT DO NOTHING",
        (person, NUDGE),
    )


async def nudge(db: aiosqlite.Connection, person: bytes, at: datetime | None) -> None:
    """Ask about what is open at that time, or not at all; never where somebody wanted no more of it."""
    if at is None:
        await db.execute(
            "DELETE FROM reminder WHERE person = ? AND flow = ? AND about = '' AND state != 'stopped'", (person, NUDGE)
        )
        return
    await db.execute(
        """INSERT INTO reminder (person, flow, due) VALUES (?, ?, ?)
        ON CONFLICT (person, flow, about, step) DO UPDATE SET due = excluded.due, state = 'armed', knock = NULL
        WHERE state != 'stopped'""",
        (person, NUDGE, seconds(at)),
    )


async def with_reminders(db: aiosqlite.Connection, who: Person, scene: Scene) -> Scene:
    """A scene with what waits to ring or rang unanswered; what asks about the data, or whether to go on, is not told
    of. The case names the next of those that 我的进度 speaks of."""
    zone = scene.now.tzinfo or UTC
    rows = await db.execute_fetchall(
        """SELECT flow, step, about, deadline, due, named, state FROM reminder
        WHERE person = ? AND state IN ('armed', 'rang', 'paused') AND flow NOT IN ('expiry', 'nudge')
        ORDER BY due, id""",
        (who.id,),
    )
    every = [
        (state, Reminder(rang(flow, step, about, deadline, zone), local(due, zone), bool(named), state == "rang"))
        for flow, step, about, deadline, due, named, state in rows
    ]
    scene = replace(
        scene,
        reminders=tuple(one for state, one in every if state != "paused"),
        paused=any(state == "paused" for state, _ in every),
    )
    coming = next((one for one in scene.things if one.what.flow == NEXT), None)
    case = replace(scene.case, reminders=len(one_each(one for _, one in every)))
    if coming:
        case = replace(case, due=coming.due, deadline=coming.last, about=coming.what.about)
    return replace(scene, case=case)


async def resume(db: aiosqlite.Connection, person: bytes, due: datetime, now: int) -> None:
    """Reminders that were paused ring again, none of them at once."""
    await db.execute(
        """UPDATE reminder SET state = 'armed', due = CASE WHEN due <= ? THEN ? ELSE due END
        WHERE person = ? AND state = 'paused'""",
        (now, seconds(due), person),
    )


def rang(flow: str, step: str, about: str, deadline: int | None, zone: tzinfo) -> Knock:
    """A row of the table as what rings."""
    return Knock(flow, step, about, local(deadline, zone).isoformat() if deadline is not None else "")

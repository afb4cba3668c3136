"""Reminders in the store: set, moved, settled. One row each ring; the clock rings them."""

from __future__ import annotations

from datetime import datetime, tzinfo

import aiosqlite

from bot.people import local, seconds
from conversations.effects import RemindBy
from conversations.session import Knock


async def remind(
    db: aiosqlite.Connection, person: bytes, what: Knock, due: datetime, deadline: datetime | None, named: bool = False
) -> None:
    """Set one to ring, or move it."""
    await db.execute(
        """INSERT INTO reminder (person, flow, about, step, due, deadline, named) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (person, flow, about, step) DO UPDATE SET due = excluded.due, deadline = excluded.deadline,
            named = excluded.named, state = 'armed', knock = NULL, rang = NULL""",
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
    for rung in ladder.rungs:
        await remind(db, person, Knock(ladder.flow, rung.step, rung.about), rung.due, rung.deadline)


async def settle(db: aiosqlite.Connection, person: bytes, flow: str, about: str) -> None:
    """End the reminders of a flow about an entry and about its parts; or about none."""
    await db.execute(
        """UPDATE reminder SET state = 'done' WHERE person = ?1 AND flow = ?2
        AND (about = ?3 OR (?3 != '' AND substr(about, 1, length(?3) + 1) = ?3 || '.'))""",
        (person, flow, about),
    )


def rang(flow: str, step: str, about: str, deadline: int | None, zone: tzinfo) -> Knock:
    """A row of the table as what rings."""
    return Knock(flow, step, about, local(deadline, zone).isoformat() if deadline is not None else "")

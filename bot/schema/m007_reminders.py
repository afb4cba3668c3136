"""Several reminders of one flow: what each is about, and the step with which it knocks; a person's zone and quiet
hours."""

from __future__ import annotations

import aiosqlite


async def m007_reminders(db: aiosqlite.Connection, master: bytes) -> None:
    """`about`: the id of an entry of the person's ledger, or of a part of one ("12.1"); empty for what stands alone.
    `step`: empty for the first one of the flow.
    'paused': the person blocked the bot, and has not said since whether to go on."""
    for statement in (
        """CREATE TABLE reminder_by_subject (
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            flow TEXT NOT NULL,
            about TEXT NOT NULL DEFAULT '',
            step TEXT NOT NULL DEFAULT '',
            due INTEGER NOT NULL,
            deadline INTEGER,
            named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'armed' CHECK (state IN ('armed', 'rang', 'paused', 'done', 'stopped')),
            knock INTEGER,
            rang INTEGER,
            UNIQUE (person, flow, about, step)
        ) STRICT""",
        """INSERT INTO reminder_by_subject (id, person, flow, due, deadline, named, state, knock, rang)
            SELECT reminder.id, person, flow, due, deadline, named,
                CASE WHEN blocked = 1 AND state = 'armed' THEN 'paused' ELSE state END, knock, rang
            FROM reminder JOIN person ON person.id = person""",
        "DROP TABLE reminder",
        "ALTER TABLE reminder_by_subject RENAME TO reminder",
        "CREATE INDEX reminder_due ON reminder (due) WHERE state = 'armed'",
        "ALTER TABLE person ADD COLUMN hours BLOB",
    ):
        await db.execute(statement)

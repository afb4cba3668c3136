"""A person, where they are, what is kept of them; letters to them; reminders; updates handled."""

from __future__ import annotations

import aiosqlite


async def m001_first_visit(db: aiosqlite.Connection, master: bytes) -> None:
    for statement in (
        """CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT""",
        """CREATE TABLE handled_update (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT""",
        """CREATE INDEX handled_update_at ON handled_update (at)""",
        """CREATE TABLE person (
            id BLOB PRIMARY KEY,
            lookup BLOB NOT NULL UNIQUE,
            chat BLOB NOT NULL,
            locale TEXT NOT NULL,
            session BLOB NOT NULL,
            consent TEXT NOT NULL DEFAULT 'open' CHECK (consent IN ('open', 'agreed', 'refused')),
            consent_version INTEGER,
            consent_at INTEGER,
            seen INTEGER NOT NULL,
            resting INTEGER NOT NULL DEFAULT 0 CHECK (resting IN (0, 1)),
            blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
            leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1))
        ) STRICT""",
        """CREATE INDEX person_provisional ON person (seen) WHERE consent != 'agreed'""",
        """CREATE TABLE record (
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            kind TEXT NOT NULL,
            visit INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (person, kind, visit)
        ) STRICT""",
        """CREATE TABLE kept_message (
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            kept INTEGER NOT NULL,
            sent INTEGER,
            sender BLOB NOT NULL,
            body BLOB NOT NULL
        ) STRICT""",
        """CREATE INDEX kept_message_person ON kept_message (person)""",
        """CREATE TABLE reminder (
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            flow TEXT NOT NULL,
            due INTEGER NOT NULL,
            deadline INTEGER,
            named INTEGER NOT NULL CHECK (named IN (0, 1)),
            state TEXT NOT NULL DEFAULT 'armed' CHECK (state IN ('armed', 'rang', 'done', 'stopped')),
            knock INTEGER,
            rang INTEGER,
            UNIQUE (person, flow)
        ) STRICT""",
        """CREATE INDEX reminder_due ON reminder (due) WHERE state = 'armed'""",
        """CREATE TABLE letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            body BLOB,
            state TEXT NOT NULL DEFAULT 'queued'
                CHECK (state IN ('queued', 'sending', 'unknown', 'sent', 'failed', 'dropped')),
            resent INTEGER NOT NULL DEFAULT 0 CHECK (resent IN (0, 1)),
            tries INTEGER NOT NULL DEFAULT 0,
            not_before INTEGER NOT NULL DEFAULT 0,
            message INTEGER,
            reason TEXT,
            made INTEGER NOT NULL,
            closed INTEGER,
            told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
        ) STRICT""",
        """CREATE INDEX letter_open ON letter (person, id) WHERE state IN ('queued', 'sending', 'unknown')""",
        """CREATE INDEX letter_closed ON letter (closed) WHERE closed IS NOT NULL""",
        """CREATE INDEX letter_person ON letter (person)""",
    ):
        await db.execute(statement)

"""What people owe and can pay, with every change: the newest row of an entry is what holds, the others what was."""

from __future__ import annotations

import aiosqlite


async def m005_ledger(db: aiosqlite.Connection, master: bytes) -> None:
    """`change` numbers a person's changes: the rows of one are undone together. A body that is NULL: taken out."""
    for statement in (
        """CREATE TABLE ledger (
            id INTEGER PRIMARY KEY,
            person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
            kind TEXT NOT NULL,
            entry TEXT NOT NULL,
            change INTEGER NOT NULL,
            at INTEGER NOT NULL,
            body BLOB
        ) STRICT""",
        """CREATE INDEX ledger_person ON ledger (person, kind, entry)""",
    ):
        await db.execute(statement)

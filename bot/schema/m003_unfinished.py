"""A person's text whose second part may still be to come."""

from __future__ import annotations

import aiosqlite


async def m003_unfinished(db: aiosqlite.Connection, master: bytes) -> None:
    await db.execute(
        """CREATE TABLE unfinished (
            person BLOB PRIMARY KEY REFERENCES person ON DELETE CASCADE,
            body BLOB NOT NULL
        ) STRICT"""
    )

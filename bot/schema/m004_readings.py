"""How a kept message was read, and what the person said of that; `turn` is that of the talk in which it came,
`message` its number in the chat, 0 where it had none."""

from __future__ import annotations

import aiosqlite


async def m004_readings(db: aiosqlite.Connection, master: bytes) -> None:
    await db.execute("ALTER TABLE kept_message ADD COLUMN turn INTEGER NOT NULL DEFAULT 0")
    await db.execute("ALTER TABLE kept_message ADD COLUMN message INTEGER NOT NULL DEFAULT 0")
    await db.execute("ALTER TABLE kept_message ADD COLUMN reading BLOB")

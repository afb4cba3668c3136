"""What was read in pictures: of a file that is fetched, whether it is to be read or what came of that; of a kept
message, the kept file that it was read in. By the hash `content`, bytes are known again that came under another id."""

from __future__ import annotations

import aiosqlite


async def m006_pictures(db: aiosqlite.Connection, master: bytes) -> None:
    """`reading` is NULL where there is nothing to read, 'wanted', 'read', or why nothing was read."""
    await db.execute("ALTER TABLE wanted_file ADD COLUMN file INTEGER REFERENCES kept_file ON DELETE CASCADE")
    await db.execute("ALTER TABLE wanted_file ADD COLUMN reading TEXT")
    await db.execute("ALTER TABLE kept_message ADD COLUMN file INTEGER REFERENCES kept_file ON DELETE SET NULL")
    await db.execute("ALTER TABLE kept_file ADD COLUMN content BLOB")
    await db.execute("CREATE INDEX kept_message_file ON kept_message (file) WHERE file IS NOT NULL")

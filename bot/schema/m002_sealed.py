"""Everything that somebody wrote is sealed; files, errands, and what leaving needs.

`meta` holds from now on, sealed with the key file: 'index', from which hashes and marks are made. A database of the
first release was made with the key file itself for that, and goes on with it, so that people and buttons are known.
"""

from __future__ import annotations

import hmac
import secrets

import aiosqlite

from bot.secrets import KEY_BYTES, PersonKey, derived, wrapped, wrapping
from bot.settings import BadSetting

TABLES = (
    """ALTER TABLE person ADD COLUMN key BLOB NOT NULL DEFAULT x''""",
    """ALTER TABLE person ADD COLUMN minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1))""",
    """ALTER TABLE person ADD COLUMN since INTEGER NOT NULL DEFAULT 0""",
    """UPDATE person SET since = coalesce(consent_at, seen)""",
    """ALTER TABLE person ADD COLUMN keep_days INTEGER NOT NULL DEFAULT 180""",
    """ALTER TABLE person ADD COLUMN warned INTEGER NOT NULL DEFAULT 0""",
    """CREATE INDEX person_seen ON person (seen) WHERE consent = 'agreed'""",
    """ALTER TABLE handled_update ADD COLUMN lookup BLOB""",
    """ALTER TABLE handled_update ADD COLUMN message INTEGER""",
    """CREATE INDEX handled_update_lookup ON handled_update (lookup) WHERE lookup IS NOT NULL""",
    """CREATE TABLE errand (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('fetch', 'unsay')),
        body BLOB NOT NULL,
        made INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        not_before INTEGER NOT NULL DEFAULT 0,
        bubble INTEGER
    ) STRICT""",
    """CREATE INDEX errand_due ON errand (not_before)""",
    """CREATE INDEX errand_person ON errand (person)""",
    """CREATE TABLE wanted_file (
        id INTEGER PRIMARY KEY,
        errand INTEGER NOT NULL REFERENCES errand ON DELETE CASCADE,
        bytes INTEGER NOT NULL,
        same BLOB,
        fate TEXT CHECK (fate IN
            ('kept', 'again', 'too_big', 'failed', 'full', 'no_room', 'unwanted', 'young')),
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE INDEX wanted_file_errand ON wanted_file (errand, fate)""",
    """CREATE TABLE kept_file (
        id INTEGER PRIMARY KEY,
        person BLOB NOT NULL REFERENCES person ON DELETE CASCADE,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('photo', 'voice', 'file')),
        bytes INTEGER NOT NULL,
        kept INTEGER NOT NULL,
        sent INTEGER,
        same BLOB NOT NULL,
        about BLOB NOT NULL,
        UNIQUE (person, same)
    ) STRICT""",
    """CREATE TABLE gone (lookup BLOB PRIMARY KEY, at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE backup (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT""",
    """CREATE TABLE leftover (name TEXT PRIMARY KEY) STRICT""",
)
"""`handled_update` says for a while which message of whom an update was, so that it can be taken back. `gone` holds
the hash of who left, so that no restored backup brings them back; `leftover` the files that are still to go. By the
hash `same`, a file is known again that was sent twice."""


async def m002_sealed(db: aiosqlite.Connection, master: bytes) -> None:
    index = await index_until_now(db, master)
    cipher = wrapping(master)
    for statement in TABLES:
        await db.execute(statement)
    for (person,) in await db.execute_fetchall("SELECT id FROM person"):
        key = secrets.token_bytes(KEY_BYTES)
        await db.execute("UPDATE person SET key = ? WHERE id = ?", (wrapped(cipher, key, person), person))
        await seal_rows(db, person, PersonKey(person, key))
    await db.execute("INSERT INTO meta (name, value) VALUES ('index', ?)", (wrapped(cipher, index, b"index"),))
    await db.execute("INSERT INTO meta (name, value) VALUES ('untidy', x'')")


async def index_until_now(db: aiosqlite.Connection, master: bytes) -> bytes:
    """What hashes and marks were made with so far; something new where there were none."""
    known = [row[0] for row in await db.execute_fetchall("SELECT value FROM meta WHERE name = 'key'")]
    if not known:
        return secrets.token_bytes(KEY_BYTES)
    if not hmac.compare_digest(known[0], derived(master, b"canary", b"wenzhu")):
        raise BadSetting("key_of_another")
    await db.execute("DELETE FROM meta WHERE name = 'key'")
    return master


async def seal_rows(db: aiosqlite.Connection, person: bytes, key: PersonKey) -> None:
    """Seal what the first release wrote in the clear."""
    for table, column in (("person", "chat"), ("person", "session")):
        sql = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608 - names of our own
        for (value,) in await db.execute_fetchall(sql, (person,)):
            sealed = key.seal_bytes(value, table, column)
            await db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (sealed, person))  # noqa: S608 - of ours
    for table, column in (("record", "body"), ("kept_message", "sender"), ("kept_message", "body"), ("letter", "body")):
        sql = f"SELECT id, {column} FROM {table} WHERE person = ? AND {column} IS NOT NULL"  # noqa: S608 - of ours
        for row, value in await db.execute_fetchall(sql, (person,)):
            sealed = key.seal_bytes(value, table, column, row)
            await db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (sealed, row))  # noqa: S608 - of ours

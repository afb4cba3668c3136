"""Leaving: what is deleted, in which order, and what is swept away when its time has come.

Forgetting begins with the key: without it, nothing that any copy of the database holds of a person can be read.
Files, and what is left in the pages of the database, are swept up right after the transaction, and again after every
start, until it is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import aiosqlite

from bot.people import DAY, Person, enrol
from bot.secrets import Keys
from bot.store import new_row
from conversations.effects import PARTS, Part
from conversations.session import Session

TAKES_BACK = 47 * 3600
"""Telegram lets a bot delete what is younger than 48 hours; an hour is left for the way."""

TABLES: dict[Part, tuple[str, ...]] = {
    "records": ("record",),
    "messages": ("kept_message", "kept_file"),
    "reminders": ("reminder",),
    "debts": ("ledger",),
}
"""What each part is, by its tables."""


async def erase(db: aiosqlite.Connection, keys: Keys, who: Person, session: Session, now: int) -> Person:
    """Everything about a person goes, their key first. What is left is an empty row, until the farewell is sent."""
    await db.execute("UPDATE person SET key = x'' WHERE id = ?", (who.id,))
    messages = await recent_messages(db, who, now)
    await drop_files(db, "person = ?", (who.id,))
    await db.execute("DELETE FROM person WHERE id = ?", (who.id,))
    await db.execute("UPDATE handled_update SET lookup = NULL, message = NULL WHERE lookup = ?", (who.lookup,))
    await db.execute("INSERT OR REPLACE INTO gone (lookup, at) VALUES (?, ?)", (who.lookup, now))
    await untidy(db)
    leaver = await enrol(db, keys, who.lookup, who.chat, who.locale, now, session, leaving=True)
    await unsay(db, leaver, messages, now)
    return leaver


async def erase_some(db: aiosqlite.Connection, who: Person, what: Part | None = None) -> None:
    """One part of what is kept goes, or all of it, while the person stays."""
    if what in (None, "messages"):
        await drop_files(db, "person = ?", (who.id,))
        await db.execute("DELETE FROM errand WHERE person = ? AND kind = 'fetch'", (who.id,))
    for part in (what,) if what else PARTS:
        for table in TABLES[part]:
            await db.execute(f"DELETE FROM {table} WHERE person = ?", (who.id,))  # noqa: S608 - names of our own
    await untidy(db)


async def take_back(db: aiosqlite.Connection, who: Person, now: int) -> None:
    """Have everything deleted from the chat that Telegram still lets go."""
    await unsay(db, who, await recent_messages(db, who, now), now)


async def unsay(db: aiosqlite.Connection, who: Person, messages: Iterable[int], now: int) -> None:
    numbers = sorted(messages)
    if not numbers:
        return
    row = await new_row(db, "errand")
    body = who.key.seal(json.dumps(numbers), "errand", "body", row)
    await db.execute(
        "INSERT INTO errand (id, person, kind, body, made) VALUES (?, ?, 'unsay', ?, ?)", (row, who.id, body, now)
    )


async def recent_messages(db: aiosqlite.Connection, who: Person, now: int) -> set[int]:
    """The messages of both sides that Telegram still lets a bot delete."""
    rows = await db.execute_fetchall(
        """SELECT message FROM letter WHERE person = :id AND message > 0 AND closed > :since
        UNION SELECT message FROM handled_update WHERE lookup = :lookup AND message > 0 AND at > :since""",
        {"id": who.id, "lookup": who.lookup, "since": now - TAKES_BACK},
    )
    return {row[0] for row in rows}


async def wipe(db: aiosqlite.Connection, which: str, values: tuple[object, ...]) -> int:
    """Delete people by a condition of our own, files and all. Gives how many there were."""
    sql = f"SELECT id FROM person WHERE {which}"  # noqa: S608 - a condition of our own
    people = [row[0] for row in await db.execute_fetchall(sql, values)]
    for id in people:
        await drop_files(db, "person = ?", (id,))
        await db.execute("UPDATE person SET key = x'' WHERE id = ?", (id,))
        await db.execute("DELETE FROM person WHERE id = ?", (id,))
    if people:
        await untidy(db)
    return len(people)


async def drop_files(db: aiosqlite.Connection, which: str, values: tuple[object, ...]) -> None:
    """Note the names of files that are to go: they are removed when this is on the disk."""
    sql = f"INSERT OR IGNORE INTO leftover (name) SELECT name FROM kept_file WHERE {which}"  # noqa: S608 - as above
    await db.execute(sql, values)


async def untidy(db: aiosqlite.Connection) -> None:
    """Note that something was deleted: its bytes are swept out of the database file too."""
    await db.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('untidy', x'')")


async def let_go(db: aiosqlite.Connection, person: bytes) -> None:
    """Delete the empty row of who left, when the farewell has gone out and nothing is to be taken back any more."""
    await db.execute(
        """DELETE FROM person WHERE id = ? AND leaving = 1
        AND NOT EXISTS (SELECT 1 FROM errand WHERE person = person.id)
        AND NOT EXISTS (SELECT 1 FROM letter WHERE person = person.id AND state IN ('queued', 'sending', 'unknown'))""",
        (person,),
    )


async def forget_the_gone(db: aiosqlite.Connection, now: int, backup_days: int) -> None:
    """The hash of who left is needed as long as a backup may still hold them."""
    await db.execute("DELETE FROM gone WHERE at <= ?", (now - (backup_days + 1) * DAY,))

"""A person's ledger in the store: the newest row of each entry is what holds; each change can be undone."""

from __future__ import annotations

from collections.abc import Mapping

import aiosqlite

from bot import log
from bot.people import Person
from bot.secrets import Spoilt
from bot.store import next_row, one
from conversations.ledger import Entry, Ledger

NEWEST = "SELECT max(id), kind, entry, body FROM ledger WHERE person = ? GROUP BY kind, entry"


async def ledger_of(db: aiosqlite.Connection, who: Person) -> tuple[Ledger, int]:
    """What somebody told of their debts and money, and how many changes of it can be undone."""
    entries = await entries_of(db, who)
    (changes,) = await one(db, "SELECT count(DISTINCT change) FROM ledger WHERE person = ?", (who.id,))
    return Ledger.read(entries), changes


async def entries_of(db: aiosqlite.Connection, who: Person) -> Mapping[Entry, str]:
    """Every entry that holds. One that does not open is left out, and said in the log: the others are still there."""
    entries: dict[Entry, str] = {}
    for row, kind, entry, body in await db.execute_fetchall(NEWEST, (who.id,)):
        if body is None:
            continue
        try:
            entries[kind, entry] = who.key.open(body, "ledger", "body", row)
        except Spoilt as fault:
            log.error("ledger_spoilt", fault)
    return entries


async def keep_ledger(db: aiosqlite.Connection, who: Person, ledger: Ledger, now: int) -> None:
    """Write what is otherwise than before, as one change."""
    before, after = await entries_of(db, who), ledger.entries()
    changed = [entry for entry in {**before, **after} if before.get(entry) != after.get(entry)]
    (change,) = await one(db, "SELECT coalesce(max(change), 0) + 1 FROM ledger WHERE person = ?", (who.id,))
    for entry in changed:
        row, text = await next_row(db, "ledger"), after.get(entry)
        body = None if text is None else who.key.seal(text, "ledger", "body", row)
        await db.execute(
            "INSERT INTO ledger (id, person, kind, entry, change, at, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row, who.id, *entry, change, now, body),
        )


async def undo(db: aiosqlite.Connection, who: Person) -> None:
    """Take the last change back; where there is none, nothing."""
    await db.execute(
        """DELETE FROM ledger WHERE person = ?1
        AND change = (SELECT max(change) FROM ledger WHERE person = ?1)""",
        (who.id,),
    )

"""What was kept before: of the same day, so that it is seen who wrote how often; of a message that was edited; of one
that was read in a picture."""

from __future__ import annotations

import json
from datetime import tzinfo
from typing import Literal

import aiosqlite

from bot.people import DAY, Person, local, seconds
from bot.store import maybe_one
from conversations.collector import Contact
from conversations.events import Forwarded, Kept


async def contacts_before(
    db: aiosqlite.Connection, who: Person, message: Forwarded, zone: tzinfo
) -> tuple[Contact, ...]:
    """The messages of the day before this one, up to it; none where its time is unknown."""
    if message.sent is None:
        return ()
    at = seconds(message.sent)
    rows = await db.execute_fetchall(
        "SELECT id, sent, reading FROM kept_message WHERE person = ? AND sent BETWEEN ? AND ? AND reading IS NOT NULL",
        (who.id, at - DAY, at - 1),
    )
    return tuple(
        Contact(
            frozenset(json.loads(who.key.open(sealed, "kept_message", "reading", row))["names"]),
            local(sent, zone),
        )
        for row, sent, sealed in rows
    )


async def message_in(db: aiosqlite.Connection, who: Person, file: int, zone: tzinfo) -> Kept | None:
    """What was read in a kept picture; None where that was nothing."""
    return await kept(db, who, "file", file, zone)


async def message_under(db: aiosqlite.Connection, who: Person, record: int, zone: tzinfo) -> Kept | None:
    """The message that came in a turn; None where none did, or it is gone."""
    return await kept(db, who, "turn", record, zone)


async def kept(
    db: aiosqlite.Connection, who: Person, column: Literal["file", "turn"], number: int, zone: tzinfo
) -> Kept | None:
    sql = f"SELECT id, turn, body, sender, sent FROM kept_message WHERE person = ? AND {column} = ? AND turn > 0"  # noqa: S608 - one of two names
    row = await maybe_one(db, sql, (who.id, number))
    if row is None:
        return None
    id, turn, body, sender, sent = row
    return Kept(
        turn,
        who.key.open(body, "kept_message", "body", id),
        who.key.open(sender, "kept_message", "sender", id),
        None if sent is None else local(sent, zone),
    )


async def turn_of_kept(db: aiosqlite.Connection, who: Person, number: int) -> int:
    """The turn in which somebody else's message came that is kept, by its number in the chat; 0 where there is none."""
    row = await maybe_one(
        db, "SELECT turn FROM kept_message WHERE person = ? AND message = ? AND message > 0", (who.id, number)
    )
    return int(row[0]) if row else 0

"""What was kept before: of the same day, so that it is seen who wrote how often; of a message that was edited."""

from __future__ import annotations

import json
from datetime import tzinfo

import aiosqlite

from bot.people import DAY, Person, local, seconds
from bot.store import maybe_one
from conversations.collector import Contact
from conversations.events import Forwarded


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


async def turn_of_kept(db: aiosqlite.Connection, who: Person, number: int) -> int:
    """The turn in which somebody else's message came that is kept, by its number in the chat; 0 where there is none."""
    row = await maybe_one(
        db, "SELECT turn FROM kept_message WHERE person = ? AND message = ? AND message > 0", (who.id, number)
    )
    return int(row[0]) if row else 0

"""A text that Telegram cut in two is one text: a full-length part waits a moment for what comes after it.

It waits in the store, and not at Telegram: a webhook gives the second part only after the first was acknowledged.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import aiosqlite

from bot.hearing import Said
from bot.people import Person, local, seconds
from bot.store import maybe_one
from conversations.events import Failed, Forwarded
from conversations.times import BEIJING

FULL = 4000
"""UTF-16 units from which a text may be the first part of one that was too long for Telegram (4,096)."""

LONGEST = 16 * FULL

Part = Said | Forwarded
T = TypeVar("T")

CONTINUATION = 1.5
"""Seconds that a full-length text waits."""


def is_full(what: object) -> bool:
    """Whether something is a text so long that Telegram may have cut it off, and the rest is still to come."""
    return isinstance(what, Part) and units(what.text) >= FULL


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


async def keep(db: aiosqlite.Connection, who: Person, part: Part) -> None:
    """Let a text wait for what comes after it."""
    sent = seconds(part.sent) if isinstance(part, Forwarded) and part.sent else None
    told = [part.text] if isinstance(part, Said) else [part.text, part.sender, sent]
    body = who.key.seal(json.dumps(told), "unfinished", "body")
    await db.execute("INSERT INTO unfinished (person, body) VALUES (?, ?)", (who.id, body))


async def take(db: aiosqlite.Connection, who: Person) -> Part | None:
    """The text that waits, if one does. It waits no longer."""
    row = await maybe_one(db, "DELETE FROM unfinished WHERE person = ? RETURNING body", (who.id,))
    if row is None:
        return None
    told = json.loads(who.key.open(row[0], "unfinished", "body"))
    if len(told) == 1:
        return Said(told[0])
    text, sender, sent = told
    return Forwarded(text, sender, moment(sent))


def moment(sent: int | None) -> datetime | None:
    return None if sent is None else local(sent, BEIJING)


async def completed(db: aiosqlite.Connection, who: Person, what: T, goes_on: bool) -> tuple[T | Part, ...]:
    """What there is to answer now that this came: nothing yet, a text that is whole now, or one before the other."""
    first = await take(db, who)
    if isinstance(what, Failed):
        first = None
    if not isinstance(what, Said | Forwarded):
        return (what,) if first is None else (first, what)
    part: Part = what
    if first and type(first) is type(part) and units(first.text) < LONGEST:
        part = replace(part, text=first.text + part.text)
        first = None
    before = () if first is None else (first,)
    if not goes_on:
        return (*before, part)
    await keep(db, who, part)
    return before

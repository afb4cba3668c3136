"""Reading a kept picture: opened with the person's key, recognised by the worker, told to the conversation.

What was read is kept in the same transaction in which the picture is noted as read: killed before that, it is read
again; afterwards, never.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import aiosqlite

from bot import log
from bot.attached import READ, WANTED
from bot.desk import House, answer
from bot.errands import Errand, Later
from bot.people import local, person
from bot.sealed_file import read as opened
from bot.secrets import PersonKey, Spoilt
from bot.store import maybe_one
from conversations.events import Forwarded, Pictured
from conversations.pictures import Read, Refusal, Refused, dated, title_of

CLEAR = 0.9
"""How sure the letters have to be, on the average, so that their text is not shown before it is judged."""

LONGEST = 6000
"""Characters: more than the longest screenshot holds that can be read."""

ReadPicture = Callable[[bytes], Awaitable[Read | Refused]]
"""The text of a picture from its bytes, or why there is none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture is kept, and who first sent it and when, in UTC seconds: which is not who wrote the messages in
    it, where those are a screenshot."""

    file: int
    name: str
    sender: str
    sent: int | None


class Picturing:
    """Reads one picture at a time, whosever it is: no two are in memory. `posted` as of `Fetching`."""

    def __init__(self, house: House, read_picture: ReadPicture, posted: Callable[[], None] = lambda: None) -> None:
        self.house = house
        self.read_picture = read_picture
        self.posted = posted
        self._turn = asyncio.Lock()

    async def read(self, errand: Errand, row: int) -> Later | None:
        """Read the picture of a row, unless that does not wait for it any more."""
        store = self.house.store
        async with self._turn:
            picture = await store.tx(lambda db: waiting(db, errand, row))
            if picture is None:
                return None
            found = await self._recognised(self.house.settings.files / picture.name, errand.key)
        await store.tx(lambda db: note(db, errand, row, picture, found, self.house))
        self.posted()
        return None

    async def _recognised(self, path: Path, key: PersonKey) -> Read | Refused:
        try:
            content = await asyncio.to_thread(whole, path, key)
        except Spoilt as fault:
            log.error("picture_spoilt", fault)
            return Refused(Refusal.DAMAGED)
        return await self.read_picture(content)


def whole(path: Path, key: PersonKey) -> bytes:
    return b"".join(opened(path, key))


async def waiting(db: aiosqlite.Connection, errand: Errand, row: int) -> Picture | None:
    found = await maybe_one(
        db,
        """SELECT kept_file.id, name, about, sent FROM wanted_file JOIN kept_file ON kept_file.id = file
        WHERE wanted_file.id = ? AND errand = ? AND reading = ?""",
        (row, errand.row, WANTED),
    )
    if found is None:
        return None
    file, name, about, sent = found
    sender = json.loads(errand.key.open(about, "kept_file", "about", file))["sender"]
    return Picture(file, name, sender, sent if sender else None)


async def note(
    db: aiosqlite.Connection, errand: Errand, row: int, picture: Picture, found: Read | Refused, house: House
) -> None:
    """Write down what came of a picture, unless its errand was ended meanwhile."""
    noted = await db.execute(
        "UPDATE wanted_file SET reading = ? WHERE id = ? AND errand = ? AND reading = ?",
        (found.why if isinstance(found, Refused) else READ, row, errand.row, WANTED),
    )
    if noted.rowcount and isinstance(found, Read):
        who = await person(db, house.keys, errand.person)
        zone = house.settings.zone
        text, now = found.text[:LONGEST], local(house.now(), zone)
        message = Forwarded(text, title_of(text), dated(text, now))
        if not (message.sender or message.sent):
            sent = None if picture.sent is None else local(picture.sent, zone)
            message = replace(message, sender=picture.sender, sent=sent)
        await answer(db, who, Pictured(message, errand.row, picture.file, found.score >= CLEAR), house, house.now())

"""What somebody sent beside words becomes an errand: everything of one person that waits is one errand."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import tzinfo
from typing import Literal

import aiosqlite

from bot.contacts import message_in
from bot.hearing import Said
from bot.people import Person, local
from bot.secrets import Keys
from bot.store import maybe_one, new_row, next_row, one
from conversations.crisis import Despair, despair
from conversations.cues import urgent
from conversations.events import Fate, Fetched, Forwarded
from conversations.files import LARGEST, MOST_BYTES, MOST_FILES
from conversations.flow import Playbook
from conversations.pictures import Refusal
from conversations.scene import Consent

Kind = Literal["photo", "voice", "file"]

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp")
"""The endings of files in which somebody expects a picture to be read."""

WANTED, READ = "wanted", "read"
"""A picture that is to be read, and one that was; beside them a row says why it was not."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A picture, a voice or a file, as Telegram tells of it; nothing of it has been fetched.

    `file` is what it is fetched by; `unique` is the same for the same file, whoever sends it and how often; `bytes` is
    what it is said to have, 0 where nothing is said; `sent` is when it was sent, or `forwarded` from `sender` when it
    was first sent, in UTC seconds. `caption` are the words below it, whose ever they are.
    """

    file: str
    unique: str
    kind: Kind
    bytes: int = 0
    name: str = ""
    sent: int | None = None
    forwarded: bool = False
    sender: str = ""
    caption: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is called a picture; what it is, only its bytes tell."""
        return self.kind == "photo" or self.name.lower().endswith(PICTURES)

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Attached:
        return cls(**json.loads(text))


def caption(attached: Attached, playbook: Playbook, zone: tzinfo) -> Forwarded | Said | None:
    """What is said below a picture: somebody else's words are kept, and own ones heard where they cannot wait."""
    words = attached.caption
    if words and attached.forwarded:
        return Forwarded(words, attached.sender, None if attached.sent is None else local(attached.sent, zone))
    if despair(words) not in (Despair.NONE, Despair.QUOTED) or urgent(playbook, words, playbook.urgent):
        return Said(words)
    return None


async def want(db: aiosqlite.Connection, keys: Keys, who: Person, attached: Attached, now: int) -> None:
    """Put a file down to be fetched, or why it will not be. Of what is not wanted, nothing is noted but that it was;
    of what is there already, where it is kept."""
    errand = await open_errand(db, who, now)
    same = keys.same_file(who.id, attached.unique)
    fate = await refusal(db, who, errand, attached.bytes, same)
    row = await next_row(db, "wanted_file")
    body = b"" if fate else who.key.seal(attached.dump(), "wanted_file", "body", row)
    file = await kept_as(db, who.id, same) if fate == "again" else None
    reading = WANTED if file and attached.is_picture and await is_unread(db, file) else None
    await db.execute(
        "INSERT INTO wanted_file (id, errand, bytes, same, fate, body, file, reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (row, errand, 0 if fate else attached.bytes, None if fate else same, fate, body, file, reading),
    )


async def kept_as(db: aiosqlite.Connection, person: bytes, same: bytes) -> int | None:
    """Where a person's file is kept, by the hash of its id or of its bytes."""
    row = await maybe_one(
        db, "SELECT id FROM kept_file WHERE person = ?1 AND (same = ?2 OR content = ?2)", (person, same)
    )
    return row[0] if row else None


async def is_unread(db: aiosqlite.Connection, file: int) -> bool:
    """Whether nothing was read in a kept picture, and nobody is about to."""
    return not await maybe_one(
        db,
        "SELECT 1 FROM kept_message WHERE file = ?1 UNION SELECT 1 FROM wanted_file WHERE file = ?1 AND reading = ?2",
        (file, WANTED),
    )


async def open_errand(db: aiosqlite.Connection, who: Person, now: int) -> int:
    """The errand that fetches for a person, begun if there is none."""
    if (known := await fetching_for(db, who.id)) is not None:
        return known
    errand = await new_row(db, "errand")
    await db.execute(
        "INSERT INTO errand (id, person, kind, body, made) VALUES (?, ?, 'fetch', ?, ?)",
        (errand, who.id, who.key.seal("", "errand", "body", errand), now),
    )
    return errand


async def fetching_for(db: aiosqlite.Connection, person: bytes) -> int | None:
    row = await maybe_one(db, "SELECT id FROM errand WHERE person = ? AND kind = 'fetch'", (person,))
    return row[0] if row else None


async def refusal(db: aiosqlite.Connection, who: Person, errand: int, size: int, same: bytes) -> Fate | None:
    """Why a file is not even fetched; None where it is."""
    if who.minor:
        return "young"
    if who.consent is Consent.REFUSED:
        return "unwanted"
    if size > LARGEST:
        return "too_big"
    waits = "SELECT 1 FROM wanted_file WHERE errand = ? AND same = ? AND fate IS NULL"
    if await kept_as(db, who.id, same) or await maybe_one(db, waits, (errand, same)):
        return "again"
    waiting, coming = await one(
        db, "SELECT count(*), coalesce(sum(bytes), 0) FROM wanted_file WHERE errand = ? AND fate IS NULL", (errand,)
    )
    return None if await has_room(db, who.id, waiting + 1, coming + size) else "full"


async def has_room(db: aiosqlite.Connection, person: bytes, files: int, size: int) -> bool:
    """Whether a person may keep so many files and bytes more."""
    kept, taken = await one(db, "SELECT count(*), coalesce(sum(bytes), 0) FROM kept_file WHERE person = ?", (person,))
    return bool(kept + files <= MOST_FILES and taken + size <= MOST_BYTES)


async def halted(db: aiosqlite.Connection, who: Person, zone: tzinfo) -> Fetched | None:
    """Fetch and read nothing more for a person; None where nothing was being fetched."""
    errand = await fetching_for(db, who.id)
    return None if errand is None else await ended(db, who, errand, zone)


async def ended(db: aiosqlite.Connection, who: Person, errand: int, zone: tzinfo) -> Fetched | None:
    """End an errand: what became of everything in it; None where it had ended before."""
    sql = "SELECT coalesce(fate, 'stopped'), reading, file FROM wanted_file WHERE errand = ? ORDER BY 1, 2"
    rows = [tuple(row) for row in await db.execute_fetchall(sql, (errand,))]
    await db.execute("DELETE FROM errand WHERE id = ?", (errand,))
    if not rows:
        return None
    fates = Counter(fate for fate, _, _ in rows)
    unread = Counter(why_unread(reading) for _, reading, _ in rows if reading not in (None, READ))
    files = {file for _, _, file in rows if file}
    alone = len(files) == 1 and not unread and fates["kept"] + fates["again"] == len(rows)
    only = await message_in(db, who, files.pop(), zone) if alone else None
    return Fetched(dict(fates), errand, dict(unread), only)


def why_unread(reading: str) -> Refusal:
    return Refusal.STOPPED if reading == WANTED else Refusal(reading)

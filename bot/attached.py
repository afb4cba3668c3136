"""What somebody sent beside words becomes an errand: everything of one person that waits is one errand."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import tzinfo
from typing import Literal

import aiosqlite

from bot.hearing import Said
from bot.people import Person, local
from bot.secrets import Keys
from bot.store import maybe_one, new_row, next_row, one
from conversations.crisis import Despair, despair
from conversations.cues import urgent
from conversations.events import Fate, Fetched, Forwarded
from conversations.files import LARGEST, MOST_BYTES, MOST_FILES
from conversations.flow import Playbook
from conversations.scene import Consent

Kind = Literal["photo", "voice", "file"]


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
    """Put a file down to be fetched, or why it will not be. Of what is not wanted, nothing is noted but that it was."""
    errand = await open_errand(db, who, now)
    same = keys.same_file(who.id, attached.unique)
    fate = await refusal(db, who, errand, attached.bytes, same)
    row = await next_row(db, "wanted_file")
    body = b"" if fate else who.key.seal(attached.dump(), "wanted_file", "body", row)
    await db.execute(
        "INSERT INTO wanted_file (id, errand, bytes, same, fate, body) VALUES (?, ?, ?, ?, ?, ?)",
        (row, errand, 0 if fate else attached.bytes, None if fate else same, fate, body),
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
    if await maybe_one(
        db,
        """SELECT 1 FROM kept_file WHERE person = ? AND same = ?
        UNION SELECT 1 FROM wanted_file WHERE errand = ? AND same = ? AND fate IS NULL""",
        (who.id, same, errand, same),
    ):
        return "again"
    waiting, coming = await one(
        db, "SELECT count(*), coalesce(sum(bytes), 0) FROM wanted_file WHERE errand = ? AND fate IS NULL", (errand,)
    )
    return None if await has_room(db, who.id, waiting + 1, coming + size) else "full"


async def has_room(db: aiosqlite.Connection, person: bytes, files: int, size: int) -> bool:
    """Whether a person may keep so many files and bytes more."""
    kept, taken = await one(db, "SELECT count(*), coalesce(sum(bytes), 0) FROM kept_file WHERE person = ?", (person,))
    return bool(kept + files <= MOST_FILES and taken + size <= MOST_BYTES)


async def halted(db: aiosqlite.Connection, person: bytes) -> Fetched | None:
    """Fetch nothing more for a person; None where nothing was being fetched."""
    errand = await fetching_for(db, person)
    return None if errand is None else await ended(db, errand)


async def ended(db: aiosqlite.Connection, errand: int) -> Fetched | None:
    """End an errand: what became of everything in it; None where it had ended before."""
    counts = await db.execute_fetchall(
        "SELECT coalesce(fate, 'stopped'), count(*) FROM wanted_file WHERE errand = ? GROUP BY 1 ORDER BY 1", (errand,)
    )
    await db.execute("DELETE FROM errand WHERE id = ?", (errand,))
    return Fetched({fate: count for fate, count in counts}) if counts else None

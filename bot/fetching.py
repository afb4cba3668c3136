"""The errand 'fetch': what somebody sent is fetched and kept, pictures are read, and then they are told what it was.

Everything that one person sends until there was a short quiet is one errand: one bubble that shows how far it is, and
one answer at its end. Killed at any point it goes on, and nothing is kept or read twice.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import aiosqlite

from bot.attached import WANTED, Attached, ended
from bot.desk import House, answer, post_letters, worded
from bot.errands import GIVE_UP_AFTER, Errand, Later
from bot.keeping import Source, bring
from bot.letters import Letter
from bot.people import person
from bot.picturing import Picturing, ReadPicture
from bot.store import maybe_one, new_row, one
from conversations.batch import batch_of
from conversations.pictures import Refusal
from conversations.screen import Bubble, Text, Value
from conversations.showing import anywhere
from conversations.values import COMMON

QUIET = 1.2
"""Seconds after the last file until no more are expected: the parts of an album arrive one by one, as albums do.
By a clock of its own, that nobody sets."""

SIDE_BY_SIDE = 4
"""Files of one person that are fetched at the same time."""

LOOK_EVERY = 0.3
SHOW_EVERY = 1.0
"""Seconds until it is looked for more, and until the bubble is brought up to date: as often as a person looks."""

PATIENCE = GIVE_UP_AFTER // 2
"""Seconds after which what could not be fetched is given up, and told."""

Show = Callable[[int, int, Letter], None]
"""Put a letter in the place of one that was sent: chat, number of the message, letter."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an errand is: its number of files, the next ones that wait, the row whose picture is read next (0: none),
    and what its bubble has to say. `message` is the bubble's number in the chat: None while none was written, 0 while
    it is on its way."""

    files: int
    waiting: tuple[tuple[int, Attached], ...]
    unread: int
    bubble: Letter
    message: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bubble said last, and when."""

    text: str = ""
    at: float = -SHOW_EVERY


class Fetching:
    """Fetches from `source`, and has pictures read. `posted` is called when letters were written; without `show`,
    nothing is shown meanwhile."""

    def __init__(
        self,
        house: House,
        source: Source,
        read_picture: ReadPicture,
        posted: Callable[[], None] = lambda: None,
        show: Show | None = None,
        quiet: float | None = None,
    ) -> None:
        self.house = house
        self.source = source
        self.pictures = Picturing(house, read_picture, posted)
        self.posted = posted
        self.show = show
        self.quiet = QUIET if quiet is None else quiet

    async def fetch(self, errand: Errand) -> Later | None:
        """Keep what can be kept and read what can be read, as long as more arrives; then end the errand with its
        answer."""
        if self.house.now() - errand.made > PATIENCE:
            await self.house.store.tx(lambda db: give_up(db, errand))
        begun = changed = time.monotonic()
        files = 0
        shown = Shown()
        working: dict[int, asyncio.Task[Later | None]] = {}
        try:
            while standing := await self.house.store.tx(lambda db: look(db, errand, self.house)):
                if standing.files != files:
                    files, changed = standing.files, time.monotonic()
                for row, attached in standing.waiting:
                    if row not in working:
                        work = bring(self.house, self.source, errand, row, attached)
                        working[row] = asyncio.create_task(work)
                if (row := standing.unread) and row not in working:
                    working[row] = asyncio.create_task(self.pictures.read(errand, row))
                if working and (files > 1 or time.monotonic() - begun > SHOW_EVERY):
                    shown = await self._show(errand, standing, shown)
                quiet_in = changed + self.quiet - time.monotonic()
                if working:
                    done, _ = await asyncio.wait(
                        working.values(), timeout=LOOK_EVERY, return_when=asyncio.FIRST_COMPLETED
                    )
                    for row in [row for row, task in working.items() if task in done]:
                        if later := working.pop(row).result():
                            return later
                elif quiet_in > 0:
                    await asyncio.sleep(min(quiet_in, LOOK_EVERY))
                elif await self.house.store.tx(lambda db: end(db, errand, self.house)):
                    self.posted()
                    if self.show and standing.message:
                        self.show(errand.chat, standing.message, replace(standing.bubble, buttons=()))
                    break
            return None
        finally:
            for task in working.values():
                task.cancel()
            await asyncio.gather(*working.values(), return_exceptions=True)

    async def _show(self, errand: Errand, standing: Standing, shown: Shown) -> Shown:
        """Write the bubble, or bring the one that was sent up to date."""
        now = time.monotonic()
        if self.show is None or standing.bubble.text == shown.text or now - shown.at < SHOW_EVERY:
            return shown
        if standing.message is None:
            await self.house.store.tx(lambda db: begin_bubble(db, errand, standing, self.house))
            self.posted()
        elif standing.message:
            self.show(errand.chat, standing.message, standing.bubble)
        return Shown(standing.bubble.text, now)


async def look(db: aiosqlite.Connection, errand: Errand, house: House) -> Standing | None:
    """How far an errand is; None where it was ended meanwhile."""
    found = await maybe_one(
        db,
        """SELECT CASE WHEN bubble IS NOT NULL THEN coalesce(message, 0) END
        FROM errand LEFT JOIN letter ON letter.id = bubble WHERE errand.id = ?""",
        (errand.row,),
    )
    if found is None:
        return None
    counts = await one(
        db,
        """SELECT count(*), coalesce(sum(fate IS 'kept'), 0), count(reading), coalesce(sum(fate IS NULL), 0)
            + coalesce(sum(reading IS ?2), 0), coalesce(min(CASE reading WHEN ?2 THEN id END), 0)
        FROM wanted_file WHERE errand = ?1""",
        (errand.row, WANTED),
    )
    files, kept, pictures, left, unread = counts
    rows = await db.execute_fetchall(
        "SELECT id, body FROM wanted_file WHERE errand = ? AND fate IS NULL ORDER BY id LIMIT ?",
        (errand.row, SIDE_BY_SIDE),
    )
    waiting = tuple([(row, Attached.load(errand.key.open(body, "wanted_file", "body", row))) for row, body in rows])
    who = await person(db, house.keys, errand.person)
    batch = batch_of(who.session)
    scams = len(batch.group("scam")) if batch.job == errand.row else 0
    stage = "progress" if not pictures else "done" if not left else "scams" if scams else "reading"
    values: dict[str, Value] = {"count": files, "kept": kept, "left": left, "scams": scams}
    says = Bubble(Text(COMMON, f"files.{stage}", values), anywhere("@halt"))
    (bubble,) = worded((says,), who, who.session.turn, house)
    return Standing(files, waiting, unread, bubble, found[0])


async def begin_bubble(db: aiosqlite.Connection, errand: Errand, standing: Standing, house: House) -> None:
    """Write the bubble, unless the errand was ended meanwhile."""
    if await maybe_one(db, "SELECT 1 FROM errand WHERE id = ?", (errand.row,)) is None:
        return
    row = await new_row(db, "letter")
    await post_letters(db, await person(db, house.keys, errand.person), (standing.bubble,), house.now())
    await db.execute("UPDATE errand SET bubble = ? WHERE id = ?", (row, errand.row))


async def give_up(db: aiosqlite.Connection, errand: Errand) -> None:
    await db.execute(
        "UPDATE wanted_file SET reading = ? WHERE errand = ? AND reading = ?", (Refusal.FAILED, errand.row, WANTED)
    )
    await db.execute(
        "UPDATE wanted_file SET fate = 'failed', body = x'' WHERE errand = ? AND fate IS NULL", (errand.row,)
    )


async def end(db: aiosqlite.Connection, errand: Errand, house: House) -> bool:
    """End an errand with its answer, unless more has arrived meanwhile."""
    more = "SELECT 1 FROM wanted_file WHERE errand = ? AND (fate IS NULL OR reading = ?)"
    if await maybe_one(db, more, (errand.row, WANTED)):
        return False
    who = await person(db, house.keys, errand.person)
    if fetched := await ended(db, who, errand.row, house.settings.zone):
        await answer(db, who, fetched, house, house.now())
    return True

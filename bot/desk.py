"""The desk: a batch of updates becomes one transaction, with a savepoint for each.

An update is claimed, the core is asked what follows, and everything that follows is written together: where the
person is, what is kept, what will ring, which letters go out. Nothing slow happens here; nothing is sent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import aiosqlite

from bot import log, unfinished
from bot.attached import Attached, caption, halted, want
from bot.doing import carry_out
from bot.hearing import Said, Tapped
from bot.ledger import ledger_of
from bot.letters import Letter, letters
from bot.meaning import halts, is_newest, meaning
from bot.people import Person, block, case_of, meet, person, save
from bot.reminders import nudge, with_reminders
from bot.repeated import Repeated
from bot.reserve import Reserve
from bot.secrets import Keys
from bot.settings import Settings
from bot.status import COMMAND, status
from bot.store import Store, is_full, is_store_fault, new_row
from bot.words import Words
from conversations.effects import Erase, EraseSome
from conversations.engine import advance
from conversations.events import Event, Failed
from conversations.flow import Playbook
from conversations.foresight import foreseen
from conversations.nudging import nudge_at
from conversations.scene import Scene
from conversations.screen import Screen
from conversations.session import Session
from conversations.showing import Turn


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot: nothing can be sent, and reminders wait."""


What = Event | Said | Tapped | Attached | Blocked


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one person did. `updates` are the ids of Telegram's that it is made of, usually one; `messages` the
    numbers of the messages in the chat, where it was messages. `goes_on`: it is a text whose second part may be to
    come. `hasty`: it came amid more than anybody can mean, so that nothing but a button of the newest screen counts.
    """

    updates: tuple[int, ...]
    telegram_id: int
    what: What
    language: str | None = None
    messages: tuple[int, ...] = ()
    goes_on: bool = False
    hasty: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What the desk, the clock and the post work with. Tests put others in its place."""

    settings: Settings
    playbook: Playbook
    words: Words
    keys: Keys
    store: Store
    now: Callable[[], int]
    reserve: Reserve
    faults: Repeated


@dataclass(slots=True)
class Desk:
    """Takes in what people did. `changed` is called after each batch: letters may be waiting, reminders be due."""

    house: House
    changed: Callable[[], None] = lambda: None

    async def take(self, batch: Sequence[Arrival]) -> None:
        """Handle a batch, whole or not at all. Raises the store's own fault where the store failed: nothing was
        confirmed then, and the same batch may be given again.

        On a full disk whoever is leaving or in a crisis is served from the reserve; the others wait for room.
        """
        house = self.house

        async def body(db: aiosqlite.Connection) -> None:
            await take_batch(db, batch, house)

        async def urgent_ones(db: aiosqlite.Connection) -> bool:
            return await take_batch(db, batch, house, no_room=True)

        try:
            if not house.reserve.spent:
                await house.store.tx(body)
                self.changed()
                return
        except sqlite3.Error as fault:
            if not is_full(fault):
                raise
            house.reserve.let_go()
        everybody = await house.store.tx(urgent_ones)
        self.changed()
        if not everybody:
            raise NoRoom

    async def finish(self, telegram_id: int | None) -> None:
        """A text that waited for its second part in vain is the whole text: one person's, or everybody's."""
        house = self.house
        lookup = house.keys.lookup(telegram_id) if telegram_id is not None else None

        async def body(db: aiosqlite.Connection) -> None:
            rows = await db.execute_fetchall(
                """SELECT person.id FROM unfinished JOIN person ON person.id = unfinished.person
                WHERE ?1 IS NULL OR lookup = ?1""",
                (lookup,),
            )
            for (id,) in rows:
                await finish_one(db, id, house)

        await house.store.tx(body)
        self.changed()


class NoRoom(sqlite3.OperationalError):
    """The disk is full, and this can wait."""

    sqlite_errorcode = sqlite3.SQLITE_FULL


async def take_batch(db: aiosqlite.Connection, batch: Sequence[Arrival], house: House, no_room: bool = False) -> bool:
    """What a batch does to the store. It awaits the connection and nothing else, so it can run in one hop.

    False where there was no room for some of it.
    """
    now = house.now()
    everybody = True
    for arrival in batch:
        try:
            await alone(db, take_one(db, arrival, house, now, no_room))
        except NoRoom:
            everybody = False
        except Exception as fault:
            if is_store_fault(fault):
                raise
            log.error("update_failed", fault)
            await apologise(db, arrival, house, now)
    return everybody


async def alone(db: aiosqlite.Connection, work: Awaitable[object]) -> None:
    """Run a piece of work behind a savepoint: it happens whole, or leaves no trace."""
    await db.execute("SAVEPOINT one")
    try:
        await work
    except BaseException:
        if db.in_transaction:
            await db.execute("ROLLBACK TO one")
            await db.execute("RELEASE one")
        raise
    await db.execute("RELEASE one")


async def apologise(db: aiosqlite.Connection, arrival: Arrival, house: House, now: int) -> None:
    """Our code failed on an update: it is claimed all the same, and the person gets one calm sentence."""
    try:
        await alone(db, take_one(db, replace(arrival, what=Failed()), house, now))
    except Exception as fault:
        if is_store_fault(fault):
            raise
        log.error("apology_failed", fault)
        await claim(db, arrival, house.keys, now)


async def take_one(db: aiosqlite.Connection, arrival: Arrival, house: House, now: int, no_room: bool = False) -> None:
    """One update: claim, ask the core, write what follows. Raises NoRoom where it can wait and there is none."""
    if not await claim(db, arrival, house.keys, now):
        return
    who = await meet(db, house.keys, arrival.telegram_id, house.words.locale_for(arrival.language), now)
    what = arrival.what
    if isinstance(what, Blocked):
        await block(db, who.id)
        return
    if isinstance(what, Attached):
        await want(db, house.keys, who, what, now)
        below = caption(what, house.playbook, house.settings.zone)
        if below is None:
            if no_room:
                raise NoRoom
            return
        what = below
    if arrival.hasty and not is_newest(what, who, house):
        return
    if asks_how_it_is(arrival, house.settings):
        await post_letters(db, who, [Letter(await status(db, house.settings, now))], now)
        return
    goes_on = arrival.goes_on and not no_room
    for number, part in enumerate(await unfinished.completed(db, who, what, goes_on)):
        if number:
            who = await person(db, house.keys, who.id)  # as the answer before left them
        who = await answer(db, who, part, house, now, no_room, arrival.messages[0] if arrival.messages else 0)


def asks_how_it_is(arrival: Arrival, settings: Settings) -> bool:
    """Whether this is the one command for whoever runs the bot. To everybody else it is unknown, like any other."""
    said = arrival.what.text.strip() if isinstance(arrival.what, Said) else ""
    return said == COMMAND and arrival.telegram_id in settings.admins


async def finish_one(db: aiosqlite.Connection, id: bytes, house: House) -> None:
    """Answer a text whose second part did not come; where that fails, with one calm sentence."""
    for instead in (None, Failed()):
        try:
            await alone(db, answer_unfinished(db, id, instead, house))
            return
        except Exception as fault:
            if is_store_fault(fault):
                raise
            log.error("update_failed", fault)
    await db.execute("DELETE FROM unfinished WHERE person = ?", (id,))


async def answer_unfinished(db: aiosqlite.Connection, id: bytes, instead: Failed | None, house: House) -> None:
    who = await person(db, house.keys, id)
    if text := await unfinished.take(db, who):
        await answer(db, who, instead or text, house, house.now())


async def answer(
    db: aiosqlite.Connection,
    who: Person,
    what: Event | Said | Tapped,
    house: House,
    now: int,
    no_room: bool = False,
    number: int = 0,
) -> Person:
    """Ask the core what follows from something that a person did, and write it. Gives the person, who is a new one
    after everything was erased."""
    scene = await scene_of(db, who, house, now)
    event = await meaning(db, what, who, scene, house)
    if halts(event, who, house):
        event = await halted(db, who, house.settings.zone) or event
    turn = advance(house.playbook, who.session, event, scene)
    if no_room and not cannot_wait(house.playbook, who.session, turn):
        raise NoRoom
    for effect in turn.effects:
        who = await carry_out(db, house.keys, who, effect, turn.session, now, number)
    await save(db, who, turn.session)
    await nudge(db, who.id, nudge_at(house.playbook, turn.session, foreseen(scene, turn.effects)))
    await post_screen(db, who, turn, house, now)
    return who


def cannot_wait(playbook: Playbook, before: Session, turn: Turn) -> bool:
    """Whether somebody leaves, or is in a crisis."""
    places = (*before.places, *turn.session.places)
    erases = any(isinstance(effect, Erase | EraseSome) for effect in turn.effects)
    return erases or any(place.flow in (playbook.crisis, playbook.leaving) for place in places)


async def claim(db: aiosqlite.Connection, arrival: Arrival, keys: Keys, now: int) -> bool:
    """Note that updates are handled; False where one of them was already. Handling twice changes nothing."""
    sql = """INSERT INTO handled_update (id, at, lookup, message) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING RETURNING id"""
    lookup = keys.lookup(arrival.telegram_id) if arrival.messages else None
    pairs = zip_longest(arrival.updates, arrival.messages)
    fresh = [
        bool(await db.execute_fetchall(sql, (update, now, lookup if message else None, message)))
        for update, message in pairs
    ]
    return all(fresh)


async def scene_of(db: aiosqlite.Connection, who: Person, house: House, now: int) -> Scene:
    here = who.now(now, house.settings.zone)
    ledger, changes = await ledger_of(db, who)
    case = await case_of(db, who, here, house.settings.backup_days)
    scene = Scene(
        now=here,
        consent=who.consent,
        case=case.holding(ledger, changes),
        host=house.settings.host,
        missed=who.missed,
        minor=who.minor,
        ledger=ledger,
        hours=who.hours,
    )
    return await with_reminders(db, who, scene)


async def post_screen(db: aiosqlite.Connection, who: Person, turn: Turn, house: House, now: int) -> None:
    """Put the bubbles of a turn into the outbox."""
    await post_letters(db, who, worded(turn.screen, who, turn.session.turn, house), now)


def worded(screen: Screen, who: Person, turn: int, house: House) -> tuple[Letter, ...]:
    """Bubbles in the words of today, for a person."""
    today = who.now(house.now(), house.settings.zone).date()
    return letters(screen, house.words, who.locale, house.keys, who.marked_as, turn, today)


async def post_letters(db: aiosqlite.Connection, who: Person, made: Iterable[Letter], now: int) -> None:
    first = await new_row(db, "letter")
    await db.executemany(
        "INSERT INTO letter (id, person, body, made) VALUES (?, ?, ?, ?)",
        [
            (row, who.id, who.key.seal(letter.dump(), "letter", "body", row), now)
            for row, letter in enumerate(made, first)
        ],
    )

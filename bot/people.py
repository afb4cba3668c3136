"""One person in the store: found by a keyed hash, read as values."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import aiosqlite

from bot import log
from bot.secrets import Keys, PersonKey, Spoilt
from bot.store import maybe_one, one
from conversations.hours import Hours
from conversations.scene import Case, Consent
from conversations.session import Session

DAY = 86400
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 253_402_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is to the store, and where they are. `missed`: a letter to them failed and they do not know;
    `leaving`: they deleted everything, and go when their last letter has gone out."""

    id: bytes
    lookup: bytes
    key: PersonKey
    chat: int
    locale: str
    session: Session
    consent: Consent
    blocked: bool = False
    missed: bool = False
    leaving: bool = False
    minor: bool = False
    hours: Hours = field(default_factory=Hours)

    def now(self, at: int, zone: tzinfo) -> datetime:
        """A time on their clock; `zone` is that of whoever runs the bot."""
        return local(at, ZoneInfo(self.hours.zone) if self.hours.zone else zone)

    @property
    def marked_as(self) -> bytes:
        """Whom their buttons are made for. Who leaves may still ask what remains, when the row is gone already."""
        return self.lookup if self.leaving else self.id


async def meet(db: aiosqlite.Connection, keys: Keys, telegram_id: int, locale: str, now: int) -> Person:
    """Find a person, or make the first, provisional row of a new one."""
    lookup = keys.lookup(telegram_id)
    row = await maybe_one(db, "SELECT id, blocked, warned FROM person WHERE lookup = ?", (lookup,))
    if row is None:
        return await enrol(db, keys, lookup, telegram_id, locale, now)
    if row[2]:  # whoever is back need not be asked any more whether to keep it
        await db.execute(
            "DELETE FROM reminder WHERE person = ? AND flow = 'expiry' AND state IN ('armed', 'paused')", (row[0],)
        )
    await db.execute(
        "UPDATE person SET seen = ?, warned = 0, blocked = 0, leaving = 0 WHERE id = ?",
        (now, row[0]),
    )
    try:
        who = await person(db, keys, row[0])
        return replace(who, session=replace(who.session, back=True)) if row[1] else who
    except Spoilt as fault:
        log.error("person_spoilt", fault)
        await set_aside(db, row[0])
        return await enrol(db, keys, lookup, telegram_id, locale, now)


async def enrol(
    db: aiosqlite.Connection,
    keys: Keys,
    lookup: bytes,
    chat: int,
    locale: str,
    now: int,
    session: Session | None = None,
    leaving: bool = False,
) -> Person:
    """Write the first row of a person, with a key of their own."""
    id = secrets.token_bytes(16)
    key, wrapped = keys.new_person(id)
    session = session or Session()
    await db.execute(
        """INSERT INTO person (id, lookup, key, chat, locale, session, seen, since, leaving)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            id,
            lookup,
            wrapped,
            key.seal(str(chat), "person", "chat"),
            locale,
            key.seal(session.dump(), "person", "session"),
            now,
            now,
            int(leaving),
        ),
    )
    return Person(id, lookup, key, chat, locale, session, Consent.OPEN, leaving=leaving)


async def person(db: aiosqlite.Connection, keys: Keys, id: bytes) -> Person:
    """Read a person. Raises Spoilt where the key or the chat does not open; a session that does not is begun anew."""
    lookup, wrapped, chat, locale, session, consent, blocked, missed, leaving, minor, hours = await one(
        db,
        """SELECT lookup, key, chat, locale, session, consent, blocked, EXISTS (
            SELECT 1 FROM letter WHERE letter.person = person.id AND state = 'failed' AND told = 0
        ), leaving, minor, hours FROM person WHERE id = ?""",
        (id,),
    )
    key = keys.of_person(id, wrapped)
    return Person(
        id,
        lookup,
        key,
        int(key.open(chat, "person", "chat")),
        locale,
        read_session(key, session),
        Consent(consent),
        bool(blocked),
        bool(missed),
        bool(leaving),
        bool(minor),
        read_hours(key, hours),
    )


def read_session(key: PersonKey, sealed: bytes) -> Session:
    try:
        return Session.load(key.open(sealed, "person", "session"))
    except Spoilt as fault:
        log.error("session_spoilt", fault)
        return Session()


def read_hours(key: PersonKey, sealed: bytes | None) -> Hours:
    try:
        return Hours.load(key.open(sealed, "person", "hours")) if sealed else Hours()
    except Spoilt as fault:
        log.error("hours_spoilt", fault)
        return Hours()


async def set_aside(db: aiosqlite.Connection, id: bytes) -> None:
    """Keep a row that does not open for whoever runs the bot; nobody is found by it any more, and nothing is sent."""
    await db.execute("UPDATE person SET lookup = ? WHERE id = ?", (secrets.token_bytes(32), id))
    await block(db, id)


async def block(db: aiosqlite.Connection, id: bytes) -> None:
    """Nothing can be sent to this person: nothing rings, until they are back and say that it shall."""
    await db.execute("UPDATE person SET blocked = 1 WHERE id = ?", (id,))
    await db.execute("UPDATE reminder SET state = 'paused' WHERE person = ? AND state = 'armed'", (id,))


async def save(db: aiosqlite.Connection, who: Person, session: Session) -> None:
    sealed = who.key.seal(session.dump(), "person", "session")
    await db.execute("UPDATE person SET session = ? WHERE id = ?", (sealed, who.id))


async def case_of(db: aiosqlite.Connection, who: Person, now: datetime, backup_days: int) -> Case:
    """How far the person's case has come, and how long what is kept of them stays. `now` is in their zone:
    the calls of a day are those since their midnight."""
    row = await one(
        db,
        """SELECT
            (SELECT count(*) FROM record WHERE person = :id AND kind IN ('call', 'talked', 'rung')),
            (SELECT count(*) FROM record WHERE person = :id AND kind IN ('call', 'talked') AND at >= :midnight),
            (SELECT count(*) FROM record WHERE person = :id AND kind = 'rung' AND at >= :midnight),
            (SELECT count(*) FROM record WHERE person = :id AND kind = 'visit'),
            (SELECT count(*) FROM kept_message WHERE person = :id AND file IS NULL),
            (SELECT count(*) FROM kept_file WHERE person = :id),
            resting,
            CASE consent WHEN 'agreed' THEN seen + keep_days * 86400 END,
            (SELECT at FROM gone WHERE lookup = :lookup),
            (SELECT max(at) FROM backup WHERE at <= coalesce((SELECT at FROM gone WHERE lookup = :lookup), seen))
        FROM person WHERE id = :id""",
        {  # type: ignore[arg-type]  # sqlite3 takes names too
            "id": who.id,
            "lookup": who.lookup,
            "midnight": seconds(now.replace(hour=0, minute=0, second=0, microsecond=0)),
        },
    )
    calls, talked, rung, visits, messages, files, resting, expires, left, backup = row

    def when(at: int | None, later: int = 0) -> datetime | None:
        return None if at is None else local(at + later, now.tzinfo or UTC)

    return Case(
        calls=calls,
        talked=talked,
        rung=rung,
        visits=visits,
        messages=messages,
        files=files,
        resting=bool(resting),
        expires=when(expires),
        hash_until=when(left, (backup_days + 1) * DAY),
        backup_until=when(backup, backup_days * DAY),
    )


async def live_by(db: aiosqlite.Connection, who: Person, hours: Hours) -> Person:
    """From now on a person has these hours and this zone."""
    await db.execute(
        "UPDATE person SET hours = ? WHERE id = ?", (who.key.seal(hours.dump(), "person", "hours"), who.id)
    )
    return replace(who, hours=hours)


async def put_off(db: aiosqlite.Connection, id: bytes, due: int, now: int) -> None:
    """Move what is overdue, so that nobody who comes back is knocked on at once."""
    await db.execute("UPDATE reminder SET due = ? WHERE person = ? AND state = 'armed' AND due <= ?", (due, id, now))


def seconds(moment: datetime) -> int:
    """A time as UTC seconds."""
    return int((moment - EPOCH).total_seconds())


def local(at: int, zone: tzinfo) -> datetime:
    """UTC seconds as a time in a zone; what no calendar has is brought to its edge."""
    return (EPOCH + timedelta(seconds=max(0, min(at, LAST_SECOND)))).astimezone(zone)

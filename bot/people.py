"""One person in the store: found by a keyed hash, read as values, changed by the effects of a turn."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

import aiosqlite

from bot.secrets import Keys, seal, unseal
from bot.store import maybe_one, next_row, one
from conversations.effects import (
    Agree,
    Done,
    Effect,
    Erase,
    KeepMessage,
    Log,
    Refuse,
    Remind,
    Rest,
    StopReminders,
    Told,
    Wake,
)
from conversations.scene import Case, Consent
from conversations.session import Session

CONSENT_VERSION = 1
"""Raise it when the three lines of the privacy question change in substance."""

BACK_FOR = 3600
"""Somebody who had blocked the bot has this long to look around before a reminder rings."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 253_402_000_000


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is to the store, and where they are. `missed`: a letter to them failed and they do not know."""

    id: bytes
    chat: int
    locale: str
    session: Session
    consent: Consent
    blocked: bool = False
    missed: bool = False


async def meet(db: aiosqlite.Connection, keys: Keys, telegram_id: int, locale: str, now: int) -> Person:
    """Find a person, or make the first, provisional row of a new one."""
    lookup = keys.lookup(telegram_id)
    row = await maybe_one(db, "SELECT id, blocked FROM person WHERE lookup = ?", (lookup,))
    if row is None:
        await enrol(db, lookup, telegram_id, locale, Session(), now)
        row = await one(db, "SELECT id, blocked FROM person WHERE lookup = ?", (lookup,))
    else:
        if row[1]:
            await put_off(db, row[0], now + BACK_FOR, now)
        await db.execute("UPDATE person SET seen = ?, blocked = 0, leaving = 0 WHERE id = ?", (now, row[0]))
    return await person(db, row[0])


async def enrol(db: aiosqlite.Connection, lookup: bytes, chat: int, locale: str, session: Session, now: int) -> bytes:
    id = secrets.token_bytes(16)
    values = (id, lookup, seal(str(chat), "person", "chat", id), locale, sealed_session(session, id), now)
    await db.execute("INSERT INTO person (id, lookup, chat, locale, session, seen) VALUES (?, ?, ?, ?, ?, ?)", values)
    return id


async def person(db: aiosqlite.Connection, id: bytes) -> Person:
    chat, locale, session, consent, blocked, missed = await one(
        db,
        """SELECT chat, locale, session, consent, blocked, EXISTS (
            SELECT 1 FROM letter WHERE letter.person = person.id AND state = 'failed' AND told = 0
        ) FROM person WHERE id = ?""",
        (id,),
    )
    return Person(
        id,
        int(unseal(chat, "person", "chat", id)),
        locale,
        Session.load(unseal(session, "person", "session", id)),
        Consent(consent),
        bool(blocked),
        bool(missed),
    )


def sealed_session(session: Session, id: bytes) -> bytes:
    return seal(session.dump(), "person", "session", id)


async def save(db: aiosqlite.Connection, id: bytes, session: Session) -> None:
    await db.execute("UPDATE person SET session = ? WHERE id = ?", (sealed_session(session, id), id))


async def case_of(db: aiosqlite.Connection, id: bytes, zone: tzinfo) -> Case:
    """How far the person's case has come."""
    calls, visits, messages, reminders, due, deadline, resting = await one(
        db,
        """SELECT
            (SELECT count(*) FROM record WHERE person = :id AND kind = 'call'),
            (SELECT count(*) FROM record WHERE person = :id AND kind = 'visit'),
            (SELECT count(*) FROM kept_message WHERE person = :id),
            (SELECT count(*) FROM reminder WHERE person = :id AND state IN ('armed', 'rang')),
            (SELECT due FROM reminder WHERE person = :id AND state IN ('armed', 'rang') AND flow != 'check_in'
                ORDER BY due LIMIT 1),
            (SELECT deadline FROM reminder WHERE person = :id AND state IN ('armed', 'rang')
                AND flow = 'call_lender'),
            resting
        FROM person WHERE id = :id""",
        {"id": id},  # type: ignore[arg-type]  # sqlite3 takes names too
    )
    return Case(
        calls=calls,
        visits=visits,
        messages=messages,
        reminders=reminders,
        due=local(due, zone) if due is not None else None,
        deadline=local(deadline, zone) if deadline is not None else None,
        resting=bool(resting),
    )


async def carry_out(
    db: aiosqlite.Connection, keys: Keys, who: Person, effect: Effect, session: Session, now: int
) -> bytes:
    """Do what a turn asks of the store. Gives the person's id, which is a new one after everything was erased."""
    id = who.id
    match effect:
        case Log(kind=kind, visit=visit, notes=notes):
            await keep_record(db, id, kind, visit, json.dumps(dict(notes), ensure_ascii=False), now)
        case KeepMessage(text=text, sender=sender, sent=sent):
            row = await next_row(db, "kept_message")
            await db.execute(
                "INSERT INTO kept_message (id, person, kept, sent, sender, body) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    row,
                    id,
                    now,
                    seconds(sent) if sent else None,
                    seal(sender, "kept_message", "sender", id, row),
                    seal(text, "kept_message", "body", id, row),
                ),
            )
        case Remind(flow=flow, due=due, deadline=deadline, named=named) if due is not None:
            await db.execute(
                """INSERT INTO reminder (person, flow, due, deadline, named) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (person, flow) DO UPDATE SET due = excluded.due, deadline = excluded.deadline,
                    named = excluded.named, state = 'armed', knock = NULL, rang = NULL""",
                (id, flow, seconds(due), seconds(deadline) if deadline else None, int(named)),
            )
        case Done(flow=flow):
            await db.execute("UPDATE reminder SET state = 'done' WHERE person = ? AND flow = ?", (id, flow))
        case StopReminders():
            await db.execute("UPDATE reminder SET state = 'stopped' WHERE person = ?", (id,))
        case Rest():
            await db.execute("UPDATE person SET resting = 1 WHERE id = ?", (id,))
        case Wake(due=due):
            await db.execute("UPDATE person SET resting = 0 WHERE id = ?", (id,))
            await put_off(db, id, seconds(due) if due else now, now)
        case Agree():
            await db.execute(
                "UPDATE person SET consent = 'agreed', consent_version = ?, consent_at = ? WHERE id = ?",
                (CONSENT_VERSION, now, id),
            )
        case Refuse():
            for table in ("record", "kept_message", "reminder"):
                await db.execute(f"DELETE FROM {table} WHERE person = ?", (id,))  # noqa: S608
            await db.execute("UPDATE person SET consent = 'refused', consent_version = NULL WHERE id = ?", (id,))
        case Told():
            await db.execute("UPDATE letter SET told = 1 WHERE person = ? AND state = 'failed'", (id,))
        case Erase():
            lookup = keys.lookup(who.chat)
            await db.execute("DELETE FROM person WHERE id = ?", (id,))
            id = await enrol(db, lookup, who.chat, who.locale, session, now)
            await db.execute("UPDATE person SET leaving = 1 WHERE id = ?", (id,))
    return id


async def put_off(db: aiosqlite.Connection, id: bytes, due: int, now: int) -> None:
    """Move what is overdue, so that nobody who comes back is knocked on at once."""
    await db.execute("UPDATE reminder SET due = ? WHERE person = ? AND state = 'armed' AND due <= ?", (due, id, now))


async def keep_record(db: aiosqlite.Connection, id: bytes, kind: str, visit: int, body: str, now: int) -> None:
    """Write a record, or write it again with what has been added since. Its time stays that of the first."""
    known = await maybe_one(db, "SELECT id FROM record WHERE person = ? AND kind = ? AND visit = ?", (id, kind, visit))
    row = known[0] if known else await next_row(db, "record")
    await db.execute(
        """INSERT INTO record (id, person, kind, visit, at, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body""",
        (row, id, kind, visit, now, seal(body, "record", "body", id, row)),
    )


def seconds(moment: datetime) -> int:
    """A time as UTC seconds."""
    return int((moment - EPOCH).total_seconds())


def local(at: int, zone: tzinfo) -> datetime:
    """UTC seconds as a time in a zone; what no calendar has is brought to its edge."""
    return (EPOCH + timedelta(seconds=max(0, min(at, LAST_SECOND)))).astimezone(zone)

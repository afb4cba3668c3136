"""What a turn asks of the store, done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import aiosqlite

from bot.leaving import erase, erase_some, take_back
from bot.ledger import keep_ledger, undo
from bot.people import Person, live_by, put_off, seconds
from bot.reading import as_json
from bot.reminders import remind, remind_by, resume, settle, stop
from bot.secrets import Keys
from bot.store import maybe_one, next_row
from conversations.collector import names_in
from conversations.effects import (
    Agree,
    Correct,
    Done,
    Effect,
    Erase,
    EraseSome,
    KeepFor,
    KeepLedger,
    KeepMessage,
    LiveBy,
    Log,
    Minor,
    Refuse,
    Remind,
    RemindBy,
    Rest,
    Resume,
    StopReminders,
    TakeBack,
    Told,
    Undo,
    Wake,
    Write,
)
from conversations.hours import Hours
from conversations.session import Knock, Session

CONSENT_VERSION = 2
"""Raise it when the three lines of the privacy question change in substance."""


async def carry_out(
    db: aiosqlite.Connection, keys: Keys, who: Person, effect: Effect, session: Session, now: int, number: int = 0
) -> Person:
    """Do what a turn asks of the store; `number` is that of the message in the chat. Gives the person, who is a new one
    after everything was erased."""
    id = who.id
    match effect:
        case Log(kind=kind, visit=visit, notes=notes):
            await keep_record(db, who, kind, visit, json.dumps(dict(notes), ensure_ascii=False), now)
        case KeepMessage():
            await keep_message(db, who, effect, now, number)
        case Correct(turn=turn, notes=notes):
            await correct(db, who, turn, notes)
        case KeepLedger(ledger=ledger) if ledger is not None:
            await keep_ledger(db, who, ledger, now)
        case Undo():
            await undo(db, who)
        case Remind(flow=flow, step=step, about=str(about), due=due, deadline=deadline, named=named) if due is not None:
            await remind(db, id, Knock(flow, step, about), due, deadline, named)
        case RemindBy():
            await remind_by(db, id, effect)
        case Done(flow=flow, about=str(about), for_good=for_good):
            await settle(db, id, flow, about, "stopped" if for_good else "done")
        case Resume(due=due) if due is not None:
            await resume(db, id, due, now)
        case StopReminders():
            await stop(db, id)
        case LiveBy(hours=Hours() as hours):
            return await live_by(db, who, hours)
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
            await erase_some(db, who)
            await db.execute("UPDATE person SET consent = 'refused', consent_version = NULL WHERE id = ?", (id,))
        case Minor(young=young):
            await erase_some(db, who)
            await db.execute(
                "UPDATE person SET minor = ?, consent = ?, consent_version = NULL WHERE id = ?",
                (int(young), "refused" if young else "open", id),
            )
        case KeepFor(days=days):
            await db.execute("UPDATE person SET keep_days = ?, warned = 0 WHERE id = ?", (days, id))
        case Write(locale=locale):
            await db.execute("UPDATE person SET locale = ? WHERE id = ?", (locale, id))
            return replace(who, locale=locale)
        case Told():
            await db.execute("UPDATE letter SET told = 1 WHERE person = ? AND state = 'failed'", (id,))
        case EraseSome(what=what):
            await erase_some(db, who, what)
        case TakeBack():
            await take_back(db, who, now)
        case Erase():
            return await erase(db, keys, who, session, now)
    return who


async def keep_record(db: aiosqlite.Connection, who: Person, kind: str, visit: int, body: str, now: int) -> None:
    """Write a record, or write it again with what has been added since. Its time stays that of the first."""
    known = await maybe_one(
        db, "SELECT id FROM record WHERE person = ? AND kind = ? AND visit = ?", (who.id, kind, visit)
    )
    row = known[0] if known else await next_row(db, "record")
    await db.execute(
        """INSERT INTO record (id, person, kind, visit, at, body) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body""",
        (row, who.id, kind, visit, now, who.key.seal(body, "record", "body", row)),
    )


async def keep_message(db: aiosqlite.Connection, who: Person, message: KeepMessage, now: int, number: int) -> None:
    """Write a message down, or, where it was edited, write it anew: who sent it and when stays."""
    known = await maybe_one(
        db, "SELECT id FROM kept_message WHERE person = ? AND turn = ? AND turn > 0", (who.id, message.turn)
    )
    row = known[0] if known else await next_row(db, "kept_message")
    analysis = {**as_json(message.reading), "names": sorted(names_in(message.reading, message.sender))}
    await db.execute(
        """INSERT INTO kept_message (id, person, kept, sent, sender, body, turn, message, reading, file)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, reading = excluded.reading""",
        (
            row,
            who.id,
            now,
            seconds(message.sent) if message.sent else None,
            who.key.seal(message.sender, "kept_message", "sender", row),
            who.key.seal(message.text, "kept_message", "body", row),
            message.turn,
            number,
            who.key.seal(json.dumps(analysis, ensure_ascii=False), "kept_message", "reading", row),
            message.file,
        ),
    )


async def correct(db: aiosqlite.Connection, who: Person, turn: int, notes: Mapping[str, str]) -> None:
    """Write what the person says of a reading beside it, where the message was kept."""
    row = await maybe_one(db, "SELECT id, reading FROM kept_message WHERE person = ? AND turn = ?", (who.id, turn))
    if row is None:
        return
    id, sealed = row
    known = json.loads(who.key.open(sealed, "kept_message", "reading", id))
    told = json.dumps({**known, "corrected": [*known.get("corrected", ()), dict(notes)]}, ensure_ascii=False)
    resealed = who.key.seal(told, "kept_message", "reading", id)
    await db.execute("UPDATE kept_message SET reading = ? WHERE id = ?", (resealed, id))

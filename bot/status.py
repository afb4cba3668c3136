"""What whoever runs the bot may ask it: counts, delays, room on the disk. Never who, never what."""

from __future__ import annotations

import shutil
from datetime import datetime
from importlib.metadata import version

import aiosqlite

from bot.complaint import in_words
from bot.people import local
from bot.settings import Settings
from bot.store import one

COMMAND = "/status"

COUNTS = """SELECT
    (SELECT count(*) FROM person WHERE leaving = 0),
    (SELECT count(*) FROM person WHERE consent = 'agreed'),
    (SELECT count(*) FROM letter WHERE state IN ('queued', 'sending', 'unknown')),
    (SELECT ?1 - min(made) FROM letter WHERE state IN ('queued', 'sending', 'unknown')),
    (SELECT count(*) FROM letter WHERE state = 'failed' AND told = 0),
    (SELECT count(*) FROM reminder WHERE state = 'armed'),
    (SELECT count(*) FROM reminder JOIN person ON person.id = reminder.person
        WHERE state = 'armed' AND due < ?1 - 60 AND blocked = 0 AND resting = 0),
    (SELECT count(*) FROM errand),
    (SELECT ?1 - CAST(value AS INTEGER) FROM meta WHERE name = 'heard'),
    (SELECT max(at) FROM backup)"""


async def status(db: aiosqlite.Connection, settings: Settings, now: int) -> str:
    """How the bot is, in words for whoever runs it."""
    people, agreed, waiting, oldest, failed, reminders, overdue, errands, heard, backup = await one(db, COUNTS, (now,))
    return in_words(
        "status",
        version=version("wenzhu"),
        people=people,
        agreed=agreed,
        waiting=waiting,
        oldest=max(0, oldest or 0),
        failed=failed,
        reminders=reminders,
        overdue=overdue,
        errands=errands,
        heard=in_words("status.heard", seconds=max(0, heard)) if heard is not None else in_words("status.never"),
        free=shutil.disk_usage(settings.data).free // 1_000_000,
        backup=in_words("status.never") if backup is None else told(local(backup, settings.zone)),
    )


def told(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")

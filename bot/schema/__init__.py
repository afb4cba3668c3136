"""The tables, as a list of migrations: each runs in one transaction with its own record.

A person's rows hang on an opaque id. What somebody wrote, and who they are, is a BLOB sealed with that person's key;
no query looks into one. Times are UTC seconds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import aiosqlite

from bot.schema.m001_first_visit import m001_first_visit
from bot.schema.m002_sealed import m002_sealed
from bot.schema.m003_unfinished import m003_unfinished
from bot.schema.m004_readings import m004_readings
from bot.schema.m005_ledger import m005_ledger
from bot.schema.m006_pictures import m006_pictures
from bot.schema.m007_reminders import m007_reminders

APPLICATION = 0x77656E7A  # "wenz"

Migration = Callable[[aiosqlite.Connection, bytes], Awaitable[None]]
"""Changes the tables. Whatever has to be sealed on the way is sealed with the key of the key file."""

MIGRATIONS: tuple[Migration, ...] = (
    m001_first_visit,
    m002_sealed,
    m003_unfinished,
    m004_readings,
    m005_ledger,
    m006_pictures,
    m007_reminders,
)

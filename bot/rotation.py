"""Changing the key file. The next key is on the disk before the database knows it, and the database knows it in one
transaction: killed at any point, one of the two keys opens everything, and the next start finds out which."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from bot.backup import back_up
from bot.keyfile import make_key, next_key, read_key, sync_folder
from bot.secrets import Spoilt, unwrapped, wrapped, wrapping
from bot.settings import BadSetting, Settings
from bot.store import take_file_lock


def change_key(settings: Settings, now: int) -> int:
    """Wrap everybody's key anew with a new key file; gives how many. The bot must not be running.

    The old key opens no longer anything: old backups are replaced by one made now. Raises BadSetting, AlreadyRunning.
    """
    take_file_lock(settings.database)  # held until the process ends
    settle(settings)
    if not settings.database.exists():
        raise BadSetting("no_key_to_change", path=settings.data)
    old = read_key(settings.key_file, data_exists=True)
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as db:
        if not fits(db, old):
            raise BadSetting("key_of_another")
        new = make_key(next_key(settings.key_file))
        number = wrap_anew(db, old, new)
        settle(settings)
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    old_backups = list(settings.backups.glob("wenzhu-*.backup"))
    if old_backups:
        back_up(settings, now)
        for file in old_backups:
            file.unlink(missing_ok=True)
    return number


def current_key(settings: Settings) -> bytes:
    """The key of the key file, made at the very first start. Raises BadSetting."""
    settle(settings)
    return read_key(settings.key_file, settings.has_data)


def key_fits(settings: Settings) -> None:
    """Raises BadSetting where the key file is missing, readable by others, or another database's."""
    if not settings.database.exists():
        raise BadSetting("no_key_to_change", path=settings.data)
    key = read_key(settings.key_file, data_exists=True)
    with closing(sqlite3.connect(settings.database)) as db:
        if not fits(db, key):
            raise BadSetting("key_of_another")


def settle(settings: Settings) -> None:
    """Where a change was interrupted: keep the key that fits the database, and only that."""
    coming = next_key(settings.key_file)
    if not coming.exists():
        return
    with closing(sqlite3.connect(settings.database)) as db:
        new = coming.read_bytes()
        if fits(db, new):
            coming.replace(settings.key_file)
        else:
            coming.unlink()
    sync_folder(settings.key_file.parent)


def fits(db: sqlite3.Connection, master: bytes) -> bool:
    """Whether this is the key of a database."""
    row = db.execute("SELECT value FROM meta WHERE name = 'index'").fetchone()
    try:
        return row is not None and bool(unwrapped(wrapping(master), row[0], b"index"))
    except Spoilt:
        return False


def wrap_anew(db: sqlite3.Connection, old: bytes, new: bytes) -> int:
    """One transaction; gives the number of people. A key that does not open is left as it is."""
    before, after = wrapping(old), wrapping(new)
    number = 0
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA secure_delete=ON")
    db.execute("BEGIN IMMEDIATE")
    for person, stored in db.execute("SELECT id, key FROM person").fetchall():
        try:
            key = unwrapped(before, stored, person)
        except Spoilt:
            continue
        db.execute("UPDATE person SET key = ? WHERE id = ?", (wrapped(after, key, person), person))
        number += 1
    (index,) = db.execute("SELECT value FROM meta WHERE name = 'index'").fetchone()
    db.execute(
        "UPDATE meta SET value = ? WHERE name = 'index'",
        (wrapped(after, unwrapped(before, index, b"index"), b"index"),),
    )
    db.execute("COMMIT")
    return number

"""A backup: the whole data in one sealed file, made while the bot runs, and removed when its days are over.

It is one tar archive, the database first, then what people sent. Its key is wrapped with the key file and stands at
its beginning: who has the backup alone has nothing.
"""

from __future__ import annotations

import os
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.chunks import Sealing, onto_disk
from bot.keyfile import read_key, sync_folder
from bot.people import DAY
from bot.secrets import KEY_BYTES, wrapped, wrapping
from bot.settings import BadSetting, Settings

BEGINS = b"wenzhu backup 1\n"
DATABASE = "wenzhu.sqlite"
FILES = "files"
WAIT_FOR_LOCK = 30


def back_up(settings: Settings, now: int) -> Path:
    """Make a backup, and remove those that have had their days. Raises BadSetting; leaves nothing half made."""
    if not settings.database.exists():
        raise BadSetting("nothing_to_back_up", path=settings.data)
    master = read_key(settings.key_file, data_exists=True)
    folder = settings.backups
    folder.mkdir(mode=0o700, exist_ok=True)
    made = unused(folder, now)
    copy, unfinished = folder / ".copy.sqlite", folder / ".unfinished"
    with closing(sqlite3.connect(settings.database, timeout=WAIT_FOR_LOCK, isolation_level=None)) as db:
        # First the note, then the file: nobody who leaves meanwhile is told that there is no backup.
        db.execute("INSERT OR REPLACE INTO backup (name, at) VALUES (?, ?)", (made.name, now))
        try:
            copy.unlink(missing_ok=True)
            db.execute("VACUUM INTO ?", (str(copy),))
            check(copy)
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
                write(target, master, copy, settings.files)
                onto_disk(target)
            unfinished.replace(made)
            sync_folder(folder)
        except BaseException:
            db.execute("DELETE FROM backup WHERE name = ?", (made.name,))
            raise
        finally:
            copy.unlink(missing_ok=True)
            unfinished.unlink(missing_ok=True)
        prune(db, settings, now)
    return made


def unused(folder: Path, now: int) -> Path:
    """The name of a backup made now; no earlier one is written over."""
    while (made := folder / f"wenzhu-{datetime.fromtimestamp(now, UTC):%Y%m%dT%H%M%SZ}.backup").exists():
        now += 1
    return made


def check(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as db:
        if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BadSetting("backup_not_whole", path=copy.parent)


def write(target: BinaryIO, master: bytes, copy: Path, files: Path) -> None:
    key = os.urandom(KEY_BYTES)
    target.write(BEGINS + wrapped(wrapping(master), key, b"backup"))
    with Sealing(target, AESGCM(key), b"backup") as sealing, tarfile.open(fileobj=sealing, mode="w|") as archive:
        archive.add(copy, DATABASE)
        for file in sorted(files.glob("[0-9a-f]" * 32)) if files.is_dir() else ():
            try:
                archive.add(file, f"{FILES}/{file.name}")
            except FileNotFoundError:  # whose it was has just left
                continue


def prune(db: sqlite3.Connection, settings: Settings, now: int) -> None:
    """Remove the backups that have had their days, and the notes of those that are not there any more."""
    for file in settings.backups.glob("wenzhu-*.backup"):
        if made_at(file) <= now - settings.backup_days * DAY:
            file.unlink(missing_ok=True)
    there = {file.name for file in settings.backups.glob("wenzhu-*.backup")}
    for (name,) in db.execute("SELECT name FROM backup").fetchall():
        if name not in there:
            db.execute("DELETE FROM backup WHERE name = ?", (name,))


def made_at(file: Path) -> int:
    """When a backup was made, by its name, in UTC seconds."""
    try:
        return int(datetime.strptime(file.name, "wenzhu-%Y%m%dT%H%M%SZ.backup").replace(tzinfo=UTC).timestamp())
    except ValueError:
        return int(file.stat().st_mtime)

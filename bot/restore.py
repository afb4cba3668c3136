"""Putting a backup back: nobody who left since then comes back, and nothing is sent a second time."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import aiosqlite
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.backup import BEGINS, DATABASE, FILES, WAIT_FOR_LOCK, back_up
from bot.chunks import Opening
from bot.keyfile import read_key
from bot.leaving import wipe
from bot.secrets import FORM, KEY_BYTES, NONCE_BYTES, Spoilt, unwrapped, wrapping
from bot.settings import BadSetting, Settings
from bot.store import GONE, Store, take_file_lock

WRAPPED_BYTES = len(FORM) + NONCE_BYTES + KEY_BYTES + 16
OURS = re.compile(rf"{re.escape(DATABASE)}|{FILES}/[0-9a-f]{{32}}")


async def restore(settings: Settings, backup: Path, now: int, replace: bool = False) -> int:
    """Put a backup in the place of the data; gives how many people were left out because they are gone.

    Raises AlreadyRunning; BadSetting where there is data and `replace` is not said, or where the backup cannot be
    read. Data that is replaced is first kept as one more backup.
    """
    take_file_lock(settings.database)  # held until the process ends
    if settings.database.exists() and not replace:
        raise BadSetting("data_there", path=settings.data)
    master = read_key(settings.key_file, data_exists=True)
    beside = settings.data / ".restoring"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    try:
        unpack(backup, master, beside)
        left_out = await leave_out(beside / DATABASE, master, gone(settings), now)
        if settings.database.exists():
            back_up(settings, now)
        put_in_place(beside, settings)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return left_out


def unpack(backup: Path, master: bytes, into: Path) -> None:
    """Everything of a backup, and nothing that is not ours, into a folder. Raises BadSetting."""
    try:
        with backup.open("rb") as source:
            if source.read(len(BEGINS)) != BEGINS:
                raise BadSetting("not_a_backup", path=backup)
            key = unwrapped(wrapping(master), source.read(WRAPPED_BYTES), b"backup")
            with (
                Opening(source, AESGCM(key), b"backup") as opening,
                tarfile.open(fileobj=opening, mode="r|") as archive,
            ):
                for member in archive:
                    body = archive.extractfile(member) if OURS.fullmatch(member.name) and member.isfile() else None
                    if body is None:
                        raise BadSetting("not_a_backup", path=backup)
                    target = into / member.name  # by hand: the first releases of Python 3.11 cannot filter
                    target.parent.mkdir(exist_ok=True)
                    with target.open("wb") as file:
                        shutil.copyfileobj(body, file)
    except (Spoilt, tarfile.TarError):
        raise BadSetting("backup_spoilt", path=backup) from None
    except OSError as fault:
        raise BadSetting("backup_unreadable", path=backup, fault=type(fault).__name__) from None
    if not (into / DATABASE).exists():
        raise BadSetting("backup_spoilt", path=backup)


def gone(settings: Settings) -> dict[bytes, int]:
    """Who left, and when: by the database that is there, and by the list beside the backups."""
    left: dict[bytes, int] = {}
    if settings.database.exists():
        with closing(sqlite3.connect(settings.database, timeout=WAIT_FOR_LOCK)) as db:
            left.update(db.execute("SELECT lookup, at FROM gone").fetchall())
    for lookup, at in read_gone(settings.backups / GONE):
        left[lookup] = max(at, left.get(lookup, 0))
    return left


def read_gone(file: Path) -> Iterator[tuple[bytes, int]]:
    for line in file.read_text("ascii").splitlines() if file.exists() else ():
        lookup, _, at = line.partition(" ")
        yield bytes.fromhex(lookup), int(at)


async def leave_out(database: Path, master: bytes, left: dict[bytes, int], now: int) -> int:
    """Delete who left after the backup was made, and stop what the backup was about to send. Gives the number."""
    store = await Store.open(database, lambda: master)

    async def body(db: aiosqlite.Connection) -> int:
        number = 0
        for lookup, at in left.items():
            number += await wipe(db, "lookup = ? AND since <= ?", (lookup, at))
            await db.execute("INSERT OR REPLACE INTO gone (lookup, at) VALUES (?, ?)", (lookup, at))
        await db.execute(
            """UPDATE letter SET state = 'dropped', reason = 'restored', body = NULL, closed = ?
            WHERE state IN ('queued', 'sending', 'unknown')""",
            (now,),
        )
        await db.execute("DELETE FROM errand")
        return number

    try:
        number = await store.tx(body)
        await store.tidy(database.parent / FILES, database.parent / "backups")
    finally:
        await store.close()
    return number


def put_in_place(beside: Path, settings: Settings) -> None:
    """Move what was unpacked to where the data stands. The log of the old database must not outlive it."""
    for ending in ("", "-wal", "-shm"):
        settings.database.with_name(settings.database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(settings.files, ignore_errors=True)
    if (beside / FILES).is_dir():
        (beside / FILES).replace(settings.files)
    (beside / DATABASE).replace(settings.database)

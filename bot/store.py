"""SQLite: one connection that writes, in whole transactions only. Whoever begins one finishes it, cancelled or not."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import Awaitable, Callable, Container, Coroutine, Iterable
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.schema import APPLICATION, MIGRATIONS
from bot.secrets import Keys, Spoilt, unwrapped, wrapping
from bot.settings import BadSetting

T = TypeVar("T")

VACUUM_EVERY = 900.0

BUSY_TIMEOUT = 5000
"""Milliseconds for which a lock that somebody else holds is waited for."""

GONE = "gone"
"""The list of who left, in the folder of the backups: the hash by which they were found, and when."""

STORE_FAULTS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    )
)


class AlreadyRunning(Exception):
    """Another process has this database."""


def is_store_fault(fault: BaseException) -> bool:
    """Whether the store itself failed (full, locked, I/O), as against our code failing on one update."""
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(fault, sqlite3.Error) and code is not None and code & 0xFF in STORE_FAULTS


def event_of(fault: BaseException, otherwise: str) -> str:
    """What a fault is called in the log."""
    if not is_store_fault(fault):
        return otherwise
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return {sqlite3.SQLITE_FULL: "disk_full", sqlite3.SQLITE_BUSY: "database_locked"}.get(code, "store_failed")


def is_full(fault: sqlite3.Error) -> bool:
    """Whether there was no room on the disk."""
    code = getattr(fault, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_FULL


class Store:
    """The database of one bot, and the `keys` that open it. Open it with `Store.open`; close it whatever happens."""

    def __init__(self, db: aiosqlite.Connection, lock: int, keys: Keys) -> None:
        self.keys = keys
        self._db = db
        self._file_lock = lock
        self._turn = asyncio.Lock()
        self._vacuumed = -VACUUM_EVERY

    @classmethod
    async def open(cls, path: Path, read: Callable[[], bytes]) -> Store:
        """Open or make the database; its key is read when nobody else has it any more.

        Raises AlreadyRunning, or BadSetting where the key or the schema does not fit.
        """
        lock = take_file_lock(path)
        try:
            master = read()
        except BaseException:
            os.close(lock)
            raise
        db = await aiosqlite.connect(path, isolation_level=None)
        try:
            await prepare(db)
            await migrate(db, master)
            keys = Keys(master, await index_of(db, master))
            os.chmod(path, 0o600)
            return cls(db, lock, keys)
        except BaseException:
            await asyncio.shield(db.close())
            os.close(lock)
            raise

    async def close(self) -> None:
        async with self._turn:
            await self._db.close()
        os.close(self._file_lock)

    async def tx(self, body: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        """Run `body` in one transaction, one at a time. It may await nothing but this connection.

        Cancelled at any await, the caller hears of it only after the transaction is whole or undone: a
        half-finished one would be committed by whoever comes next.
        """
        return await finished(self._run(body))

    async def tidy(self, folder: Path, backups: Path) -> None:
        """Sweep up after deletions: files that nobody has any more, and bytes left in the pages and in the log. Who
        left is listed beside the backups, so that no backup brings them back.

        Stopped in between, it goes on the next time. The file is made small again at most every quarter of an hour.
        """
        await finished(self._tidy(folder, backups))

    async def _tidy(self, folder: Path, backups: Path) -> None:
        async with self._turn:
            if await maybe_one(self._db, "SELECT 1 FROM meta WHERE name = 'untidy'") is None:
                return
            names = [row[0] for row in await self._db.execute_fetchall("SELECT name FROM leftover")]
            await asyncio.to_thread(remove_files, folder, names)
            await asyncio.to_thread(list_gone, backups, await self._db.execute_fetchall("SELECT lookup, at FROM gone"))
            await self._db.execute("DELETE FROM leftover")
            if time.monotonic() - self._vacuumed > VACUUM_EVERY:
                await self._db.execute("VACUUM")
                self._vacuumed = time.monotonic()
                await self._db.execute("DELETE FROM meta WHERE name = 'untidy'")
            await self._db.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def drop_strays(self, folder: Path) -> None:
        """Remove the files that no row names: a stop came before the row was written. For the start only."""
        async with self._turn:
            known = {row[0] for row in await self._db.execute_fetchall("SELECT name FROM kept_file")}
            await asyncio.to_thread(remove_others, folder, known)

    async def _run(self, body: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        async with self._turn:
            await self._db.execute("BEGIN IMMEDIATE")
            try:
                result = await body(self._db)
                await self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite has already rolled back after a full disk or an I/O error
                    await self._db.execute("ROLLBACK")
                raise
            return result


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Carry something through to its end, and only then let a cancellation be heard."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as asked:
            cancelled = asked
        except BaseException:  # noqa: S110 - it is the task's own, and raised below
            pass
    if cancelled is not None:
        if not task.cancelled():
            task.exception()
        raise cancelled
    return task.result()


def remove_files(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)


def list_gone(backups: Path, gone: Iterable[Any]) -> None:
    """Write the list anew beside the backups, where there are any: a hash and a time a line."""
    if backups.is_dir():
        lines = "".join(f"{lookup.hex()} {at}\n" for lookup, at in gone)
        unfinished = backups / ".gone"
        unfinished.write_text(lines, "ascii")
        unfinished.replace(backups / GONE)


def remove_others(folder: Path, known: Container[str]) -> None:
    for path in folder.glob("*"):
        if path.name not in known:
            path.unlink()


def take_file_lock(path: Path) -> int:
    """Hold the lock file for as long as the process lives; the kernel lets go of it even after kill -9."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as fault:
        raise BadSetting("data_unwritable", path=path.parent, fault=type(fault).__name__) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise AlreadyRunning from None
    return lock


async def prepare(db: aiosqlite.Connection) -> None:
    """What each connection is told. FULL: a power cut loses nothing that was answered."""
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "wal_autocheckpoint=200",
        "journal_size_limit=4194304",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
        "cell_size_check=ON",
    ):
        await db.execute(f"PRAGMA {pragma}")


async def migrate(db: aiosqlite.Connection, master: bytes) -> None:
    """Run the migrations that this database has not seen, each with its record."""
    (found,) = await one(db, "PRAGMA user_version")
    if found > len(MIGRATIONS):
        raise BadSetting("data_newer")
    for number, migration in enumerate(MIGRATIONS[found:], found + 1):
        await db.execute("BEGIN IMMEDIATE")
        try:
            if number == 1:
                await db.execute(f"PRAGMA application_id={APPLICATION}")
                await db.execute("CREATE TABLE migration (name TEXT PRIMARY KEY) STRICT")
            await migration(db, master)
            await db.execute("INSERT INTO migration (name) VALUES (?)", (migration.__name__,))
            await db.execute(f"PRAGMA user_version={number}")
            await db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                await db.execute("ROLLBACK")
            raise


async def index_of(db: aiosqlite.Connection, master: bytes) -> bytes:
    """What this database makes its hashes and marks with. Raises BadSetting for the key of another database."""
    (sealed,) = await one(db, "SELECT value FROM meta WHERE name = 'index'")
    try:
        return unwrapped(wrapping(master), sealed, b"index")
    except Spoilt:
        raise BadSetting("key_of_another") from None


async def one(db: aiosqlite.Connection, sql: str, values: tuple[Any, ...] = ()) -> Any:
    """The one row that a query gives."""
    row = await maybe_one(db, sql, values)
    if row is None:
        raise LookupError("a row that must be there is not")
    return row


async def maybe_one(db: aiosqlite.Connection, sql: str, values: tuple[Any, ...] = ()) -> Any:
    """The first row that a query gives, or None."""
    rows = await db.execute_fetchall(sql, values)
    return next(iter(rows), None)


async def new_row(db: aiosqlite.Connection, table: str) -> int:
    """An id that no row of the table ever had: somebody may still be at work on one that was deleted."""
    found = await maybe_one(db, "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    return int(found[0]) + 1 if found else 1


async def next_row(db: aiosqlite.Connection, table: str) -> int:
    """The id of the next row: known before it is written, since what is sealed is bound to it."""
    (number,) = await one(db, f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - names of our own
    return int(number)

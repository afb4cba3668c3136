"""The store: whole transactions whatever is cancelled, one instance, no new key over old data, no older program."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from bot import schema, store
from bot.house import open_house
from bot.keyfile import read_key
from bot.settings import BadSetting, Settings
from bot.store import AlreadyRunning, Store, is_store_fault, one


def still() -> int:
    return 0


async def steps(db: aiosqlite.Connection, number: int, fails: bool) -> None:
    """A transaction of several awaits: two rows or none."""
    await db.execute("INSERT INTO meta (name, value) VALUES (?, x'00')", (f"{number}a",))
    await asyncio.sleep(0)
    await db.execute("INSERT INTO meta (name, value) VALUES (?, x'00')", (f"{number}b",))
    if fails:
        raise RuntimeError("on purpose")


async def test_cancelled_at_any_await_a_transaction_is_whole_or_undone(settings: Settings) -> None:
    chance = random.Random(7)
    async with open_house(settings, still) as house:

        async def one_step(number: int) -> None:
            await house.store.tx(lambda db: steps(db, number, number % 17 == 0))

        tasks = [asyncio.create_task(one_step(number)) for number in range(200)]
        for task in chance.sample(tasks, 120):
            await asyncio.sleep(chance.random() / 500)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

        async def names(db: aiosqlite.Connection) -> list[str]:
            return [
                row[0]
                for row in await db.execute_fetchall("SELECT name FROM meta WHERE name NOT IN ('index', 'untidy')")
            ]

        kept = await house.store.tx(names)
    firsts = {int(name[:-1]) for name in kept if name.endswith("a")}
    seconds = {int(name[:-1]) for name in kept if name.endswith("b")}
    assert firsts == seconds, "a half step was kept"
    assert firsts
    assert not any(number % 17 == 0 for number in firsts), "a failed step was kept"


async def test_the_database_is_told_what_reliability_needs(settings: Settings) -> None:
    async with open_house(settings, still) as house:

        async def pragmas(db: aiosqlite.Connection) -> list[object]:
            names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "application_id")
            return [(await one(db, f"PRAGMA {name}"))[0] for name in names]

        assert await house.store.tx(pragmas) == ["wal", 2, 1, 1, schema.APPLICATION]
    assert settings.database.stat().st_mode & 0o077 == 0
    assert settings.data.stat().st_mode & 0o077 == 0
    assert settings.key_file.stat().st_mode & 0o077 == 0


async def test_a_second_instance_is_refused(settings: Settings) -> None:
    async with open_house(settings, still):
        with pytest.raises(AlreadyRunning):
            async with open_house(settings, still):
                pass
    async with open_house(settings, still):
        pass


async def test_data_of_a_newer_version_is_refused(settings: Settings) -> None:
    async with open_house(settings, still):
        pass
    with sqlite3.connect(settings.database) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(BadSetting, match="更新的版本"):
        async with open_house(settings, still):
            pass


async def test_a_migration_that_fails_leaves_the_old_schema(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_house(settings, still):
        pass

    async def breaks(db: aiosqlite.Connection, master: bytes) -> None:
        await db.execute("CREATE TABLE half (id INTEGER) STRICT")
        raise sqlite3.OperationalError("on purpose")

    monkeypatch.setattr(store, "MIGRATIONS", (*schema.MIGRATIONS, breaks))
    with pytest.raises(sqlite3.OperationalError):
        async with open_house(settings, still):
            pass
    with sqlite3.connect(settings.database) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
        names = [name for (name,) in db.execute("SELECT name FROM migration").fetchall()]
        assert names == [migration.__name__ for migration in schema.MIGRATIONS]
    db.close()


async def test_no_new_key_is_made_over_old_data(settings: Settings) -> None:
    async with open_house(settings, still):
        pass
    settings.key_file.unlink()
    with pytest.raises(BadSetting, match="找不到密钥"):
        async with open_house(settings, still):
            pass
    assert not settings.key_file.exists()


async def test_another_key_and_a_readable_key_are_refused(settings: Settings) -> None:
    async with open_house(settings, still):
        pass
    kept = settings.key_file.read_bytes()
    settings.key_file.write_bytes(bytes(32))
    with pytest.raises(BadSetting, match="不是这份数据的密钥"):
        async with open_house(settings, still):
            pass
    settings.key_file.write_bytes(kept)
    settings.key_file.chmod(0o644)
    with pytest.raises(BadSetting, match="chmod 600"):
        async with open_house(settings, still):
            pass


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(BadSetting, match="不完整"):
        read_key(tmp_path / "key", data_exists=False)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="WENZHU_DATA"):
        await Store.open(Path("/dev/null/data/db.sqlite"), lambda: bytes(32))


async def test_a_locked_database_is_the_stores_own_fault(settings: Settings) -> None:
    async with open_house(settings, still) as house:

        async def impatient(db: aiosqlite.Connection) -> None:
            await db.execute("PRAGMA busy_timeout=1")

        await house.store.tx(impatient)
        other = sqlite3.connect(settings.database)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            await house.store.tx(lambda db: steps(db, 1, False))
        other.rollback()
        other.close()
        assert is_store_fault(caught.value)
        await house.store.tx(lambda db: steps(db, 1, False))
    assert not is_store_fault(sqlite3.IntegrityError())
    assert not is_store_fault(ValueError())

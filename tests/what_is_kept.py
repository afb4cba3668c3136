"""What lies on the disk of what people sent: for tests, which know the key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import aiosqlite

from bot.house import open_house
from bot.sealed_file import read
from bot.settings import Settings


async def kept(settings: Settings, now: Callable[[], int]) -> list[tuple[str, bytes, dict[str, str]]]:
    """What is kept, when no bot runs: kind, bytes, and what is known of it. Checks that no file is a stray."""
    there = on_disk(settings)  # before a start sweeps up
    async with open_house(settings, now) as house:

        async def body(db: aiosqlite.Connection) -> list[tuple[Any, ...]]:
            rows = await db.execute_fetchall(
                """SELECT person, key, kept_file.id, name, kind, about FROM kept_file
                JOIN person ON person.id = person ORDER BY kept_file.id"""
            )
            return [tuple(row) for row in rows]

        found = []
        rows = await house.store.tx(body)
        for person, wrapped, row, name, kind, about in rows:
            key = house.keys.of_person(person, wrapped)
            content = b"".join(read(settings.files / name, key))
            found.append((kind, content, json.loads(key.open(about, "kept_file", "about", row))))
        assert there == {name for _, _, _, name, *_ in rows}
    return found


def on_disk(settings: Settings) -> set[str]:
    return {file.name for file in settings.files.glob("*")}


def pictures(count: int, of: str = "picture") -> list[bytes]:
    """Files that have nothing in common."""
    return [f"{of} {number} ".encode() * 200 for number in range(count)]

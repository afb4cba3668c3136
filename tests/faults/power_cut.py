"""What a power cut leaves of a database: everything up to each file's last fsync, and of the rest any part.

Run as a program, it lets people talk to the bot on a recording VFS: python power_cut.py LIBRARY TAPE FOLDER BATCHES
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import sqlite3
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.desk import Arrival, Desk
from bot.hearing import Said
from bot.house import open_house
from bot.settings import read_settings

OPENED, WROTE, CUT, SYNCED, DELETED, MARK = range(1, 7)
HEAD = struct.Struct("<5q")
SECTOR = 512
NOW = 1_795_600_000
PEOPLE = 5
SAYINGS = (
    "正在通话",
    "开始",
    "他说了",
    "某某信息 1023",
    "我借的",
    "念完了",
    "挂断了",
    "可以",
    "好",
    "说清了",
    "好",
    "有人上门",
    "返回",
    "我的进度",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One record of the tape. `at` is an offset, a length, or the number of a mark."""

    kind: int
    file: str
    at: int
    data: bytes


def read_tape(tape: Path) -> Iterator[Change]:
    names: dict[int, str] = {}
    content = memoryview(tape.read_bytes())
    place = 0
    while place < len(content):
        kind, number, at, _, count = HEAD.unpack_from(content, place)
        data = bytes(content[place + HEAD.size : place + HEAD.size + count])
        place += HEAD.size + count
        if kind == OPENED:
            names[number] = data.decode()
        name = data.decode() if kind in (OPENED, DELETED) else names.get(number, "")
        yield Change(kind, name, at, data)


@dataclass(slots=True)
class OneFile:
    """A file as it is on the disk for certain, and what was done to it since."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[Change] = field(default_factory=list)
    is_certain: bool = False

    def sync(self) -> None:
        for change in self.since:
            apply(self.certain, change)
        self.since.clear()
        self.is_certain = True

    def left(self, chance: Random) -> bytes | None:
        """What may be left of it; None where the file itself may be missing."""
        if not self.is_certain and chance.random() < 0.5:
            return None
        content = bytearray(self.certain)
        for change in self.since:
            if chance.random() < 0.5:
                apply(content, torn(change, chance))
        return bytes(content)


def apply(content: bytearray, change: Change) -> None:
    if change.kind == CUT:
        del content[change.at :]
        return
    content.extend(bytes(max(0, change.at - len(content))))
    content[change.at : change.at + len(change.data)] = change.data


def torn(change: Change, chance: Random) -> Change:
    """A write of which only the first sectors arrived, now and then."""
    if change.kind != WROTE or chance.random() < 0.75:
        return change
    return Change(
        WROTE, change.file, change.at, change.data[: chance.randrange(len(change.data) + 1) // SECTOR * SECTOR]
    )


@dataclass(slots=True)
class Disk:
    """All files, as the tape runs. `acknowledged` is the newest mark."""

    files: dict[str, OneFile] = field(default_factory=dict)
    acknowledged: int = 0

    def run(self, change: Change) -> None:
        match change.kind:
            case 1:  # OPENED
                self.files.setdefault(change.file, OneFile())
            case 4:  # SYNCED
                self.files[change.file].sync() if change.file in self.files else None
            case 5:  # DELETED
                self.files.pop(change.file, None)
            case 6:  # MARK
                self.acknowledged = change.at
            case _:
                if change.file in self.files:
                    self.files[change.file].since.append(change)

    def cut(self, folder: Path, chance: Random) -> None:
        """Write what is left into a folder."""
        for old in folder.iterdir():
            old.unlink()
        for name, file in self.files.items():
            if "shm" not in name and (content := file.left(chance)) is not None:
                (folder / Path(name).name).write_bytes(content)


async def talk(folder: Path, batches: int, library: ctypes.CDLL) -> None:
    settings = read_settings({"HOME": str(folder)})
    async with open_house(settings, lambda: NOW) as house:
        desk = Desk(house)
        chance = Random(batches)
        for number in range(1, batches + 1):
            people = chance.sample(range(PEOPLE), 2)
            said = [Said(chance.choice(SAYINGS)) for _ in people]
            await desk.take(
                [
                    Arrival((number * 2 + at,), person, what)
                    for at, (person, what) in enumerate(zip(people, said, strict=True))
                ]
            )
            library.mark(ctypes.c_int64(number))
        library.stop_recording()
        os._exit(0)  # nothing is closed: a power cut does not wait either


def main(library: str, tape: str, folder: str, batches: str) -> None:
    loaded = ctypes.CDLL(library)
    assert loaded.record_onto(tape.encode()) == sqlite3.SQLITE_OK, "the recording VFS could not be registered"
    sqlite3.connect("file::memory:?vfs=recording", uri=True).close()
    asyncio.run(talk(Path(folder), int(batches), loaded))


if __name__ == "__main__":
    main(*sys.argv[1:])

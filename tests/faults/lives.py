"""The lives of one bot: real processes on the same data, one after the other, each ended from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import closing
from pathlib import Path

from fake_telegram import FakeTelegram
from loopback import PYTHONPATH
from modes import variables

RUNNER = Path(__file__).with_name("kill_bot.py")
PATIENCE = 20


class Lives:
    """`begin` a life, `kill` it; `stop` the last one as an operator would. `open` first, `close` whatever happens."""

    def __init__(self, mother: Process, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "data" / "wenzhu.sqlite"
        self._mother = mother
        self._life = 0

    @classmethod
    async def open(cls, fake: FakeTelegram, folder: Path, now: int, mode: str) -> Lives:
        with (folder / "stderr").open("wb") as complaints:
            mother = await asyncio.create_subprocess_exec(
                *(sys.executable, str(RUNNER), str(now)),
                env={**environment(fake, folder), **variables(mode)},
                stdin=PIPE,
                stdout=PIPE,
                stderr=complaints,
            )
        return cls(mother, folder)

    async def begin(self) -> None:
        """Start the bot."""
        assert not self._life
        self._life = await self._ask()

    async def kill(self) -> None:
        """SIGKILL. A bot that ended by itself before fails the test."""
        assert await self._end(signal.SIGKILL) == -signal.SIGKILL, self.last_words()

    async def stop(self) -> None:
        """SIGTERM, upon which the bot ends in good order."""
        assert await self._end(signal.SIGTERM) == 0, self.last_words()

    async def close(self) -> None:
        """Leave no process behind."""
        if self._life:
            await self._end(signal.SIGKILL)
        assert self._mother.stdin
        self._mother.stdin.close()
        await asyncio.wait_for(self._mother.communicate(), PATIENCE)

    async def _end(self, number: signal.Signals) -> int:
        os.kill(self._life, number)
        self._life = 0
        return await self._ask()

    async def _ask(self) -> int:
        """One line to the mother of all lives, one back."""
        assert self._mother.stdin
        assert self._mother.stdout
        self._mother.stdin.write(b"\n")
        line = await asyncio.wait_for(self._mother.stdout.readline(), PATIENCE)
        assert line, self.last_words()
        return int(line)

    def last_words(self) -> str:
        """The newest of what was written on standard error."""
        return (self.folder / "stderr").read_text("utf-8", "replace")[-2000:]


def environment(fake: FakeTelegram, folder: Path) -> dict[str, str]:
    """The settings of a bot that talks to the fake Telegram and keeps everything in a folder."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": PYTHONPATH,
        "HOME": str(folder),
        "WENZHU_TOKEN": fake.token,
        "WENZHU_API": fake.url,
        "WENZHU_DATA": str(folder / "data"),
        "WENZHU_KEY_FILE": str(folder / "key"),
        "WENZHU_PACE": "off",
    }


def check_database(path: Path) -> None:
    """The database is whole, by SQLite's own judgement."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def count(path: Path, table: str) -> int:
    """How many rows a table has."""
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

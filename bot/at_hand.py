"""Files of this machine, as somebody at a terminal sends them: by their paths."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import AsyncGenerator
from pathlib import Path

from bot.attached import Attached, Kind
from bot.chunks import CHUNK
from bot.keeping import NotThere


def listed(files: str) -> list[str]:
    """The names of files; in quotes where they hold a blank. Empty where a quote was left open."""
    try:
        return shlex.split(files)
    except ValueError:
        return []


def pictures_named(line: str) -> list[str]:
    """The pictures of this machine whose paths were typed, or dragged into the terminal, and nothing else."""
    names = [name.removeprefix("file://") for name in listed(line)] if "." in line else []
    files = [str(Path(name).expanduser()) for name in names]
    return files if all(Attached("", "", "file", name=file).is_picture and is_file(file) for file in files) else []


def is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def pictures_in(name: str) -> list[str]:
    """The pictures of a folder, by their names; where this is none, the name itself."""
    folder = Path(name)
    return sorted(str(file) for file in folder.iterdir() if file.is_file()) if folder.is_dir() else [name]


def at_hand(file: str, kind: Kind) -> Attached:
    """A file of this machine, sent. One that is not there is sent all the same, and cannot be fetched."""
    path = Path(file.strip())
    try:
        there = path.stat()
    except (OSError, ValueError):
        return Attached("", file, kind)
    return Attached(str(path), f"{path.resolve()} {there.st_mtime_ns}", kind, there.st_size, path.name)


async def local_file(file: str) -> AsyncGenerator[bytes, None]:
    """The bytes of a file of this machine. Raises NotThere."""
    try:
        with await asyncio.to_thread(open, file, "rb") as opened:
            while piece := await asyncio.to_thread(opened.read, CHUNK):
                yield piece
    except OSError:
        raise NotThere from None

"""A file that somebody sent, as it lies on the disk: sealed in chunks with their key, under a random name of our own.

A file that was cut short, put in another order, changed or exchanged for another one does not open.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from bot.chunks import Sealing, chunks, onto_disk
from bot.keyfile import sync_folder
from bot.secrets import PersonKey, Spoilt

BEGINNING = 64
"""Bytes that are remembered of a file, to tell what it is."""


class SealedFile:
    """Writes one: `add` bytes as they come, then `keep` it, or `drop` it. Blocks, so it is for a thread."""

    def __init__(self, folder: Path, key: PersonKey) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.name = secrets.token_hex(16)
        self.bytes = 0
        self.begins = b""
        self.sha256 = hashlib.sha256()
        self._path = folder / self.name
        self._part = folder / f"{self.name}.part"
        self._file = os.fdopen(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb")
        self._sealing = Sealing(self._file, *key.of_file(self.name))

    def add(self, data: bytes) -> None:
        self.bytes += len(data)
        self.begins = self.begins or data[:BEGINNING]
        self.sha256.update(data)
        self._sealing.write(data)

    def keep(self) -> None:
        """Onto the disk, whole, under its name."""
        self._sealing.close()
        onto_disk(self._file)
        self._file.close()
        self._part.rename(self._path)
        sync_folder(self._path.parent)

    def drop(self) -> None:
        """Leave nothing of it, however far it came."""
        with contextlib.suppress(OSError):  # the disk is full
            self._sealing.close()
        with contextlib.suppress(OSError):
            self._file.close()
        for path in (self._part, self._path):
            path.unlink(missing_ok=True)


def read(path: Path, key: PersonKey) -> Iterator[bytes]:
    """The bytes again, piece by piece. Raises Spoilt, maybe only at the last: nothing holds before the end."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Spoilt from None
    with file:
        yield from chunks(file, *key.of_file(path.name))

"""Files of any length, sealed in chunks: none can be left out, moved, or taken from another file."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.secrets import FORM, NONCE_BYTES, opened, shut

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

CHUNK = 1 << 20
SEALED_CHUNK = len(FORM) + NONCE_BYTES + CHUNK + 16


def bound(to: bytes, number: int, last: bool) -> bytes:
    return b"%s|%d|%d" % (to, number, last)


class Sealing(io.RawIOBase):
    """What is written to this goes sealed into `target`. `close` it: only then is the last chunk there."""

    def __init__(self, target: BinaryIO, cipher: AESGCM, to: bytes) -> None:
        self._target = target
        self._cipher = cipher
        self._to = to
        self._number = 0
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        self._held += data
        while len(self._held) > CHUNK:  # one is held back: it may be the last
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(memoryview(data))

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._held), last=True)
        super().close()

    def _seal(self, chunk: bytes, last: bool) -> None:
        self._target.write(shut(self._cipher, chunk, bound(self._to, self._number, last)))
        self._number += 1


class Opening(io.RawIOBase):
    """Reads again what `Sealing` wrote. Raises Spoilt where anything of it is not as it was."""

    def __init__(self, source: BinaryIO, cipher: AESGCM, to: bytes) -> None:
        self._chunks = chunks(source, cipher, to)
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        if not self._held:
            self._held = next(self._chunks, b"")
        view = memoryview(buffer).cast("B")
        taken = self._held[: len(view)]
        view[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)


def chunks(source: BinaryIO, cipher: AESGCM, to: bytes) -> Iterator[bytes]:
    """The chunks in the clear. Raises Spoilt."""
    number, sealed = 0, source.read(SEALED_CHUNK)
    while True:
        onward = source.read(SEALED_CHUNK)
        yield opened(cipher, sealed, bound(to, number, last=not onward))
        if not onward:
            return
        number, sealed = number + 1, onward


def onto_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())

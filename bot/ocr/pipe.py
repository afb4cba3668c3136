"""How the reader and its worker talk: a length of four bytes, then a picture; back a length, then JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO, TypedDict

LENGTH = 4
PIECE = 1 << 18
MOST_SAID = 1_000_000
"""Bytes of an answer: more than the text of any picture."""


class Answer(TypedDict, total=False):
    """Either `refused`, the name of a refusal, or both others."""

    refused: str
    text: str
    score: float


def framed(body: bytes) -> bytes:
    return len(body).to_bytes(LENGTH, "big") + body


def pieces(body: bytes) -> Iterator[bytes | memoryview]:
    """The same in pieces, of which none is a copy of all."""
    yield len(body).to_bytes(LENGTH, "big")
    for at in range(0, len(body), PIECE):
        yield memoryview(body)[at : at + PIECE]


def receive(source: BinaryIO) -> bytes:
    """What was sent; empty when the other side is gone."""
    length = source.read(LENGTH)
    return source.read(int.from_bytes(length, "big")) if len(length) == LENGTH else b""


def send(to: BinaryIO, answer: Answer) -> None:
    to.write(framed(json.dumps(answer, ensure_ascii=False).encode("utf-8")))
    to.flush()

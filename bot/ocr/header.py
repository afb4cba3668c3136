"""What the first bytes of a picture say of it, before anything opens it: JPEG, PNG and WebP."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.pictures import Refusal

MOST_PIXELS = 25_000_000
LONGEST_SIDE = 12_000
MOST_BYTES = 20_000_000
"""The most that Telegram hands out of one file."""
MOST_PARTS = 1000
"""Before the picture itself. A file of nothing but headers is no picture, and is not read to its end."""


@dataclass(frozen=True, slots=True)
class Header:
    width: int
    height: int
    moves: bool = False


def fault(picture: bytes) -> Refusal | None:
    """Why this is not to be opened; None where nothing speaks against it."""
    if len(picture) > MOST_BYTES:
        return Refusal.TOO_LARGE
    header = header_of(picture)
    if header is None:
        return Refusal.NO_PICTURE
    if max(header.width, header.height) > LONGEST_SIDE or header.width * header.height > MOST_PIXELS:
        return Refusal.TOO_LARGE
    if header.moves:
        return Refusal.MOVING
    return None if min(header.width, header.height) else Refusal.DAMAGED


def header_of(picture: bytes) -> Header | None:
    """None where this begins like none of the three. A header that breaks off gives a side of 0."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return png(picture)
    if picture.startswith(b"\xff\xd8\xff"):
        return jpeg(picture)
    if picture.startswith(b"RIFF") and picture[8:12] == b"WEBP":
        return webp(picture)
    return None


def png(picture: bytes) -> Header:
    """PNG, 11.2.1 IHDR, which comes first; acTL before the first IDAT where it moves."""
    width, height = big(picture[16:20]), big(picture[20:24])
    at = 8
    for _ in range(MOST_PARTS):
        kind = picture[at + 4 : at + 8]
        if kind == b"IDAT":
            return Header(width, height)
        if kind == b"acTL":
            return Header(width, height, moves=big(picture[at + 8 : at + 12]) > 1)
        at += 12 + big(picture[at : at + 4])
    return Header(0, 0)


def jpeg(picture: bytes) -> Header:
    """JPEG, B.2.2: the sides stand in the first frame header, SOF0 to SOF15 without DHT, JPG and DAC."""
    at = 2
    for _ in range(MOST_PARTS):
        if at + 9 > len(picture) or picture[at] != 0xFF:
            break
        mark = picture[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            return Header(big(picture[at + 7 : at + 9]), big(picture[at + 5 : at + 7]))
        at += 1 if mark == 0xFF else 2 + big(picture[at + 2 : at + 4])
    return Header(0, 0)


def webp(picture: bytes) -> Header:
    """WebP: the first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended)."""
    kind, body = picture[12:16], picture[20:30]
    if len(body) < 10:
        return Header(0, 0)
    if kind == b"VP8X":
        return Header(1 + little(body[4:7]), 1 + little(body[7:10]), bool(body[0] & 2))
    if kind == b"VP8L":
        sides = little(body[1:5])
        return Header(1 + (sides & 0x3FFF), 1 + (sides >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        return Header(little(body[6:8]) & 0x3FFF, little(body[8:10]) & 0x3FFF)
    return Header(0, 0)


def big(digits: bytes) -> int:
    return int.from_bytes(digits, "big")


def little(digits: bytes) -> int:
    return int.from_bytes(digits, "little")

"""Lines as rows, and rows as blocks: a bubble, a paragraph, a note between bubbles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from conversations.pictures.seen import Colour, Line, alike


@dataclass(frozen=True, slots=True)
class Block:
    rows: tuple[Line, ...]

    @property
    def ground(self) -> Colour:
        return self.rows[0].ground

    @property
    def left(self) -> float:
        return min(row.left for row in self.rows)

    @property
    def right(self) -> float:
        return max(row.right for row in self.rows)


def rows_of(lines: Sequence[Line], width: float) -> list[Line]:
    """Rows from the top, without what is surely not said: avatars taken for a letter, the phone's status bar.

    Pieces of one row on one ground are one row: the cells of a table, a line with a wide gap.
    """
    heights = sorted(line.height for line in lines)
    usual = heights[len(heights) // 2] if heights else 0.0
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom, line.left)):
        if len(line.text) <= 2 and line.height > 1.7 * usual:
            continue
        at = next((at for at, row in enumerate(rows) if beside(row, line)), None)
        if at is None:
            rows.append(line)
        else:
            rows[at] = side_by_side(rows[at], line)
    return [row for row in rows if not (row.bottom < STATUS_BAR * width and STATUS.fullmatch(row.text))]


def beside(row: Line, line: Line) -> bool:
    shared = min(row.bottom, line.bottom) - max(row.top, line.top)
    return shared > 0.6 * min(row.height, line.height) and alike(row.ground, line.ground)


def side_by_side(row: Line, line: Line) -> Line:
    first, second = sorted((row, line), key=lambda piece: piece.left)
    return replace(
        row,
        left=first.left,
        top=min(row.top, line.top),
        right=max(row.right, line.right),
        bottom=max(row.bottom, line.bottom),
        text=f"{first.text} {second.text}",
        cells=row.cells or second.left - first.right > 2 * row.height,
    )


def blocks_of(rows: Sequence[Line]) -> Iterator[Block]:
    """Rows that stand close together at one left edge, on one ground, in letters of one size."""
    held: list[Line] = []
    for row in rows:
        if held and not continues(held[-1], row):
            yield Block(tuple(held))
            held = []
        held.append(row)
    if held:
        yield Block(tuple(held))


def continues(row: Line, below: Line) -> bool:
    size = min(row.height, below.height)
    return (
        below.top - row.bottom < 0.9 * size
        and abs(below.left - row.left) < 2.5 * size  # a paragraph may begin two letters in
        and max(row.height, below.height) < 1.6 * size
        and alike(row.ground, below.ground)
    )


def sentences(block: Block, edge: float) -> list[str]:
    """The text of a block. A row that reaches the right edge of its side goes on in the next one, another ends."""
    told: list[str] = []
    goes_on = False
    for row in block.rows:
        if goes_on:
            gap = " " if WORD.search(told[-1]) and WORD.search(row.text[:1]) else ""
            told[-1] += gap + row.text
        else:
            told.append(row.text)
        goes_on = not row.cells and row.right > edge - 1.6 * row.height
    return told


STATUS_BAR = 0.13
"""Its lower edge, as a part of the screen's width."""
STATUS = re.compile(
    r"(?:(?:上午|下午|AM|PM)?\s*\d{1,2}[:：]\d{2}(?:\s*[AP]M)?|[2-6]G\+?|HD|VoLTE|LTE|Wi-?Fi|中国(?:移动|联通|电信|广电)|"
    r"\d+(?:\.\d+)?\s*[KM]B?/s|\d{1,3}%?|[^\w\s]|\s)+",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-z]$")

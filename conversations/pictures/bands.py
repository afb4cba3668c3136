"""A picture too tall to be read at once is cut into bands that overlap; what was seen in them is one page again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import dist, hypot

from conversations.pictures.seen import Point, Seen

TALLEST = 2000
"""Pixels that are read at once without being shrunk."""
OVERLAP = 200
"""More than the height of any line, so that each stands whole in one band at least."""
EDGE = 4


def bands(height: int) -> Iterator[tuple[int, int]]:
    """Where each band begins and ends. Nothing is cut that is little taller than one band."""
    top = 0
    while height - top > TALLEST * 1.3:
        yield top, top + TALLEST
        top += TALLEST - OVERLAP
    yield top, height


def joined(parts: Sequence[tuple[tuple[int, int], Sequence[Seen]]]) -> list[Seen]:
    """What was seen in each band, in the measure of that band, as lines of the whole picture, each of them once.

    A line that touches an inner edge of its band is cut there, and whole in the next one.
    """
    page: list[Seen] = []
    for (top, bottom), seen in parts:
        last = bottom == parts[-1][0][1]
        for line in seen:
            ys = [y for _, y in line.corners]
            if (top > 0 and min(ys) < EDGE) or (not last and max(ys) > bottom - top - EDGE):
                continue
            moved = replace(line, corners=tuple((x, y + top) for x, y in line.corners))
            if not any(same(moved, other) for other in page):
                page.append(moved)
    return page


def same(one: Seen, other: Seen) -> bool:
    """Whether two lines have the same middle, to half of their height."""
    (x, y), (x2, y2) = middle(one), middle(other)
    return hypot(x - x2, y - y2) < dist(one.corners[0], one.corners[3]) / 2


def middle(line: Seen) -> Point:
    return sum(x for x, _ in line.corners) / 4, sum(y for _, y in line.corners) / 4

"""Lines as they were recognised in a picture, and the same lines laid level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, dist, pi, sin

Point = tuple[float, float]
Colour = tuple[int, int, int]

MOST_ALIKE = 24
"""Two colours that differ by no more than this, of 255, are one: above the noise of JPEG, below any bubble's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One line: the four corners of its box from the top left clockwise, in pixels from the top left of the picture,
    and the colour behind its letters."""

    corners: tuple[Point, ...]
    text: str
    score: float
    ground: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A line that lies level."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    ground: Colour
    cells: bool = False  # several, with room between them

    @property
    def height(self) -> float:
        return self.bottom - self.top


def alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= MOST_ALIKE for a, b in zip(one, other, strict=True))


def legible(seen: Sequence[Seen]) -> float:
    """How well a picture reads as it lies, 0 to 1: the mean score of its letters. Those in boxes on end count 0."""
    letters = sum(len(line.text) for line in seen)
    return sum(line.score * len(line.text) for line in seen if not on_end(line)) / letters if letters else 0.0


def on_end(line: Seen) -> bool:
    top_left, top_right, _, bottom_left = line.corners
    return len(line.text) > 1 and dist(top_left, bottom_left) > 1.5 * dist(top_left, top_right)


def levelled(seen: Sequence[Seen], centre: Point) -> list[Line]:
    """The lines turned back around a point by the median angle of their top edges. Longer lines tell it better."""
    angles = sorted(angle for line in seen for angle in [slope(line)] * len(line.text))
    skew = angles[len(angles) // 2] if angles else 0.0
    return [laid(line, skew, centre) for line in seen]


def slope(line: Seen) -> float:
    (x0, y0), (x1, y1) = line.corners[:2]
    return max(-pi / 4, min(pi / 4, atan2(y1 - y0, x1 - x0)))


def laid(line: Seen, skew: float, centre: Point) -> Line:
    """A level box around the same middle, as long and as high as the line's own."""
    xs, ys = zip(*(turned(corner, skew, centre) for corner in line.corners), strict=True)
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    return Line((xs[0] + xs[3]) / 2, top, (xs[1] + xs[2]) / 2, bottom, line.text, line.ground)


def turned(point: Point, skew: float, centre: Point) -> Point:
    x, y = point[0] - centre[0], point[1] - centre[1]
    return centre[0] + x * cos(skew) + y * sin(skew), centre[1] - x * sin(skew) + y * cos(skew)

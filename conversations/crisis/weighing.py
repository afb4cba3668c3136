"""Weighs what is not said outright: three questions, each a linear model over small pieces of a text.

Is the writer in despair (own), is somebody else cruel or in despair in words that are quoted (theirs), is the writer
afraid for somebody (other)? A text is looked at through a window of a few clauses at a time, and the window that says
most counts: one clause in a long message is heard. In a window count its runs of one to three characters, what its
words mean (`meanings`) and which meanings stand near each other, and who says plain things anywhere in the text.

The weights are a table made by `tests/teach_despair.py` from the project's own sentences. A weight can be read: so
much does this piece speak for that answer. Nothing else decides, so `reasons` names why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import combinations
from math import sqrt
from pathlib import Path

from conversations.crisis.meanings import words

QUESTIONS = ("own", "theirs", "other")
SCALE = 100
"""Weights are kept as whole hundredths."""

BASE = "(base)"
"""The row that every window has: what is likely before anything was read."""

Features = Mapping[str, float]


def weigh(page: str, marks: Set[str]) -> tuple[float, ...]:
    """For each question how much speaks for yes; above 0 it is yes. `marks`: what the rules found in the text."""
    return tuple(max(answers) for answers in zip(*(sums(each) for each in looks(page, marks)), strict=True))


def reasons(page: str, marks: Set[str], question: str, most: int = 6) -> tuple[str, ...]:
    """The pieces that spoke most for a yes, the strongest first."""
    table, at = weights(), QUESTIONS.index(question)
    window = max(looks(page, marks), key=lambda each: sums(each)[at])
    spoken = [(table[piece][at] * value, piece) for piece, value in window.items() if piece in table and piece != BASE]
    return tuple(piece for weight, piece in sorted(spoken, reverse=True)[:most] if weight > 0)


def sums(features: Features) -> tuple[float, float, float]:
    table = weights()
    own = theirs = other = 0.0
    for piece, value in features.items():
        if row := table.get(piece):
            own += row[0] * value
            theirs += row[1] * value
            other += row[2] * value
    return own / SCALE, theirs / SCALE, other / SCALE


def looks(page: str, marks: Set[str]) -> Iterator[Features]:
    """What is seen through each window."""
    common = {BASE: 1.0, **dict.fromkeys(marks, MARK)}
    for window in windows(page):
        yield {**spread(runs(window)), **spread(meant(window)), **common}


def windows(page: str) -> Iterator[str]:
    """As many clauses together as fit, beginning with each in turn; a clause without end is cut, with an overlap."""
    clauses: list[str] = []
    for clause in page.split():
        while len(clause) > WIDE:
            clauses.append(clause[:WIDE])
            clause = clause[WIDE - OVERLAP :]
        clauses.append(clause)
    for first in range(len(clauses) or 1):
        last, size = first, 0
        while last < len(clauses) and (last == first or size + len(clauses[last]) <= WIDE):
            size += len(clauses[last])
            last += 1
        yield "\n".join(clauses[first:last])
        if last >= len(clauses):
            break


def runs(window: str) -> set[str]:
    """The runs of characters within each clause. ^ and $ are its ends; which digit it is says nothing."""
    found: set[str] = set()
    for clause in window.split("\n"):
        ended = f"^{clause}$".translate(DIGITS)
        for size in range(1, LONGEST_RUN + 1):
            found.update(ended[at : at + size] for at in range(len(ended) - size + 1))
    return found


def meant(window: str) -> set[str]:
    """What words mean, which meanings stand near each other (in that order), and what stands right beside one."""
    read = list(words(window.replace("\n", "")))
    placed = [(at, meaning) for at, (_, means) in enumerate(read) for meaning in means]
    found = {meaning for _, meaning in placed}
    found.update(f"{one}>{two}" for (at, one), (to, two) in combinations(placed, 2) if 0 < to - at <= NEAR)
    row = ["^", *(means[0] if means else word for word, means in read), "$"]
    for size in (2, 3):
        for at in range(len(row) - size + 1):
            piece = row[at : at + size]
            if any(len(each) > 1 for each in piece):
                found.add(" ".join(piece))
    return found


def spread(pieces: Set[str]) -> Features:
    """All pieces of a kind together count alike: a long window has more of them, no more weight."""
    return dict.fromkeys(pieces, SHARE / sqrt(max(len(pieces), FEW)))


@cache
def weights() -> Mapping[str, Sequence[int]]:
    lines = Path(__file__).with_name("weights.tsv").read_text("utf-8").splitlines()
    return {piece: tuple(map(int, row)) for piece, *row in (line.split("\t") for line in lines)}


LONGEST_RUN = 3
WIDE, OVERLAP = 40, 12  # characters
NEAR = 8  # words
SHARE, MARK = 3.0, 0.5
FEW = 20
"""A window with fewer pieces than that tells less."""

DIGITS = str.maketrans("123456789", "000000000")

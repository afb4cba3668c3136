"""Weighs what a message is about: one linear model over signs, rules, senders and short runs of characters.

The weights are a small table made by `tests/teach_reader.py` from the project's own labelled messages. A weight can
be
read: so much does this feature speak for that kind. Nothing else decides, so what weighed most is the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import cache
from math import exp, sqrt
from pathlib import Path

from conversations.reading.labels import Kind

KINDS = tuple(Kind)
LONGEST_RUN = 3
SCALE = 100
"""Weights are kept as whole hundredths."""

SHARE = 1.6
"""How much all runs of characters together count beside the signs: a long text has more of them, no more weight."""

Features = Mapping[str, float]


def weigh(features: Features) -> list[tuple[float, Kind]]:
    """How likely each kind is, the likeliest first."""
    table = weights()
    sums = [0.0] * len(KINDS)
    for name, value in features.items():
        if row := table.get(name):
            for at, weight in enumerate(row):
                sums[at] += weight * value
    most = max(sums)
    shares = [exp((each - most) / SCALE) for each in sums]
    total = sum(shares)
    return sorted(((share / total, kind) for share, kind in zip(shares, KINDS, strict=True)), reverse=True)


def reasons(features: Features, kind: Kind, most: int = 4) -> tuple[str, ...]:
    """The features that spoke most for a kind, the strongest first."""
    table, at = weights(), KINDS.index(kind)
    spoken = [(table[name][at] * value, name) for name, value in features.items() if name in table]
    return tuple(name for weight, name in sorted(spoken, reverse=True)[:most] if weight > 0)


def runs(text: str, known: Set[str] | None = None) -> Features:
    """The runs of characters in a text that are known, each once."""
    found = all_runs(text) & (run_names() if known is None else known)
    return dict.fromkeys(found, SHARE / sqrt(max(len(found), FEW)))


def all_runs(text: str) -> set[str]:
    """Every run of one to three characters. Digits and letters lose their value, spaces are gone."""
    flat = LETTERS.sub("a", DIGITS.sub("0", SPACE.sub("", text)))
    return {flat[at : at + size] for size in range(1, LONGEST_RUN + 1) for at in range(len(flat) - size + 1)}


@cache
def weights() -> Mapping[str, Sequence[int]]:
    lines = Path(__file__).with_name("weights.tsv").read_text("utf-8").splitlines()
    return {name: tuple(map(int, row)) for name, *row in (line.split("\t") for line in lines if line)}


@cache
def run_names() -> frozenset[str]:
    return frozenset(name for name in weights() if "." not in name)


SPACE = re.compile(r"[\s.]+")
FEW = 40
"""A text with fewer known runs than that tells less."""

DIGITS = re.compile(r"\d+")
LETTERS = re.compile(r"[a-z]+")

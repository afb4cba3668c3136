"""Make `conversations/reading/weights.tsv` anew from the labelled messages, after a change of rules, signs or messages:

    .venv/bin/python tests/teach_reader.py

Multinomial logistic regression by gradient steps (AdaGrad), kinds weighted alike, weights held small (L2). Plain
Python, half a minute. The unseen messages are never read.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from math import exp, sqrt
from pathlib import Path

from bot.reading import message_of
from conversations.reading.kinds import features_of
from conversations.reading.labels import Kind
from conversations.reading.reader import clues_of
from conversations.reading.weighing import KINDS, SCALE, Features, all_runs, runs
from conversations.times import BEIJING

ROOT = Path(__file__).parent.parent
LEARNT_FROM = ("messages.jsonl", "messages_voices.jsonl", "messages_more.jsonl")
RUNS = 2000
"""Runs of characters that are kept: those whose share differs most between kinds."""

SEEN = 3  # messages that hold a run, at least
EPOCHS, STEP, DECAY = 15, 0.3, 0.002

Example = tuple[Features, int]


def main(paths: Sequence[Path], out: Path) -> None:
    examples = learnable(paths)
    table = taught(examples)
    lines = ["\t".join([name, *map(str, row)]) for name, row in sorted(table.items()) if any(row)]
    out.write_text("\n".join(lines) + "\n", "utf-8")


def learnable(paths: Sequence[Path]) -> list[Example]:
    """Messages as features, with the number of their kind."""
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    kinds = [KINDS.index(Kind(record["kind"])) for record in records]
    clues = [clues_of(message_of(record, BEIJING)[1]) for record in records]
    kept = telling([set(all_runs(each.theirs)) for each in clues], kinds)
    return [({**features_of(each), **runs(each.theirs, kept)}, kind) for each, kind in zip(clues, kinds, strict=True)]


def telling(texts: Sequence[set[str]], kinds: Sequence[int]) -> set[str]:
    """The runs that tell kinds apart best, by chi square."""
    sizes = Counter(kinds)
    within: dict[str, Counter[int]] = {}
    for found, kind in zip(texts, kinds, strict=True):
        for run in found:
            within.setdefault(run, Counter())[kind] += 1

    def chi_square(run: str) -> float:
        share = within[run].total() / len(texts)
        return sum((within[run][kind] - size * share) ** 2 / (size * share) for kind, size in sizes.items())

    often = [run for run, counts in within.items() if counts.total() >= SEEN]
    return set(sorted(often, key=lambda run: (-chi_square(run), run))[:RUNS])


def taught(examples: Sequence[Example]) -> dict[str, list[int]]:
    """The weights, in hundredths."""
    sizes = Counter(kind for _, kind in examples)
    alike = {kind: len(examples) / (len(sizes) * size) for kind, size in sizes.items()}
    weights: dict[str, list[float]] = {name: [0.0] * len(KINDS) for features, _ in examples for name in features}
    steps: dict[str, list[float]] = {name: [1e-6] * len(KINDS) for name in weights}
    chance = random.Random(7)
    order = list(examples)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for features, kind in order:
            sums = [0.0] * len(KINDS)
            for name, value in features.items():
                for at, weight in enumerate(weights[name]):
                    sums[at] += weight * value
            most = max(sums)
            shares = [exp(each - most) for each in sums]
            total = sum(shares)
            wrong = [alike[kind] * (share / total - (at == kind)) for at, share in enumerate(shares)]
            for name, value in features.items():
                row, step = weights[name], steps[name]
                for at, each in enumerate(wrong):
                    slope = each * value + DECAY * row[at]
                    step[at] += slope * slope
                    row[at] -= STEP * slope / sqrt(step[at])
    return {name: [round(SCALE * weight) for weight in row] for name, row in weights.items()}


if __name__ == "__main__":
    here = ROOT / "tests" / "data"
    main([here / name for name in LEARNT_FROM], ROOT / "conversations" / "reading" / "weights.tsv")

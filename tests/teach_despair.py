"""Make `conversations/crisis/weights.tsv` anew from the project's sentences, after a change of rules or sentences:

    .venv/bin/python tests/teach_despair.py            teach, and tell how well it does on sentences it did not learn
    .venv/bin/python tests/teach_despair.py --why 话    tell what speaks for each answer

Three logistic regressions by gradient steps (AdaGrad), weights held small (L2), every window of a text an example of
its text's answer. A rare piece may weigh more than a common one. How sure "own" has to be is set on the first list,
judged by weights taught without it: one in twenty of those that are not own may set it off. Plain Python, one
minute. The unseen sentences are never read.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import exp, log, sqrt
from pathlib import Path

from everyday import DATA, everyday

from conversations.crisis import despair, heard
from conversations.crisis.signs import without_harmless
from conversations.crisis.spelling import spell
from conversations.crisis.weighing import BASE, QUESTIONS, SCALE, Features, looks, reasons, weigh
from conversations.reading.scoring import wilson

LEARNT_FROM = ("despair.jsonl", "despair_more.jsonl")
OUT = Path(__file__).parent.parent / "conversations" / "crisis" / "weights.tsv"

YES = {"own": ("own", "both"), "theirs": ("quoted", "both"), "other": ("other",)}
SEEN = 4  # texts that hold a piece, at least
LEAST = (16, 40, 40)  # hundredths: what weighs less, question by question, is left out
EPOCHS, STEP, TRUST = 15, 0.2, 1.0
COMMON = 4.0  # how much less often a piece stands than in every text, as a logarithm, to count as it is
ALARMS = 0.05

Weights = dict[str, list[float]]
View = tuple[list[tuple[str, float]], bool, float]
"""A window, the answer, and how much it counts."""


@dataclass(frozen=True)
class Example:
    """A text as it is looked at, and the answers to the questions, as far as they are known."""

    looks: Sequence[Features]
    answers: Mapping[str, bool]
    forwarded: bool


def main(out: Path = OUT) -> None:
    first, *more = (learnable(name) for name in LEARNT_FROM)
    rest = [*chain(*more), *(Example(seen(text), {"own": False}, False) for text in everyday())]
    weights = taught(rest, QUESTIONS[:1])
    judged = [(most(weights, each), each.answers["own"]) for each in first if not each.forwarded]
    sure = threshold(judged)
    for name, wanted in (("own, heard", True), ("others, taken for own", False)):
        some = [score > sure for score, own in judged if own is wanted]
        low, high = wilson(sum(some), len(some))
        print(f"weighing alone, not learnt, {name}: {sum(some)} of {len(some)} ({low:.3f} to {high:.3f})")
    weights = taught([*first, *rest], QUESTIONS)
    weights[BASE][0] -= sure
    rows = {piece: [round(SCALE * weight) for weight in row] for piece, row in weights.items()}
    kept = {piece: row for piece, row in rows.items() if piece == BASE or worth_keeping(row)}
    lines = ["\t".join([piece, *map(str, row)]) for piece, row in sorted(kept.items())]
    out.write_text("\n".join(lines) + "\n", "utf-8")


def worth_keeping(row: Sequence[int]) -> bool:
    return any(abs(weight) >= least for weight, least in zip(row, LEAST, strict=True))


def learnable(name: str) -> list[Example]:
    found = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        record = json.loads(line)
        answers = {question: record["despair"] in yes for question, yes in YES.items()}
        found.append(Example(seen(record["text"]), answers, record["forwarded"]))
    return found


def seen(text: str) -> Sequence[Features]:
    return tuple(looks(*read(text)))


def read(text: str) -> tuple[str, frozenset[str]]:
    page = without_harmless(spell(text))
    return page, heard(page, "?" in text or "？" in text)[1]


def taught(examples: Sequence[Example], questions: Sequence[str]) -> Weights:
    """Weights for each piece that enough texts hold. Forwarded words are nobody's own: they teach what is theirs.

    Learnt twice: at first every window of a yes is a yes, then only the one that says most.
    """
    held = Counter(piece for each in examples for piece in set().union(*each.looks))
    worth = {piece: log(len(examples) / count) / COMMON for piece, count in held.items() if count >= SEEN}
    worth[BASE] = 1.0
    examples = [replace(each, looks=[worthy(look, worth) for look in each.looks]) for each in examples]
    weights: Weights = {piece: [0.0] * len(questions) for piece in worth}
    for at, question in enumerate(questions):
        taken = [each for each in examples if question in each.answers]
        taken = [each for each in taken if not each.forwarded or question == "theirs"]
        learn(weights, at, [view for each in taken for view in views(each.looks, each.answers[question])])
        narrow = [(told_most(weights, at, each) if each.answers[question] else each.looks, each) for each in taken]
        learn(weights, at, [view for look, each in narrow for view in views(look, each.answers[question])])
    return {piece: [weight * worth[piece] for weight in row] for piece, row in weights.items()}


def worthy(look: Features, worth: Features) -> Features:
    """What may weigh, by what it is worth."""
    return {piece: value * worth[piece] for piece, value in look.items() if piece in worth}


def told_most(weights: Weights, at: int, example: Example) -> Sequence[Features]:
    return [max(example.looks, key=lambda look: total(weights, look, at))]


def views(looks: Sequence[Features], answer: bool) -> Iterator[View]:
    """Windows to learn from. All of a yes count as one text; of a no, each may be a false alarm."""
    share = 1 / len(looks) if answer else 1.0
    for look in looks:
        yield list(look.items()), answer, share


def learn(weights: Weights, at: int, views: list[View]) -> None:
    times = Counter(piece for view, _, _ in views for piece, _ in view)
    steps = dict.fromkeys(times, 1e-6)
    chance = random.Random(7)
    for _ in range(EPOCHS):
        chance.shuffle(views)
        for view, answer, share in views:
            score = sum(weights[piece][at] * value for piece, value in view)
            wrong = share * (1 / (1 + exp(-max(-30.0, min(30.0, score)))) - answer)
            for piece, value in view:
                row = weights[piece]
                slope = wrong * value + (row[at] / (TRUST * times[piece]) if piece != BASE else 0)
                steps[piece] += slope * slope
                row[at] -= STEP * slope / sqrt(steps[piece])


def most(weights: Weights, example: Example) -> float:
    return max(total(weights, look) for look in example.looks)


def total(weights: Weights, look: Features, at: int = 0) -> float:
    return sum(weights[piece][at] * value for piece, value in look.items() if piece in weights)


def threshold(judged: Sequence[tuple[float, bool]]) -> float:
    """How sure it has to be, so that no more than `ALARMS` of those that are not own are taken for it."""
    others = sorted((score for score, own in judged if not own), reverse=True)
    return others[int(ALARMS * len(others))]


def tell(text: str) -> None:
    page, marks = read(text)
    print(despair(text), *sorted(marks))
    for question, score in zip(QUESTIONS, weigh(page, marks), strict=True):
        print(f"{question:<8}{score:7.2f}  {'  '.join(reasons(page, marks, question))}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--why"]:
        tell(" ".join(sys.argv[2:]))
    else:
        main()

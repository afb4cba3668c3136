"""Make `conversations/crisis/weights.tsv` anew from the project's sentences, after a change of rules or sentences:

    .venv/bin/python tests/teach_despair.py            teach, and tell how well it does on sentences it did not learn
    .venv/bin/python tests/teach_despair.py --why 话    tell what speaks for each answer

Three logistic regressions by gradient steps (AdaGrad), weights held small (L2), every window of a text an example of
its text's answer. How sure "own" has to be is set on sentences that are judged by weights taught without them: one in
fourteen of those that are not own may set it off, since most of ours were written to be mistaken. Plain Python, two
minutes. The unseen sentences are never read.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

from conversations.crisis import despair, heard
from conversations.crisis.signs import without_harmless
from conversations.crisis.spelling import spell
from conversations.crisis.weighing import BASE, QUESTIONS, SCALE, Features, looks, reasons, weigh
from conversations.reading.scoring import wilson

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"
LEARNT_FROM = ("despair.jsonl", "despair_more.jsonl")
NOBODYS_OWN = ("messages.jsonl", "messages_voices.jsonl")
"""What collectors and others send. People paste it, and none of it is the despair of whoever does."""

OUT = ROOT / "conversations" / "crisis" / "weights.tsv"

YES = {"own": ("own", "both"), "theirs": ("quoted", "both"), "other": ("other",)}
SEEN = 3  # texts that hold a piece, at least
LEAST = 10  # hundredths: what weighs less for all three is left out
EPOCHS, STEP, TRUST = 15, 0.2, 3.0
FOLDS, BLOCK = 4, 8
ALARMS = 0.07

Weights = dict[str, list[float]]
View = tuple[list[tuple[str, float]], bool, float]
"""A window, the answer, and how much it counts."""


@dataclass(frozen=True)
class Example:
    """A text as it is looked at, and the answers to the questions, as far as they are known."""

    looks: Sequence[Features]
    answers: Mapping[str, bool]
    forwarded: bool
    fold: int


def main(out: Path = OUT) -> None:
    examples = [*learnable(LEARNT_FROM), *learnable(NOBODYS_OWN)]
    unlearnt: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        weights = taught([each for each in examples if each.fold != fold], QUESTIONS[:1])
        judged = [each for each in examples if each.fold == fold and not each.forwarded]
        unlearnt += [(most(weights, each), each.answers["own"], len(each.answers) > 1) for each in judged]
    sure = threshold([(score, own) for score, own, labelled in unlearnt if labelled])
    for name, wanted in (
        ("own, heard", (True, True)),
        ("others, taken for own", (False, True)),
        ("messages", (False, False)),
    ):
        some = [score > sure for score, *kind in unlearnt if tuple(kind) == wanted]
        low, high = wilson(sum(some), len(some))
        print(f"weighing alone, not learnt, {name}: {sum(some)} of {len(some)} ({low:.3f} to {high:.3f})")
    weights = taught(examples, QUESTIONS)
    weights[BASE][0] -= sure
    rows = {piece: [round(SCALE * weight) for weight in row] for piece, row in weights.items()}
    kept = {piece: row for piece, row in rows.items() if piece == BASE or max(map(abs, row)) >= LEAST}
    lines = ["\t".join([piece, *map(str, row)]) for piece, row in sorted(kept.items())]
    out.write_text("\n".join(lines) + "\n", "utf-8")


def learnable(names: Iterable[str]) -> list[Example]:
    """Neighbours are alike, so a fold takes them in blocks. What bears no label says only whose despair it is not."""
    records = [json.loads(line) for name in names for line in (DATA / name).read_text("utf-8").splitlines()]
    found = []
    for number, record in enumerate(records):
        page, marks = read(record["text"])
        label = record.get("despair")
        answers = {question: label in yes for question, yes in YES.items() if question == "own" or label}
        forwarded = record.get("forwarded", False)
        found.append(Example(tuple(looks(page, marks)), answers, forwarded, number // BLOCK % FOLDS))
    return found


def read(text: str) -> tuple[str, frozenset[str]]:
    page = without_harmless(spell(text))
    return page, heard(page, "?" in text or "？" in text)[1]


def taught(examples: Sequence[Example], questions: Sequence[str]) -> Weights:
    """Weights for each piece that enough texts hold. Forwarded words are nobody's own: they teach what is theirs.

    Learnt twice: at first every window of a yes is a yes, then only the one that says most.
    """
    held = Counter(piece for each in examples for piece in set().union(*each.looks))
    often = {piece for piece, count in held.items() if count >= SEEN}
    weights: Weights = {piece: [0.0] * len(questions) for piece in often}
    for at, question in enumerate(questions):
        taken = [each for each in examples if question in each.answers]
        taken = [each for each in taken if not each.forwarded or question == "theirs"]
        learn(weights, at, [view for each in taken for view in views(each.looks, each.answers[question], often)])
        narrow = [(told_most(weights, at, each) if each.answers[question] else each.looks, each) for each in taken]
        learn(weights, at, [view for seen, each in narrow for view in views(seen, each.answers[question], often)])
    return weights


def told_most(weights: Weights, at: int, example: Example) -> Sequence[Features]:
    return [max(example.looks, key=lambda look: total(weights, look, at))]


def views(looks: Sequence[Features], answer: bool, often: Set[str]) -> Iterator[View]:
    """Windows to learn from. All of a yes count as one text; of a no, each may be a false alarm."""
    share = 1 / len(looks) if answer else 1 / sqrt(len(looks))
    for look in looks:
        yield [(piece, value) for piece, value in look.items() if piece in often], answer, share


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

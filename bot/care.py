"""`wenzhu care`: texts as JSON lines in, whose despair is in each of them out. Nothing is kept, nothing is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.complaint import in_words
from bot.json_lines import NoMessage, Record, answer_lines, record_of
from conversations.crisis import Despair, despair
from conversations.reading.scoring import wilson

OWN = {Despair.OWN, Despair.BOTH}


def care_for_lines(lines: Iterable[bytes]) -> int:
    """Answer each line with one line, in order. 1 where a line held no text, else 0."""
    return answer_lines(lines, lambda record: {"id": record["id"], "despair": judged(record)})


def judged(record: Record) -> Despair:
    return despair(str(record["text"]), forwarded=record.get("forwarded") is True)


def score(path: Path) -> int:
    """Compare with the labels of a file: counts alone, no text and no id."""
    right: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = record_of(line)
            label, found = Despair(str(record.get("despair"))), judged(record)
        except (NoMessage, ValueError):
            raise NoMessage(in_words("no_label", path=path, number=number)) from None
        alarm = "own despair, heard" if label in OWN else "all others, taken for own"
        for row, counts in ((f"labelled {label}, found {found}", True), (alarm, found in OWN)):
            right[row] += counts
            all_of[row] += 1
        all_of[f"labelled {label}"] += 1
    for row, k in sorted(right.items()):
        n = all_of[row.partition(", found")[0]]
        low, high = wilson(k, n)
        print(f"{row:<36}{k:>6} of {n:<6}{k / n:.3f}  95 % {low:.3f} to {high:.3f}")
    return 0

"""How fast despair is heard, and how much of it: rows for `make bench`. Of the unseen sentences, counts alone."""

from __future__ import annotations

import contextlib
import io
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from bot.care import score
from conversations.crisis import despair

DATA = Path(__file__).parent / "data"
TAUGHT_BY = "despair_more.jsonl"
SUMMARY = ("own despair", "all others")


def care_rows() -> Iterator[tuple[str, str]]:
    texts = [json.loads(line)["text"] for line in (DATA / TAUGHT_BY).read_text("utf-8").splitlines()]
    yield "despair(), 200 characters", spent([(text * (200 // len(text) + 1))[:200] for text in texts[:500]])
    for path in sorted(DATA.glob("despair*.jsonl")):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            score(path)
        for line in said.getvalue().splitlines():
            if line.startswith(SUMMARY):
                yield path.stem, line


def spent(texts: list[str]) -> str:
    """Processor time of one core, after the weights were read."""
    despair(texts[0])
    taken = []
    for text in texts:
        begun = time.process_time()
        despair(text)
        taken.append((time.process_time() - begun) * 1e3)
    ordered = sorted(taken)
    p99 = ordered[int((len(ordered) - 1) * 0.99)]
    return f"median {statistics.median(ordered):9.3f} ms   p99 {p99:9.3f} ms   n {len(ordered)}"

"""How fast and how right messages are read: rows for `make bench`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.reading import label_of, message_of
from conversations.reading import Message, read
from conversations.reading.scoring import Pair, report
from conversations.times import BEIJING

ROOT = Path(__file__).parent.parent
TAUGHT_BY = ("messages.jsonl", "messages_voices.jsonl", "messages_more.jsonl")
SUMMARY = ("accuracy", "micro", "macro", "any practice", "clean read", "pieces")
ALONE = (
    "import resource, time; begun = time.perf_counter(); from conversations.reading import Message, read; "
    "read(Message('您好')); print(f'{time.perf_counter() - begun:9.3f} s', "
    "f'{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.1f} MB')"
)
"""Load with the first message, and the memory that this took, in a process that does nothing else."""


def reading_rows() -> Iterator[tuple[str, str]]:
    alone = subprocess.run([sys.executable, "-c", ALONE], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    yield "the reader: load, memory", alone.stdout.strip()
    records = {name: recorded(ROOT / "tests" / "data" / name) for name in TAUGHT_BY}
    texts = [str(record["text"]) for record in records[TAUGHT_BY[0]]]
    yield "read(), 200 characters", spent([Message((text * (200 // len(text) + 1))[:200], "sms") for text in texts])
    for name in TAUGHT_BY:
        pairs = []
        for record in records[name]:
            message = message_of(record, BEIJING)[1]
            pairs.append(Pair(label_of(record, message.text), read(message), read(replace(message, recipient=""))))
        for line in report(pairs):
            if any(word in line for word in SUMMARY):
                yield Path(name).stem, line


def recorded(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def spent(messages: list[Message]) -> str:
    """Processor time of one core, after every message was read once."""
    for message in messages:
        read(message)
    taken = []
    for message in messages:
        begun = time.process_time()
        read(message)
        taken.append((time.process_time() - begun) * 1e3)
    ordered = sorted(taken)
    p99 = ordered[int((len(ordered) - 1) * 0.99)]
    return f"median {statistics.median(ordered):9.3f} ms   p99 {p99:9.3f} ms   n {len(ordered)}"

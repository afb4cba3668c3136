"""A floor under the reader on the project's own labelled messages. They taught it: what it does on messages that it
never saw is told by `wenzhu read --score` on the unseen ones, and only there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from bot.reading import label_of, message_of
from conversations.reading import read
from conversations.reading.labels import WITHOUT_PRACTICE
from conversations.reading.message import Message
from conversations.reading.scoring import DANGER, Label, Pair, Tally, report, same, wilson
from conversations.times import BEIJING

DATA = Path(__file__).parent / "data"
NAMES = ("messages.jsonl", "messages_voices.jsonl", "messages_more.jsonl")


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    found = []
    for line in "\n".join((DATA / name).read_text("utf-8").strip() for name in NAMES).splitlines():
        record = json.loads(line)
        message = message_of(record, BEIJING)[1]
        reading = read(message)
        found.append(Pair(label_of(record, message.text), reading, reading))
    return found


def test_the_kind_is_told(pairs: Sequence[Pair]) -> None:
    assert share(pair.reading.kind == pair.label.kind for pair in pairs) > 0.98


def test_lawful_messages_raise_no_alarm(pairs: Sequence[Pair]) -> None:
    clean = [pair for pair in pairs if pair.label.kind in WITHOUT_PRACTICE]
    assert share(pair.reading.kind in DANGER for pair in clean) < 0.01
    assert share(bool(pair.reading.evidence) for pair in pairs if not pair.label.practices) < 0.04


def test_grave_ones_are_not_missed(pairs: Sequence[Pair]) -> None:
    grave = [pair for pair in pairs if pair.label.severity == 3]
    assert share(pair.reading.kind not in DANGER for pair in grave) < 0.03


def test_lines_and_names_are_found(pairs: Sequence[Pair]) -> None:
    lines = {line.split(" F1 ")[0].strip(): line for line in report(pairs)}
    assert f1(lines["practice, micro"]) > 0.85
    assert f1(lines["entities, micro"]) > 0.84


def test_the_score_itself_counts_right() -> None:
    tally = Tally(right=3, extra=1, missed=2)
    assert tally.f1 == pytest.approx(2 * 3 / 9)
    low, high = wilson(90, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
    assert same(("insult", (0, 10)), ("insult", (5, 10)))  # within, and half as long
    assert not same(("insult", (0, 10)), ("insult", (8, 20)))
    assert not same(("insult", (0, 10)), ("threat_visit", (0, 10)))


def test_a_reading_never_sees_the_labels() -> None:
    record = {"id": 1, "text": "您好", "kind": "violation", "tags": ["hard_negative"], "practices": ["insult"]}
    assert message_of(record, BEIJING)[1] == Message("您好")
    assert label_of(record, "您好") == Label(
        "您好", "violation", frozenset({"insult"}), {}, 0, label_of({}, "").entities, True
    )


def share(holds: Iterable[bool]) -> float:
    each = list(holds)
    return sum(each) / len(each)


def f1(line: str) -> float:
    return float(line.split(" F1 ")[1].split()[0])

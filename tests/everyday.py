"""What people type and paste on days without despair, as far as the project's own test data has it: the detector learns
from it, and a test holds it to hearing nobody's despair there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
DATA = TESTS / "data"
PASTED = ("messages.jsonl", "messages_voices.jsonl", "messages_more.jsonl")
ANSWERS = ("money.txt", "times.txt", "debts.txt")
ABOUT_DESPAIR = "crisis-"
"""Stories whose people are in despair, or afraid for somebody."""

AFRAID_FOR_SOMEBODY = "我怕他想不开"
"""One line of a wife's story: rightly heard as somebody else's danger."""


def pasted() -> Iterator[str]:
    """What collectors, lenders and others send."""
    for name in PASTED:
        for line in (DATA / name).read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def typed() -> Iterator[str]:
    """What people say themselves: questions, answers, and every line of the stories."""
    for line in (DATA / "questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)
        if question["answer"] != "crisis":
            yield question["text"]
    for name in ANSWERS:
        for line in (DATA / name).read_text("utf-8").splitlines():
            if "=>" in line and not line.startswith("#"):
                yield line.partition("=>")[0].strip()
    for path in sorted((TESTS / "stories").glob("*.txt")):
        if not path.name.startswith(ABOUT_DESPAIR):
            for line in path.read_text("utf-8").splitlines():
                if line.startswith("> ") and not line.startswith("> @"):
                    yield line[2:].strip()


def everyday() -> list[str]:
    """Both, each once."""
    return [text for text in dict.fromkeys([*pasted(), *typed()]) if text != AFRAID_FOR_SOMEBODY]

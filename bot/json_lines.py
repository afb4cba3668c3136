"""JSON objects on standard input, a line each; one line of JSON for each of them, in order, on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping

from bot.complaint import in_words

Record = Mapping[str, object]


class NoMessage(Exception):
    """A line that holds no message: which of its fields is wrong."""


def answer_lines(lines: Iterable[bytes], answer: Callable[[Record], Record]) -> int:
    """Answer each line as soon as it is there. 1 where a line held no message, else 0."""
    code = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            told = answer(record_of(line))
        except NoMessage as fault:
            told, code = {"id": None, "error": str(fault)}, 1
        sys.stdout.write(json.dumps(told, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    return code


def record_of(line: bytes) -> Record:
    """A line as an object that has an id and a text."""
    try:
        record = json.loads(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        raise NoMessage(in_words("no_json")) from None
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get("text"), str):
        raise NoMessage(in_words("no_message"))
    return record

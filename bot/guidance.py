"""The guidance that this project started from, row by row: the step that does it, or the feature that it waits for.

`conversations/guidance.toml` is the table, `conversations/guidance.md` the page that `wenzhu pages` writes of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import conversations
from bot.complaint import in_words
from bot.words import SOURCE, Words
from conversations.flow import Playbook

TABLE = Path(conversations.__file__).with_name("guidance.toml")
PAGE = TABLE.with_suffix(".md")
TESTED = "::"
"""In what a row `does`: it forbids something, and a test holds it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its `words`, and either "flow.step" (or "tests/file::test") that does it, or the feature that it
    `waits` for; `rest`: the feature that a part of it still waits for."""

    id: str
    words: str
    does: str = ""
    waits: str = ""
    rest: str = ""


def rows() -> tuple[Row, ...]:
    return tuple(Row(id, **entry) for id, entry in tomllib.loads(TABLE.read_text("utf-8")).items())


def guidance_faults(playbook: Playbook, rows: Iterable[Row]) -> Iterator[str]:
    """The rows that name no step, or one that is not there."""
    for row in rows:
        flow, _, step = row.does.partition(".")
        if bool(row.does) == bool(row.waits):
            yield f"guidance.toml {row.id}: say either what does it or what it waits for"
        elif row.does and TESTED not in row.does and (flow not in playbook.flows or not playbook.flows[flow].get(step)):
            yield f"guidance.toml {row.id}: {row.does} does not exist; name the step that does it now"


def page_of(rows: Iterable[Row]) -> str:
    """The table as a page, in words, each step with the title of its flow."""
    lines = [in_words("guidance.made"), "", in_words("guidance.heads"), "| --- | --- | --- |"]
    for row in rows:
        flow = row.does.partition(".")[0]
        if TESTED in row.does:
            target = in_words("guidance.tested", test=row.does)
        elif row.does:
            title = Words().sentence(flow, "title", SOURCE)
            target = in_words("guidance.does", title=title, step=row.does, page=f"flows/{flow}.md")
        else:
            target = in_words("guidance.waits", feature=row.waits)
        rest = in_words("guidance.rest", feature=row.rest) if row.rest else ""
        lines.append(f"| {row.id} | {row.words} | {target}{rest} |")
    return "\n".join(lines) + "\n"

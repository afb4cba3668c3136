"""Lists that are longer than a bubble: three rows a page, and a button that turns it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from conversations.flow import Ask, Choose, Playbook
from conversations.scene import Scene
from conversations.screen import Button, Text, Value
from conversations.session import Session
from conversations.standing import current
from conversations.values import COMMON

PAGE = "@page"
ROWS = 3
"""Rows a page: a bubble has three lines."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a step lists on the page that is open: its rows, and the button to the next page where there is one."""

    rows: Mapping[str, Text] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)

    def has(self, option: str) -> bool:
        """Whether an option is shown: one of a row only where there is that row."""
        name, _, number = option.partition("_")
        return name != "row" or int(number) <= len(self.rows)

    def answer(self, option: str) -> str:
        """What is noted when an option is picked: the id of its row, where it is a row's."""
        name, _, number = option.partition("_")
        return [*self.rows, *[""] * ROWS][int(number) - 1] if name == "row" else option


def page_of(flow: str, step: Choose | Ask, session: Session, scene: Scene) -> Page:
    """The page of a step that is open; an empty one where the step lists nothing."""
    if isinstance(step, Ask) or step.rows is None:
        return Page()
    every = list(step.rows(session.notes, scene).items())
    pages = max(1, -(-len(every) // ROWS))
    number = int(session.notes.get(f"{flow}.{step.id}.page", 0)) % pages
    rows = dict(every[number * ROWS : (number + 1) * ROWS])
    further = (Button(f"{PAGE}.{(number + 1) % pages}", Text(COMMON, "key.page")),) if pages > 1 else ()
    named: dict[str, Value] = {f"row_{place}": row for place, row in enumerate(rows.values(), 1)}
    return Page(rows, further, {**named, "rows": stacked(rows.values())})


def stacked(rows: Iterable[Text]) -> Text:
    """Rows as lines below each other."""
    lines = Text(COMMON, "no_rows")
    for number, row in enumerate(rows):
        lines = replace(row, lead=lines if number else None)
    return lines


def turned(playbook: Playbook, session: Session, page: str) -> Session:
    """The session with another page of its step's list open; the same where it lists nothing."""
    found = current(playbook, session)
    if found is None or isinstance(found[1], Ask) or found[1].rows is None:
        return session
    return session.noting(f"{found[0]}.{found[1].id}.page", page[:4])

"""The facts: what every rule, hotline and limit that the bot speaks of rests on. `facts.toml` beside this file holds
them and says what its fields mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = {
    "standard": "complaint",
    "self-regulation": "complaint",
    "department-rule": "regulator",
    "regulation": "regulator",
    "law": "law",
}
"""From what binds to what a breach is good for: 可投诉, 监管可处罚, 可报警或起诉. They are three different things."""

KINDS = ("rule", "channel", "scam", "myth", "family", "limit")
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `says` is all that may be said of it; `number` is that of the document, or the one to dial.

    `source`, `scope` and `binding` are those of its document, or of the first fact that it rests on; it is to be
    read again by the first day of all of them.
    """

    id: str
    kind: str
    says: str
    confidence: str
    read_on: date
    read_again_by: date
    title: str = ""
    short: str = ""
    source: str = ""
    issuer: str = ""
    number: str = ""
    at: str = ""
    since: str = ""
    article: str = ""
    binding: str = ""
    scope: str = ""
    hours: str = ""
    not_for: str = ""
    forbids: bool = False
    with_check: bool = False
    lasting: bool = False
    rests_on: tuple[str, ...] = ()
    real: tuple[str, ...] = ()
    fake: tuple[str, ...] = ()
    read_in: tuple[str, ...] = ()
    numbers: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def in_short(self) -> str:
        """What it says, in one line."""
        return self.short or self.says

    @property
    def cited(self) -> str:
        """Where it stands: the document, and the article where that is known."""
        return self.source + self.article

    @property
    def level(self) -> str:
        """What a breach is good for; empty where it forbids nobody anything."""
        return LEVELS[self.binding] if self.forbids else ""

    def past(self, today: date) -> bool:
        """Whether it should have been read again before today."""
        return today > self.read_again_by

    def withdrawn(self, today: date) -> bool:
        """Whether it may not be said today. What is `lasting` always may."""
        return self.past(today) and not self.lasting


def facts_from(text: str) -> Mapping[str, Fact]:
    """The facts of a TOML text by id, in its order. Raises ValueError, naming the place."""
    raw = tomllib.loads(text)
    documents = raw.pop("document", {})
    for kind in raw:
        if kind not in KINDS:
            raise ValueError(f"facts.toml [{kind}]: no kind of fact; the kinds are {', '.join(KINDS)}")
    entries: dict[str, tuple[str, dict[str, Any]]] = {}
    for kind, table in raw.items():
        for id, entry in table.items():
            if id in entries:
                raise ValueError(f"facts.toml [{kind}.{id}]: there is a [{entries[id][0]}.{id}] already")
            entries[id] = kind, entry

    @cache
    def fact(id: str) -> Fact:
        kind, entry = entries[id]
        try:
            return Fact(id=id, kind=kind, **tidy({**source_of(entry), **entry}))
        except KeyError as missing:
            raise ValueError(f"facts.toml [{kind}.{id}] names {missing}, which is not there") from missing
        except TypeError as fault:
            raise ValueError(f"facts.toml [{kind}.{id}]: {fault}") from fault

    def source_of(entry: dict[str, Any]) -> dict[str, Any]:
        """What an entry takes over from its document, or from the facts that it rests on."""
        if name := entry.get("document"):
            document = dict(documents[name])
            return {"source": document.pop("name"), **document}
        grounds = [fact(id) for id in entry.get("rests_on", ())]
        if not grounds:
            return {"source": entry.get("issuer", "")}
        taken = {name: getattr(grounds[0], name) for name in ("source", "issuer", "since", "binding", "scope")}
        first = {name: min(getattr(ground, name) for ground in grounds) for name in ("read_on", "read_again_by")}
        return {**taken, **first}

    return {id: checked(fact(id)) for id in entries}


def tidy(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields of a fact as values that do not change."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in entry.items() if name != "document"
    }


def checked(fact: Fact) -> Fact:
    where = f"facts.toml [{fact.kind}.{fact.id}]"
    if fact.confidence not in CONFIDENCES:
        raise ValueError(f"{where}: confidence is one of {', '.join(CONFIDENCES)}")
    if (fact.binding or fact.forbids) and fact.binding not in LEVELS:
        raise ValueError(f"{where}: binding is one of {', '.join(LEVELS)}")
    return fact


FACTS = facts_from(Path(__file__).with_name("facts.toml").read_text("utf-8"))

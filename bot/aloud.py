"""Lines to read aloud or to send: each is true for whoever is shown it, because its step says what it needs to know,
or because it is true for everyone, for the reason that stands above it in the catalogue (`#. everyone: …`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.words import Entry
from conversations.flow import Choose, Flow, Playbook
from conversations.why import SAFE

QUOTED = re.compile("「([^」]*)」")
"""What is said. What stands on a button is quoted, too; that is no line."""

RISKY = (
    "没借", "没有借", "没担保", "没有担保", "不是我", "不是借款人", "签", "住", "本人", "家人", "官方", "三天内",
)  # fmt: skip
"""Words that say something of the person or promise something: true for some, and so for no list of everyone."""


OTHERS = {"collector.compliant.copy": "whoever collects says it, and nothing of the person that the bot talks with"}
"""Texts in somebody else's mouth, and whose."""


def aloud_faults(playbook: Playbook, files: Mapping[str, Mapping[str, Entry]]) -> Iterator[str]:
    """The lines of which nobody says for whom they are true, with the way out."""
    labels = labels_of(playbook, files)
    for name, have in files.items():
        flow = playbook.flows.get(name)
        for entry in have.values():
            said = lines(entry, labels)
            id = entry.id.removesuffix(SAFE)
            step = flow.get(id.removesuffix(".copy")) if flow else None
            if not said or (isinstance(step, Choose) and step.needs) or name == "shell" or f"{name}.{id}" in OTHERS:
                continue
            where = f"{name}.po {entry.id}: 「{said[0]}」"
            if risky := [word for word in RISKY if any(word in line for line in said)]:
                yield f"{where} says {risky[0]}, which is not true for all; add needs= to {name}.{entry.id}, or reword"
            elif not (entry.everyone or have.get(id, entry).everyone):
                yield f"{where}: for whom is it true? Add needs= to the step, or '#. everyone: why' above it"


def lines(entry: Entry, labels: frozenset[str]) -> list[str]:
    """What an entry gives to say: all of a text to copy, else what is quoted and stands on no button."""
    if entry.id.removesuffix(SAFE).endswith(".copy"):
        return [entry.sentence]
    return [said for said in QUOTED.findall(entry.sentence) if said not in labels]


def labels_of(playbook: Playbook, files: Mapping[str, Mapping[str, Entry]]) -> frozenset[str]:
    """What stands on some button."""
    keys = {entry.sentence for id, entry in files.get("common", {}).items() if id.startswith("key.")}
    for flow in playbook.flows.values():
        keys |= {entry.sentence for id, entry in files.get(flow.id, {}).items() if is_label(flow, id)}
    return frozenset(keys)


def is_label(flow: Flow, id: str) -> bool:
    step, _, option = id.partition(".")
    return bool(option) and option in getattr(flow.get(step), "options", {})

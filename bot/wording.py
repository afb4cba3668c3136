"""Which words are not for a frightened reader: promises, orders, jargon, tricks. `locales/wording.toml` holds them,
and says how to write otherwise; where a word is right all the same, its entry says so: `#. allowed 必须: why`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bot.sentences import filled
from bot.words import LOCALES, SOURCE, Entry, entries
from conversations.facts import FACTS
from conversations.flow import Flow, Playbook
from conversations.knocking import ringing, rings
from conversations.why import SAFE

RULES = LOCALES / "wording.toml"
PICTURES = ("So", "Cs", "Cn")
"""The kinds of characters that are emoji and other pictures."""

QUOTED = re.compile(r"「[^」]*」")
PAUSES = re.compile(r"[，。；：、？！…\n「」（）()]")


@dataclass(frozen=True, slots=True)
class Never:
    """Words that are not said, the longer words in which they mean something else, and what to do instead."""

    words: tuple[str, ...]
    instead: str
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The rules for every sentence. `clause` is in characters; `plain` gives the plain word for a hard one; `levels`
    the words that only a fact of that level allows."""

    clause: int
    never: tuple[Never, ...]
    plain: Mapping[str, str]
    lock_screen: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]


@cache
def wording() -> Wording:
    raw = tomllib.loads(RULES.read_text("utf-8"))
    return Wording(
        clause=raw["limits"]["clause"],
        never=tuple(Never(tuple(one["words"]), one["instead"], tuple(one.get("but", ()))) for one in raw["never"]),
        plain=raw["plain"],
        lock_screen=tuple(raw["lock_screen"]["words"]),
        levels={level: tuple(words) for level, words in raw["levels"].items()},
    )


def wording_faults(playbook: Playbook, folder: Path, read: Callable[[str], str] = str) -> Iterator[str]:
    """What a reader would stumble over in one locale. Every message says where and how to mend it.

    `read` gives a sentence in the characters of the source locale, in which the words are listed.
    """
    for name in ("common", *playbook.flows):
        source = entries(folder.parent / SOURCE / "LC_MESSAGES" / f"{name}.po")
        for entry in entries(folder / "LC_MESSAGES" / f"{name}.po").values():
            original = source.get(entry.id, entry)
            faults = dict(all_faults(playbook, name, replace(original, sentence=read(entry.sentence))))
            allowed = dict(allowance.partition(":")[::2] for allowance in original.allowed)
            found = [fault for word, fault in faults.items() if not allowed.get(word, "").strip()]
            found += [f"allows 「{word}」 and needs not; take that away" for word in sorted(allowed.keys() - faults)]
            yield from (f"{folder.name}/{name}.po {entry.id}: {fault}" for fault in found)


def all_faults(playbook: Playbook, catalogue: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """Every word of a sentence that had better be another, and why."""
    rules = wording()
    for rule in rules.never:
        said = entry.sentence
        for other in rule.but:
            said = said.replace(other, "")
        yield from ((word, f"says 「{word}」; {rule.instead}") for word in rule.words if word in said)
    for word, plain in rules.plain.items():
        if word in entry.sentence:
            yield word, f"says 「{word}」; say 「{plain}」"
    for clause in PAUSES.split(filled(entry.sentence)):
        if len(clause) > rules.clause:
            yield (
                clause,
                f"「{clause}」 has {len(clause)} characters, {rules.clause} between pauses is the most; break it",
            )
    for char in entry.sentence:
        if unicodedata.category(char) in PICTURES:
            yield char, f"shows {char}; what it means has to stand in words, without it"
    yield from level_faults(entry, rules.levels)
    yield from address_faults(playbook.flows.get(catalogue), entry)
    if f"{catalogue}.{entry.id.removesuffix(SAFE)}" in unprompted(playbook):
        first = entry.sentence.partition("\n")[0]
        for word in rules.lock_screen:
            if word in first:
                yield word, f"says 「{word}」 in the line that a lock screen shows; say it from the second line on"


def level_faults(entry: Entry, levels: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """What is said of a breach that its facts are not good for. A statute is good for what a regulator's rule is."""
    reached = {FACTS[id].level for id in entry.facts if id in FACTS}
    for level, words in levels.items():
        if not reached & {level, "law"}:
            yield from (
                (word, f"says 「{word}」 and rests on no fact of the level {level}; name one, or say 可投诉")
                for word in words
                if word in entry.sentence
            )


def address_faults(flow: Flow | None, entry: Entry) -> Iterator[tuple[str, str]]:
    """你 for whoever owes, 您 for parents and strangers: the steps that speak to them are listed on the flow. What is
    read aloud or sent on speaks to somebody else."""
    said = QUOTED.sub("", entry.sentence)
    polite = flow is not None and entry.id.partition(".")[0] in flow.polite
    if entry.id.removesuffix(SAFE).endswith(".copy"):
        return
    if polite and "你" in said:
        yield "你", "says 「你」 to parents or strangers; say 「您」, or take the step out of the flow's polite ones"
    if not polite and "您" in said:
        yield "您", "says 「您」; say 「你」, or list the step in the flow's polite ones: parents, strangers"


def unprompted(playbook: Playbook) -> set[str]:
    """The sentences with which the bot speaks first, "catalogue.id": the screens of what rings."""
    return {
        "common.knock_for_all",
        *(f"{flow}.{step}" for flow, step in ringing(playbook)),
        *(f"{flow.id}.neutral" for flow in playbook.flows.values() if rings(flow)),
    }

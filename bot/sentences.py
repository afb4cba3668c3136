"""What is asked of the words: complete, nothing left over, short enough to read while shaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from bot.complaint import SENTENCES
from bot.words import placeholders
from conversations.check import common_ids, message_ids
from conversations.flow import Ask, Choose, Playbook
from conversations.scene import Scene
from conversations.session import Session
from conversations.times import BEIJING
from conversations.values import values

MOST_LINES = 3
LONGEST_LINE = 32
LONGEST_ALOUD = 44
LONGEST_COPY = 4096
LONGEST_LABEL = 12
NEEDS_FACT = re.compile(r"(?<!\d)(?:110|120|12\d{3}|96110)(?!\d)|行业规则|指引|没有权力|不应|不得")
"""What makes a sentence one that rests on a fact: a hotline, or a word of rules."""

OTHER_NAMES = frozenset(("title", "sender", "sent", "count", "time", "date", "hour"))
"""Placeholders that single sentences of the common catalogue are given."""

WORST = {
    "now": "21:52", "morning": "今天上午 10 点", "due": "11月30日 周一 10:00", "deadline": "11月30日 周一 10:00",
    "greeting": "早上好。", "kin_mine": "我老婆", "kin_yours": "你妈妈", "nth": "9", "calls": "99", "visits": "99",
    "messages": "99", "files": "99", "reminders": "9", "items": "99", "operator": "某某公益法律服务中心",
    "contact": "help@example.org", "expires": "2027年11月30日 周一", "backup_until": "11月30日 周一",
    "hash_until": "11月30日 周一",
    "place": "中国香港的服务器",
    "title": "收到催款消息", "sender": "十二个字长的一个名字呀…", "sent": "10月3日 周六 22:41",
    "count": "9", "time": "10 点半", "date": "11月30日 周一", "hour": "10",
}  # fmt: skip
"""The longest thing that each placeholder usually stands for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue, as it stands in the file."""

    id: str
    sentence: str
    facts: tuple[str, ...]
    own: bool


def entries(file: Path) -> dict[str, Entry]:
    """The entries of a PO file by id, with the facts that their comments name."""
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    found = {}
    for message in catalogue:
        if message.id:
            notes = message.auto_comments
            facts = tuple(note[6:].strip() for note in notes if note.startswith("fact: "))
            own = any(note.startswith("own: ") for note in notes)
            found[str(message.id)] = Entry(str(message.id), str(message.string or ""), facts, own)
    return found


def needed(playbook: Playbook) -> dict[str, list[str]]:
    """Every catalogue, and the ids that it has to hold, in reading order."""
    return {"shell": list(SENTENCES), "common": common_ids(playbook)} | {
        flow.id: message_ids(flow) for flow in playbook.flows.values()
    }


def word_faults(playbook: Playbook, folder: Path, complete: bool = True) -> Iterator[str]:
    """What is wrong with one locale's folder. Every message says where and how to mend it."""
    wanted = needed(playbook)
    files = {file.stem: entries(file) for file in sorted(folder.glob("LC_MESSAGES/*.po"))}
    for extra in sorted(files.keys() - wanted.keys()):
        yield f"{folder.name}/{extra}.po belongs to no flow; remove it, or list the flow"
    for name, ids in wanted.items():
        have = files.get(name, {})
        for id in ids:
            if complete and not have.get(id, Entry(id, "", (), False)).sentence:
                yield f"{folder.name}/{name}.po lacks {id!r}; run wenzhu words, then write it"
        for id in have.keys() - set(ids):
            yield f"{folder.name}/{name}.po has {id!r}, which nothing shows; remove it"
        for entry in have.values():
            if name != "shell":  # read at a desk, by whoever runs it
                yield from (f"{folder.name}/{name}.po {entry.id}: {fault}" for fault in sentence_faults(entry))
    if complete and folder.is_dir():
        yield from screen_faults(playbook, {name: files.get(name, {}) for name in wanted})


def sentence_faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one sentence by itself."""
    try:
        unknown = placeholders(entry.sentence) - known_names()
    except ValueError as fault:
        yield str(fault)
        return
    for name in sorted(unknown):
        yield f"{{{name}}} stands for nothing; the names are in conversations/values.py"
    if NEEDS_FACT.search(entry.sentence) and not entry.facts:
        yield "states a rule or a hotline; write '#. fact: ID' above it"
    if entry.sentence != entry.sentence.strip():
        yield "begins or ends with a blank; remove it"
    if entry.id.endswith(".copy"):
        if len(entry.sentence.encode("utf-16-le")) // 2 > LONGEST_COPY:
            yield f"is over {LONGEST_COPY} UTF-16 units; shorten it"
        return
    for line in filled(entry.sentence).splitlines():
        aloud = "「" in line
        if len(line) > (LONGEST_ALOUD if aloud else LONGEST_LINE):
            limit = LONGEST_ALOUD if aloud else LONGEST_LINE
            yield f"「{line}」 has {len(line)} characters, {limit} is the most; break or shorten it"


def known_names() -> frozenset[str]:
    scene = Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING))
    return OTHER_NAMES | values(Playbook({}, (), ""), Session(), scene).keys()


def filled(sentence: str) -> str:
    return sentence.format_map(Worst(WORST))


class Worst(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def screen_faults(playbook: Playbook, files: Mapping[str, Mapping[str, Entry]]) -> Iterator[str]:
    """What is wrong with sentences as they stand in one bubble: too many lines, labels too long or the same."""
    for flow in playbook.flows.values():
        have = files[flow.id]
        leads = {step.then for step in flow.steps if isinstance(step, Ask) and f"{step.id}.noted" in have}
        for step in flow.steps:
            entry = have.get(step.id)
            if entry is None:
                continue
            lines = len(entry.sentence.splitlines()) + (step.id in leads)
            if lines > MOST_LINES:
                yield f"{flow.id}.po {step.id}: {lines} lines, {MOST_LINES} is the most; say less"
            if isinstance(step, Choose | Ask):
                yield from label_faults(flow.id, step, have)
    for entry in files["common"].values():
        lead = entry.id in ("forward.stop", "forward.unsure")
        if len(entry.sentence.splitlines()) + lead > MOST_LINES:
            yield f"common.po {entry.id}: too many lines, {MOST_LINES} is the most; say less"


def label_faults(flow: str, step: Choose | Ask, have: Mapping[str, Entry]) -> Iterator[str]:
    labels = [filled(have[id].sentence) for option in step.options if (id := f"{step.id}.{option}") in have]
    for label in labels:
        if len(label) > LONGEST_LABEL:
            yield f"{flow}.po {step.id}: the button 「{label}」 has over {LONGEST_LABEL} characters; shorten it"
        if labels.count(label) > 1:
            yield f"{flow}.po {step.id}: two buttons say 「{label}」; tell them apart"

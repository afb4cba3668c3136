"""The words in traditional characters, written from the source locale. What was corrected by hand stays, and says of
which source sentence it is the correction: `#. by hand: 3f2a9c10`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog

from bot.traditional import only_simplified, traditional
from bot.words import DERIVED, SOURCE, Entry, Words, entries, placeholders
from conversations.facts import FACTS
from conversations.why import FACT

BY_HAND = "by hand:"
NOT_SHOWN = "shell"
"""What the program tells whoever runs it stays in the source locale."""

FACT_FIELDS = ("in_short", "cited", "scope", "hours")
"""What [为什么] tells of a fact."""


def sources(locales: Path) -> dict[str, Mapping[str, str]]:
    """Every catalogue to derive, by name: its sentences by id. The facts, of which messages are judged, are one."""
    words = Words(locales)
    told = {f"{id}.{field}": getattr(fact, field) for id, fact in FACTS.items() for field in FACT_FIELDS}
    shown = {name: have for name, have in words.catalogues[SOURCE].items() if name != NOT_SHOWN}
    written = {name: {id: entry.sentence for id, entry in have.items()} for name, have in shown.items()}
    return {name: {id: said for id, said in have.items() if said} for name, have in {**written, FACT: told}.items()}


def derived(original: Mapping[str, str], present: Mapping[str, Entry]) -> tuple[Catalog, list[str]]:
    """A catalogue in traditional characters, and the ids of corrections that are left over."""
    catalogue = Catalog(locale=DERIVED)
    for id, source in original.items():
        old = present.get(id)
        if old and old.by_hand:
            mark = old.by_hand[0] or print_of(source)
            catalogue.add(id, old.sentence, auto_comments=[f"{BY_HAND} {mark}"])
        else:
            catalogue.add(id, traditional(source))
    return catalogue, [id for id, old in present.items() if id not in original and old.by_hand]


def derived_faults(locales: Path) -> Iterator[str]:
    """What is missing, stale or simplified in the derived locale. Every message says how to mend it."""
    for name, original in sources(locales).items():
        present = entries(locales / DERIVED / "LC_MESSAGES" / f"{name}.po")
        for id in present.keys() - original.keys():
            yield f"{DERIVED}/{name}.po {id}: {SOURCE} has no such sentence any more; run wenzhu words"
        for id, source in original.items():
            if id not in present:
                yield f"{DERIVED}/{name}.po lacks {id!r}; run wenzhu words"
            else:
                yield from (f"{DERIVED}/{name}.po {id}: {fault}" for fault in entry_faults(source, present[id]))


def entry_faults(source: str, entry: Entry) -> Iterator[str]:
    """What is wrong with one derived sentence. `source` is the one that it was made from."""
    made = traditional(source)
    match entry.by_hand:
        case () if entry.sentence != made:
            yield f"should say 「{made}」; run wenzhu words, or write '#. {BY_HAND}' above it to keep what it says"
        case (_, *_) if entry.sentence == made:
            yield "needs no correction any more; take its mark away"
        case ("", *_):
            yield "was corrected by hand, of which sentence is not noted yet; run wenzhu words"
        case (mark, *_) if mark != print_of(source):
            yield (
                f"was corrected by hand, and {SOURCE} says something else since: 「{source}」. "
                f"Correct it again, leave '#. {BY_HAND}' above it, and run wenzhu words"
            )
    if placeholders(entry.sentence) != placeholders(source):
        yield f"has not the placeholders of {SOURCE}; write the same"
    if odd := only_simplified(entry.sentence):
        yield f"holds {odd}, which only simplified text has; write it in traditional characters"


def print_of(sentence: str) -> str:
    """A short finger print, by which a sentence is known again."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:8]

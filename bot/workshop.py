"""The commands for whoever writes flows and words: check, pages, words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import conversations.flows
from bot import guidance
from bot.complaint import in_words
from bot.derived import BY_HAND, derived, derived_faults, sources
from bot.sentences import needed, word_faults
from bot.traditional import simplified
from bot.wording import wording_faults
from bot.words import DERIVED, LOCALES, SOURCE, Entry, entries
from conversations.check import faults
from conversations.flow import Flow
from conversations.flows import PLAYBOOK
from conversations.page import page
from conversations.why import SAFE

HEADER = """\
# {note}
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

NOTE = "稳住：给人看的话。依据写在每一条上面的「#. fact:」里。"
DERIVED_NOTE = f"稳住：繁体，由 wenzhu words 从 {SOURCE} 写成。单独改的，上面写「#. {BY_HAND}」。"

PAGES = Path(conversations.flows.__file__).parent


def check() -> int:
    """Say what is wrong with flows, words and pages; 1 where something is."""
    found = [*faults(PLAYBOOK)]
    for folder in locale_folders():
        if folder.name == DERIVED:
            found += derived_faults(LOCALES)
            found += word_faults(PLAYBOOK, folder, complete=False, read=simplified)
            found += wording_faults(PLAYBOOK, folder, simplified)
        else:
            found += word_faults(PLAYBOOK, folder, complete=folder.name == SOURCE)
            found += wording_faults(PLAYBOOK, folder)
    found += guidance.guidance_faults(PLAYBOOK, guidance.rows())
    found += stale_pages()
    for fault in found:
        print(fault)
    if not found:
        steps = sum(len(flow.steps) for flow in PLAYBOOK.flows.values())
        sentences = sum(map(len, needed(PLAYBOOK).values()))
        print(in_words("all_well", flows=len(PLAYBOOK.flows), steps=steps, sentences=sentences))
    return 1 if found else 0


def pages() -> int:
    """Write the page beside each flow, and that of the guidance."""
    for flow in PLAYBOOK.flows.values():
        (PAGES / f"{flow.id}.md").write_text(page_of(flow), "utf-8")
    guidance.PAGE.write_text(guidance.page_of(guidance.rows()), "utf-8")
    return 0


def words() -> int:
    """Add what entries are missing, in reading order; list what is left over. No sentence is written, save those in
    traditional characters, which follow from the others."""
    for folder in locale_folders():
        if folder.name == DERIVED:
            continue
        for name, ids in needed(PLAYBOOK).items():
            left_over = complete(folder / "LC_MESSAGES" / f"{name}.po", ids, folder.name)
            for id in left_over:
                print(f"{folder.name}/{name}.po: {id} is shown nowhere", file=sys.stderr)
    derive(LOCALES)
    return 0


def derive(locales: Path) -> None:
    """Write the words in traditional characters; list what corrections are left over."""
    for name, original in sources(locales).items():
        file = locales / DERIVED / "LC_MESSAGES" / f"{name}.po"
        catalogue, left_over = derived(original, entries(file))
        for id in left_over:
            print(f"{DERIVED}/{name}.po: {id} was corrected by hand, and is shown nowhere now", file=sys.stderr)
        write(file, catalogue, DERIVED)


def complete(file: Path, ids: list[str], locale: str) -> list[str]:
    """Put a catalogue into reading order, with an empty entry for each missing id. Gives the ids left over."""
    old = Catalog(locale=locale)
    if file.exists():
        with file.open("rb") as opened:
            old = read_po(opened, locale=locale)
    present = [str(message.id) for message in old if message.id]
    ids = [one for id in ids for one in (id, f"{id}{SAFE}") if one == id or one in present]
    left_over = [id for id in present if id not in ids]
    new = Catalog(locale=locale)
    for id in (*ids, *left_over):
        known = old.get(id)
        if known is None:
            new.add(id)
        else:
            new.add(id, known.string, auto_comments=known.auto_comments, user_comments=known.user_comments)
    if present != [*ids, *left_over]:
        write(file, new, locale)
    return left_over


def write(file: Path, catalogue: Catalog, locale: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    note = DERIVED_NOTE if locale == DERIVED else NOTE
    with file.open("wb") as opened:
        opened.write(HEADER.format(note=note, locale=locale).encode())
        write_po(opened, catalogue, width=0, sort_output=False, omit_header=True)


def locale_folders() -> list[Path]:
    return sorted(folder for folder in LOCALES.iterdir() if folder.is_dir())


def page_of(flow: Flow) -> str:
    known = entries(LOCALES / SOURCE / "LC_MESSAGES" / f"{flow.id}.po")

    def say(id: str) -> str:
        return known[id].sentence if id in known else in_words("page.missing", id=id)

    def entry(id: str) -> Entry:
        return known.get(id, Entry(id, ""))

    return page(flow, say, lambda id: entry(id).facts, lambda id: entry(f"{id}{SAFE}").sentence, in_words)


def stale_pages() -> Iterator[str]:
    """The pages that do not say what the flow says today. An installed wheel carries none."""
    for flow in PLAYBOOK.flows.values():
        file = PAGES / f"{flow.id}.md"
        if file.exists() and file.read_text("utf-8") != page_of(flow):
            yield f"conversations/flows/{file.name} is stale; run wenzhu pages"
    written = guidance.PAGE
    if written.exists() and written.read_text("utf-8") != guidance.page_of(guidance.rows()):
        yield f"conversations/{written.name} is stale; run wenzhu pages"

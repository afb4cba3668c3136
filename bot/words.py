"""PO files → text. The only place that knows Babel: locales, dates, times and placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from conversations.facts import FACTS, Fact
from conversations.screen import Text, Value, When, Whole, Yuan
from conversations.why import FACT

SOURCE = "zh_Hans"
DERIVED = "zh_Hant"
"""The locale whose words are written from the source's: bot/derived.py."""

HERE = Path(__file__).parent
LOCALES = HERE / "locales" if (HERE / "locales").is_dir() else HERE.parent / "locales"
"""Beside this file in an installed wheel, beside its folder in a checkout."""

YOU = re.compile("「[^」]*」|你(?!们)")
"""What is said to somebody; what is quoted, or read aloud, is said to another."""

LONGEST_QUOTE = 12
LONGEST_WHOLE = 3000
"""Characters of a text that is repeated whole: a message of Telegram's holds it, with its links made harmless."""

GROUPED = 10_000_00
SCHEME = re.compile("http", re.IGNORECASE)
OTHER_SCHEME = re.compile("(?<!hxxp)(?<!hxxps)://")
DOT = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2})")
"""A dot in the name of a place: before two letters. 1.5 has none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a catalogue, as it stands in the file.

    `facts` are the ids that it rests on (`#. fact: ID`), `own` the reasons why it needs none (`#. own: …`),
    `reviewed` who of the law read it and when (`#. reviewed: who, date`), `by_hand` of which source sentence it is
    the correction, where the rest is derived (`#. by hand: 3f2a9c10`), `allowed` which words of locales/wording.toml
    it says all the same, and why (`#. allowed WORD: why`), `everyone` why what it gives to say is true for everyone
    (`#. everyone: …`).
    """

    id: str
    sentence: str
    facts: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The sentences of every locale in a folder. A sentence that a locale lacks is said in the source locale."""

    root: Path = LOCALES

    @cached_property
    def catalogues(self) -> Mapping[str, Mapping[str, Mapping[str, Entry]]]:
        """locale → catalogue → id → entry."""
        return {folder.name: load(folder) for folder in sorted(self.root.iterdir()) if folder.is_dir()}

    @cached_property
    def grounds(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that sentences rest on, by "catalogue.id". The source locale names them."""
        return {
            f"{name}.{id}": tuple(FACTS[fact] for fact in entry.facts)
            for name, known in self.catalogues.get(SOURCE, {}).items()
            for id, entry in known.items()
            if entry.facts
        }

    def say(self, text: Text, locale: str = SOURCE) -> str:
        """Put a text into words. Raises LookupError, naming the place, where no locale has the sentence."""
        sentence = self.sentence(text.catalogue, text.id, locale)
        values, lead = text.values, text.lead
        if text.polite:
            sentence = politely(sentence)
            values = {name: replace(one, polite=True) if isinstance(one, Text) else one for name, one in values.items()}
            lead = replace(lead, polite=True) if lead else None
        said = sentence.format_map(Spoken(self, values, locale))
        return f"{self.say(lead, locale)}\n{said}" if lead else said

    def sentence(self, catalogue: str, id: str, locale: str) -> str:
        for known in (locale, SOURCE):
            found = self.catalogues.get(known, {}).get(catalogue, {}).get(id)
            if found and found.sentence:
                return found.sentence
        if catalogue == FACT:
            fact, _, field = id.rpartition(".")
            return str(getattr(FACTS[fact], field))
        raise LookupError(f"{SOURCE}/{catalogue}.po has no sentence {id!r}; wenzhu words adds the entry")

    def has(self, catalogue: str, id: str) -> bool:
        """Whether there is such a sentence. One that has to be there need not be asked for."""
        entry = self.catalogues.get(SOURCE, {}).get(catalogue, {}).get(id)
        return bool(entry and entry.sentence)

    def value(self, value: Value, locale: str) -> str:
        match value:
            case Text():
                return self.say(value, locale)
            case When():
                return self.time(value, locale)
            case Yuan():
                return yuan(value.fen, locale)
            case Whole(words=words):
                return defanged(words) if len(words) <= LONGEST_WHOLE else f"{defanged(words[:LONGEST_WHOLE])}…"
            case int():
                return str(value)
            case str():
                return quoted(value)

    def time(self, when: When, locale: str) -> str:
        """明早 10 点, 今天 15:20, 10月3日 周六 22:41: as near as a person would say it."""
        clock = format_time(when.at, "HH:mm", locale=locale)
        if when.clock:
            return clock
        date = self.date(when, "when.date" if when.at.year == when.now.year else "when.date_year", locale)
        if when.day:
            return date
        days = (when.at.date() - when.now.date()).days
        if when.at < when.now or days > 1:
            return self.sentence("common", "when.day", locale).format(date=date, time=clock)
        sentence = ("when.today", "when.tomorrow")[days] + ("_morning" if when.at.hour < 12 else "")
        hour = {0: "when.hour", 30: "when.half"}.get(when.at.minute)
        spoken = self.sentence("common", hour, locale).format(hour=when.at.hour) if hour else clock
        return self.sentence("common", sentence, locale).format(time=spoken)

    def date(self, when: When, pattern: str, locale: str) -> str:
        """The day, by the pattern that the locale writes it in."""
        return format_date(when.at, self.sentence("common", pattern, locale), locale=locale)

    def locale_for(self, code: str | None) -> str:
        """The locale for a language code of Telegram's: by script for Chinese, since zh-TW names no script itself."""
        try:
            asked = Locale.parse((code or "").replace("_", "-"), sep="-")
        except (ValueError, UnknownLocaleError):
            return SOURCE
        for name in (f"{asked.language}_{asked.script}", asked.language):
            if name in self.catalogues:
                return name
        return SOURCE


def load(folder: Path) -> dict[str, dict[str, Entry]]:
    """Every catalogue of one locale."""
    return {file.stem: entries(file) for file in sorted(folder.glob("LC_MESSAGES/*.po"))}


def entries(file: Path) -> dict[str, Entry]:
    """The entries of a PO file by id, with what the comments above them say; none where there is no file."""
    if not file.exists():
        return {}
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    found = {}
    for message in catalogue:
        if message.id:
            id, notes = str(message.id), message.auto_comments
            said = [
                tuple(note[len(name) :].strip() for note in notes if note.startswith(name))
                for name in ("fact:", "own:", "reviewed:", "by hand:", "allowed ", "everyone:")
            ]
            found[id] = Entry(id, str(message.string or ""), *said)
    return found


def politely(sentence: str) -> str:
    """A sentence as it is said to parents and strangers."""
    return YOU.sub(lambda found: "您" if found[0] == "你" else found[0], sentence)


def yuan(fen: int, locale: str) -> str:
    """6200, 58,400, 1500.50: in thousands from ten thousand on, with cents only where there are some."""
    pattern = "0" if fen % 100 == 0 else "0.00"
    return format_decimal(Decimal(fen) / 100, f"#,##{pattern}" if abs(fen) >= GROUPED else pattern, locale=locale)


def quoted(words: str) -> str:
    """What somebody wrote, when a sentence repeats it: one short line, in which nothing can be pressed."""
    line = defanged(" ".join(words.split()))
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def defanged(text: str) -> str:
    """A text whose links lead nowhere: hxxps://ex[.]com. Whoever sent the text may be waiting for somebody to press."""
    return DOT.sub("[.]", OTHER_SCHEME.sub("[:]//", SCHEME.sub("hxxp", text)))


@dataclass(frozen=True, slots=True)
class Spoken:
    """The values of a text in words. Each is put into words when a sentence asks for it: most are asked for by none."""

    words: Words
    values: Mapping[str, Value]
    locale: str

    def __getitem__(self, name: str) -> str:
        return self.words.value(self.values[name], self.locale)


def placeholders(sentence: str) -> set[str]:
    """The names in a sentence's {…}. Raises ValueError where one is anything but a plain name."""
    names = {name for _, name, spec, conversion in Formatter().parse(sentence) if name is not None}
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"{{{name}}} is not a plain name")
    return names

"""PO files → text. The only place that knows Babel: locales, dates, times and placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.messages.pofile import read_po

from conversations.screen import Text, Value, When

SOURCE = "zh_Hans"
HERE = Path(__file__).parent
LOCALES = HERE / "locales" if (HERE / "locales").is_dir() else HERE.parent / "locales"
"""Beside this file in an installed wheel, beside its folder in a checkout."""

LONGEST_QUOTE = 12


@dataclass(frozen=True)
class Words:
    """The sentences of every locale in a folder. A sentence that a locale lacks is said in the source locale."""

    root: Path = LOCALES

    @cached_property
    def catalogues(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """locale → catalogue → id → sentence."""
        return {folder.name: load(folder) for folder in sorted(self.root.iterdir()) if folder.is_dir()}

    def say(self, text: Text, locale: str = SOURCE) -> str:
        """Put a text into words. Raises LookupError, naming the place, where no locale has the sentence."""
        sentence = self.sentence(text.catalogue, text.id, locale)
        said = sentence.format_map({name: self.value(value, locale) for name, value in text.values.items()})
        return f"{self.say(text.lead, locale)}\n{said}" if text.lead else said

    def sentence(self, catalogue: str, id: str, locale: str) -> str:
        for known in (locale, SOURCE):
            if found := self.catalogues.get(known, {}).get(catalogue, {}).get(id):
                return found
        raise LookupError(f"{SOURCE}/{catalogue}.po has no sentence {id!r}; wenzhu words adds the entry")

    def value(self, value: Value, locale: str) -> str:
        match value:
            case Text():
                return self.say(value, locale)
            case When():
                return self.time(value, locale)
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
            asked = Locale.parse(code or "", sep="-")
        except (ValueError, UnknownLocaleError):
            return SOURCE
        for name in (f"{asked.language}_{asked.script}", asked.language):
            if name in self.catalogues:
                return name
        return SOURCE


def load(folder: Path) -> dict[str, dict[str, str]]:
    """Every catalogue of one locale."""
    catalogues = {}
    for file in sorted(folder.glob("LC_MESSAGES/*.po")):
        with file.open("rb") as opened:
            entries = read_po(opened)
        catalogues[file.stem] = {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
    return catalogues


def quoted(words: str) -> str:
    """What somebody wrote, when a sentence repeats it: one short line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def placeholders(sentence: str) -> set[str]:
    """The names in a sentence's {…}. Raises ValueError where one is anything but a plain name."""
    names = {name for _, name, spec, conversion in Formatter().parse(sentence) if name is not None}
    for name in names:
        if not name.isidentifier():
            raise ValueError(f"{{{name}}} is not a plain name")
    return names

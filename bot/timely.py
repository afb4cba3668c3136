"""A bubble in words that may be said today: a rule past its date gives way to a safe sentence, a hotline stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.words import Words
from conversations.screen import Text
from conversations.why import SAFE


def said_today(words: Words, text: Text, locale: str, today: date) -> str:
    """The sentence, if all that it rests on may still be said; else its safe one, else the one for all.

    A hotline that is past its date is said with the day on which it was checked.
    """
    facts = words.grounds.get(f"{text.catalogue}.{text.id}", ())
    if any(fact.withdrawn(today) for fact in facts):
        safe = f"{text.id}{SAFE}"
        if words.has(text.catalogue, safe):
            return said_today(words, replace(text, id=safe), locale, today)
        return words.say(Text("common", "withdrawn", lead=text.lead, polite=text.polite), locale)
    said = words.say(text, locale)
    if past := [fact.read_on for fact in facts if fact.past(today)]:
        return said + words.sentence("common", "checked", locale).format(day=min(past).isoformat())
    return said

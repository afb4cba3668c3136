"""wenzhu facts: which facts have to be read again, and by when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.complaint import WORDS, in_words
from conversations.facts import FACTS, Fact
from conversations.times import BEIJING

SOON = timedelta(days=30)


def list_facts(everything: bool, on: date | None) -> int:
    """Print what is past its date or will be within a month, or every fact, by date; 1 where something is past."""
    today = on or datetime.now(BEIJING).date()
    listed = sorted(FACTS.values(), key=lambda fact: (fact.read_again_by, fact.id))
    due = [fact for fact in listed if everything or fact.read_again_by <= today + SOON]
    for fact in due:
        print(line(fact, today))
    if not due:
        print(in_words("facts.none_due", count=len(listed), date=listed[0].read_again_by))
    return 1 if any(fact.past(today) for fact in listed) else 0


def line(fact: Fact, today: date) -> str:
    """A fact with its date, how many sentences rest on it, and whether they are withdrawn."""
    used = sum(fact in facts for facts in WORDS.grounds.values())
    id = "facts.withdrawn" if fact.withdrawn(today) else "facts.past" if fact.past(today) else "facts.due"
    return in_words(id, date=fact.read_again_by, id=fact.id, source=fact.source, says=fact.in_short, used=used)

"""Which lines are crossed in what the other side says, and in which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from conversations.reading.families import NAME, expanded, pattern
from conversations.reading.gate import one_of
from conversations.reading.lines import RULES
from conversations.reading.rule import Rule
from conversations.reading.turns import Clause, Side, Talk

LONG = 34
"""Characters: a clause that is longer has no marks inside (speech to text), and its evidence is cut out of it."""

REACH = 22
"""How far apart words of one meaning stand in a clause."""


@dataclass(frozen=True, slots=True)
class Crossing:
    rule: Rule
    start: int
    end: int


def crossings(text: str, talk: Talk) -> list[Crossing]:
    """Every rule that holds, with the clause that shows it."""
    theirs = [clause for clause in talk.clauses if clause.side is Side.THEM]
    found: list[Crossing] = []
    for rule in RULES:
        hits = list(words(rule).finditer(text))
        if not hits:
            continue
        for at, clause in enumerate(theirs):
            for hit in hits:
                if clause.start <= hit.start() < clause.end and holds(rule, text, theirs, at, hit.span()):
                    found.append(Crossing(rule, *cut_out(clause, *hit.span())))
    return found


@cache
def words(rule: Rule) -> re.Pattern[str]:
    family = NAME.fullmatch(rule.words)
    return pattern(family[1]) if family else one_of(map(expanded, rule.words.split()))


def holds(rule: Rule, text: str, clauses: list[Clause], at: int, hit: tuple[int, int]) -> bool:
    clause = clauses[at]
    begin, stop = max(clause.start, hit[0] - REACH), min(clause.end, hit[1] + REACH)
    for family in rule.near.split():
        if family.startswith("+"):
            about = text[beside(clauses, at, -1).start : beside(clauses, at, 1).end]
            if not pattern(family[1:]).search(about):
                return False
        elif not other(pattern(family), text, begin, stop, hit):
            return False
    return not any(
        pattern(family[1:]).search(text, beside(clauses, at, -1).start, beside(clauses, at, 1).end)
        if family.startswith("+")
        else pattern(family).search(text, begin, stop)
        for family in rule.unless.split()
    )


def other(family: re.Pattern[str], text: str, begin: int, stop: int, hit: tuple[int, int]) -> bool:
    """Whether a word of the family stands there that is not the hit itself."""
    return any(found.span() != hit for found in family.finditer(text, begin, stop))


def beside(clauses: list[Clause], at: int, step: int) -> Clause:
    """The clause before or after, where it is of the same sentence or stands close by; else the clause itself."""
    if not 0 <= at + step < len(clauses):
        return clauses[at]
    return clauses[at + step]


def cut_out(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """The clause as evidence; of a long one what is around the words."""
    if clause.end - clause.start <= LONG:
        return clause.start, clause.end
    return max(clause.start, start - 6), min(clause.end, max(end, start) + 6)


def merged(found: list[Crossing]) -> list[Crossing]:
    """Clauses side by side that show the same practice are one piece of evidence."""
    pieces: list[Crossing] = []
    for crossing in sorted(found, key=lambda each: (each.rule.practice, each.start, -each.end)):
        last = pieces[-1] if pieces else None
        if last and last.rule.practice == crossing.rule.practice and crossing.start <= last.end + 1:
            pieces[-1] = Crossing(last.rule, last.start, max(last.end, crossing.end))
        else:
            pieces.append(crossing)
    return pieces

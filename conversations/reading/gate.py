"""A pattern for many words that looks at a place only where one of them can begin."""

from __future__ import annotations

import re
from collections.abc import Iterable

SPECIAL = set("^$.|*+{}\\")


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words (regular expressions). Where it is plain with which characters a word begins, the search jumps
    from one of these to the next; trying a hundred words at every place costs ten times as much."""
    plain: list[str] = []
    other: list[str] = []
    first: set[str] = set()
    for word in words:
        begins = beginnings(word)
        if begins is None:
            other.append(word)
        else:
            plain.append(word)
            first |= begins
    gated = [f"(?=[{''.join(map(re.escape, sorted(first)))}])(?:{'|'.join(plain)})"] if plain else []
    return re.compile("|".join([*gated, *other]))


def beginnings(word: str) -> set[str] | None:
    """The characters with which a word can begin; None where that is not plain."""
    if not word or word[0] in SPECIAL:
        return None
    if word.startswith(("(?<", "(?=", "(?!")):
        return beginnings(word[group_end(word) :])
    if word.startswith("(?:"):
        end = group_end(word)
        ways = [beginnings(each) for each in branches(word[3 : end - 1])]
    elif word[0] == "[":
        end = word.index("]", 1) + 1
        inner = word[1 : end - 1]
        ways = [None if set(inner) & {"^", "\\", "-"} else set(inner)]
    elif word[0] == "(":
        return None
    else:
        end = 1
        ways = [{word[0]}]
    if word[end : end + 1] in {"*", "{"}:
        return None
    if word[end : end + 1] == "?":
        ways.append(beginnings(word[end + 1 :]))
    if any(way is None for way in ways):
        return None
    return set().union(*(way for way in ways if way is not None))


def branches(inner: str) -> list[str]:
    """The alternatives of a group."""
    found, depth, since, at = [], 0, 0, 0
    while at < len(inner):
        if inner[at] == "\\":
            at += 1
        elif inner[at] == "[":
            at = inner.index("]", at + 1)
        else:
            depth += {"(": 1, ")": -1}.get(inner[at], 0)
            if inner[at] == "|" and not depth:
                found.append(inner[since:at])
                since = at + 1
        at += 1
    return [*found, inner[since:]]


def group_end(word: str) -> int:
    """The place after the group with which a word begins."""
    depth, at = 0, 0
    while True:
        if word[at] == "\\":
            at += 1
        elif word[at] == "[":
            at = word.index("]", at + 1)
        else:
            depth += {"(": 1, ")": -1}.get(word[at], 0)
            if not depth:
                return at + 1
        at += 1

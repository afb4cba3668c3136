"""No text takes long: a pattern of `re` cannot be interrupted, so each of ours has to be linear.

Every pattern of the bot and the conversations is found in its module, and pumped: with its own characters and a few
others, alone and in pairs, at 4,096 characters. What counts is processor time, of which a busy machine takes nothing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import product

import pytest

import bot
import conversations

LENGTH = 4096
MOST = 0.25
"""Seconds of processor time: five times what the slowest may take by the design, since this is Python on anything."""

OTHERS = "1a 我-.,"


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern by the name of its place."""
    found: dict[str, re.Pattern[str]] = {}
    for package in (bot, conversations):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    for number, pattern in enumerate(inside(value)):
                        found[f"{module.name}.{name}[{number}]"] = pattern
    unique = {(pattern.pattern, pattern.flags): name for name, pattern in found.items()}
    return {name: found[name] for name in sorted(unique.values())}


def inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value: itself, or the members of what it holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for item in value.values():
            yield from inside(item, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from inside(item, depth + 1)
    elif depth < 3 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from inside(getattr(value, field.name, None), depth + 1)


def pumped(pattern: re.Pattern[str]) -> Iterable[str]:
    """Texts that keep a pattern busy: what it is made of, over and over, and never quite to the end."""
    own = "".join(dict.fromkeys(c for c in pattern.pattern if c.isalnum() and ord(c) > 127))[:6]
    letters = own + OTHERS
    for first, second in product(letters, letters):
        yield (first + second) * (LENGTH // 2)
    for lead in own:
        yield lead + "1" * (LENGTH - 2) + "!"


PATTERNS = patterns()


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(name: str) -> None:
    pattern = PATTERNS[name]
    for text in pumped(pattern):
        begun = time.process_time()
        pattern.search(text)
        taken = time.process_time() - begun
        assert taken < MOST, f"{name} took {taken:.2f} s on {text[:8]!r}…"


def test_a_pattern_that_is_not_linear_would_be_found() -> None:
    slow = re.compile(r"(\d+,?)+元")
    begun = time.process_time()
    slow.search("1" * 22)
    assert time.process_time() - begun > 0.01, "twenty-two characters are enough"
    assert list(inside({"a": (slow,)})) == [slow]
    assert len(PATTERNS) > 50

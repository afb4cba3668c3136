"""A text in one spelling that remembers where each of its characters stood in the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    original: str
    text: str
    starts: tuple[int, ...]  # for each character of the text: where it begins in the original
    ends: tuple[int, ...]  # and where it ends there

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the text stands in the original; an empty piece stands nowhere: (0, 0)."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)

    def quote(self, start: int, end: int) -> str:
        """The words of the original behind a piece of the text."""
        begin, stop = self.origin(start, end)
        return self.original[begin:stop]

    def rewritten(self, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]) -> Page:
        """The page with every match replaced. A replacement of the same length keeps its places one by one; any
        other one stands, as a whole, for all that it replaced."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for found in pattern.finditer(self.text):
            begin, stop = found.span()
            word = meant(found)
            if begin == stop or word == found[0]:
                continue
            text += self.text[at:begin], word
            starts += self.starts[at:begin]
            ends += self.ends[at:begin]
            if len(word) == stop - begin:
                starts += self.starts[begin:stop]
                ends += self.ends[begin:stop]
            else:
                starts += [self.starts[begin]] * len(word)
                ends += [self.ends[stop - 1]] * len(word)
            at = stop
        if not at:
            return self
        text.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return Page(self.original, "".join(text), tuple(starts), tuple(ends))

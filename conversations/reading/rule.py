"""A rule: what is said, in which company, which line that crosses, and the fact that it rests on."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """A clause shows the practice where it holds one of the words, and of each family in `near` as well; with `+`
    before it the family may stand in a clause beside it in the sentence. None of `unless` may stand in the clause."""

    id: str
    practice: str
    fact: str
    words: str  # written as in `families`
    near: str = ""
    unless: str = "denied"

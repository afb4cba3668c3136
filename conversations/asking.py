"""What somebody asks in words of their own: which of the questions with a reviewed answer is meant.

A question has patterns. A pattern is groups of words, `会/要 坐牢 -短信`: one word of every group stands in the text,
none of a group behind a minus does; `=` is the text's beginning and end, so `=征信=` is that word alone.
The more characters of a text a pattern accounts for, the surer it is.
Nothing is learnt and nothing is composed: whoever wonders reads `questions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from conversations.cues import folded
from conversations.flow import Question
from conversations.questions import ASKING, SAME, SPELLED

MARGIN = 2
"""By how many characters one question has to be meant more surely than every other."""

MOST_OFFERED = 3


def asked(questions: Iterable[Question], text: str) -> tuple[Question, ...]:
    """The question that is meant; where it is not clear, the two or three that may be; where none is, nothing."""
    said = f"={plain(text).strip('?!.,。')}="
    found = [(max(weight(pattern, said) for pattern in one.asks), one) for one in questions]
    found = sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])
    return tuple(one for sure, one in found if found[0][0] - sure < MARGIN)[:MOST_OFFERED]


def is_question(text: str) -> bool:
    """Whether somebody asks, rather than tells."""
    said = plain(text)
    return said.endswith(("么", "不", "没")) or any(word in said for word in ASKING)


def weight(pattern: str, said: str) -> int:
    """How many characters of a text a pattern accounts for; none where it does not fit."""
    total = 0
    for unwanted, words in groups(pattern):
        longest = max((len(word) for word in words if word in said), default=0)
        if bool(longest) == unwanted:
            return 0
        total += longest
    return total


@cache
def groups(pattern: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """The groups of a pattern: whether its words must not be there, and the words."""
    return tuple((group.startswith("-"), tuple(map(folded, group.lstrip("-").split("/")))) for group in pattern.split())


def plain(text: str) -> str:
    """A text as patterns see it: folded, and each way of saying a word become one of them."""
    return SPELLED.sub(lambda found: SAME[found[0]], folded(text))

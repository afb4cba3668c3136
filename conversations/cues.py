"""Words that lead somewhere when somebody types instead of tapping."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from conversations.characters import SIMPLIFIED
from conversations.crisis.spelling import DIALECT
from conversations.flow import Cue, Open, Playbook, Way

KIN = {
    "mother": ("我妈", "妈妈", "老妈", "阿妈", "俺娘", "母亲", "我娘"),
    "father": ("我爸", "爸爸", "老爸", "阿爸", "老豆", "俺爹", "父亲", "我爹"),
    "wife": ("我老婆", "我媳妇", "我妻子"),
    "husband": ("我老公", "我丈夫"),
}
"""Who somebody may speak of as threatened with a call. Their words are in the common catalogue."""


ALIKE = {"帐": "账", "覆": "复", **DIALECT}
FOLDED = str.maketrans({**ALIKE, **{char: ALIKE.get(plain, plain) for char, plain in SIMPLIFIED.items()}})
"""Traditional and dialect characters, for comparing only: nobody is shown a text that went through this."""


def folded(text: str) -> str:
    """A text as cues see it: one width, simplified characters, no spaces, at most 500 characters."""
    return "".join(unicodedata.normalize("NFKC", text[:500]).lower().translate(FOLDED).split())


def cued(cues: Iterable[Cue], text: str) -> Way | None:
    """Where the first matching cue leads: every word of it stands in the text, and none that it is not heard with."""
    said = folded(text)

    def heard(words: Iterable[str]) -> Iterator[bool]:
        return (any(way in said for way in ways_to_say(word)) for word in words)

    return next((cue.to for cue in cues if all(heard(cue.words)) and not any(heard(cue.unless))), None)


@cache
def ways_to_say(word: str) -> tuple[str, ...]:
    """去世/过世: either of them is heard."""
    return tuple(map(folded, word.split("/")))


def urgent(playbook: Playbook, text: str, flows: Iterable[str]) -> Way | None:
    """Where words lead that cannot wait for the current question: into one of these flows."""
    known = tuple(flows)
    cues = (cue for cue in playbook.cues if isinstance(cue.to, Open) and cue.to.flow in known)
    return cued(cues, text)


SWEARING = ("傻逼", "傻b", "煞笔", "垃圾", "滚蛋", "去你妈", "妈的", "破程序", "有屁用", "什么玩意")
OTHERS = ("他", "她", "对方", "催收", "我是")


def swears(text: str) -> bool:
    """Whether somebody swears at the bot. What a collector said, and what they call themselves, is no such thing."""
    said = folded(text)
    return any(word in said for word in SWEARING) and not any(word in said for word in OTHERS)


def kin_of(text: str) -> str:
    """Which relative a text speaks of; empty where it speaks of none, or of several."""
    said = folded(text)
    named = [kin for kin, words in KIN.items() if any(word in said for word in words)]
    return named[0] if len(named) == 1 else ""

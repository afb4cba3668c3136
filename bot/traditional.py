"""Traditional characters, with the words of Taiwan, from simplified ones: through opencc, and a list of terms that it
would say otherwise than we mean. Only the workshop needs it; a talk finds its sentences written."""

from __future__ import annotations

import tomllib
from functools import cache

from opencc import OpenCC

from bot.words import LOCALES

TERMS = LOCALES / "zh_Hant" / "terms.toml"
PRIVATE = 0xE000
"""The first character that means nothing to opencc: one stands for each term while the rest is converted."""


def traditional(sentence: str) -> str:
    """A sentence of ours in traditional characters."""
    held = terms()
    for place, (term, _) in enumerate(held, PRIVATE):
        sentence = sentence.replace(term, chr(place))
    sentence = converted("s2twp", sentence)
    for place, (_, meant) in enumerate(held, PRIVATE):
        sentence = sentence.replace(chr(place), meant)
    return sentence


def simplified(sentence: str) -> str:
    """A sentence in simplified characters, with the words of the mainland."""
    return converted("tw2sp", sentence)


def only_simplified(sentence: str) -> str:
    """The characters of a sentence that are written otherwise in every kind of traditional text."""
    kinds = [converted(name, sentence) for name in ("s2t", "s2tw", "s2hk")]
    return "".join(char for char, *others in zip(sentence, *kinds, strict=True) if char not in others)


@cache
def terms() -> tuple[tuple[str, str], ...]:
    """The terms, the longest first, and what they become."""
    listed = tomllib.loads(TERMS.read_text("utf-8"))["terms"]
    return tuple(sorted(listed.items(), key=lambda term: -len(term[0])))


def converted(kind: str, sentence: str) -> str:
    """A sentence after one of opencc's conversions."""
    return str(converter(kind).convert(sentence))


@cache
def converter(kind: str) -> OpenCC:
    """Reading the tables of a conversion takes a while."""
    return OpenCC(kind)

"""One spelling for whatever people and collectors write, with the way back to the original.

Full-width, zero-width, traditional and regional words, separators between characters (法-院), emoji that stand
for characters, split characters (车专), pinyin (bu huan), slips of OCR: the reader sees plain simplified text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

import opencc

from conversations.reading.page import Page
from conversations.reading.spellings import DIALECT, EMOJI, PINYIN, SLIPS, SPLIT, SYLLABLES, VARIANTS

LONGEST = 4096
"""Characters that are read; what comes after is left unread."""

HAN = "\u4e00-\u9fff"
KEPT = "，：；！？（）"
"""Full-width marks that stay as they are: beside digits an ASCII comma is part of a sum, this one ends a clause."""

TO_SIMPLE = opencc.OpenCC("t2s")


def plain(text: str) -> Page:
    """A text as a page in one spelling. Any text will do: broken surrogates, NUL, nothing at all."""
    page = simple(one_width(text[:LONGEST]))
    page = page.rewritten(LATIN, han_of_latin)
    page = page.rewritten(APART, lambda found: SPLIT[found[0]])
    page = page.rewritten(JOINED, lambda found: "")
    page = page.rewritten(SPACED, lambda found: GAP.sub("", found[0]))
    page = page.rewritten(HIDDEN, lambda found: WORDS[found[0]])
    for pattern, word in FIXES:
        page = page.rewritten(pattern, always(word))
    return page


def always(word: str) -> Callable[[re.Match[str]], str]:
    return lambda found: word


def one_width(text: str) -> Page:
    """Every character in its plain form: ＡＢＣ, ①, 𝟏 are letters and digits; what has no width is gone."""
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if "\u4e00" <= character <= "\u9fff" or character in KEPT:
            form = character
        elif character in EMOJI:
            form = EMOJI[character]
        else:
            form = unicodedata.normalize("NFKC", character).lower()
            form = "".join(part for part in form if visible(part))
        out.append(form)
        places += [place] * len(form)
    return Page(text, "".join(out), tuple(places), tuple(place + 1 for place in places))


def visible(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in {"Cf", "Cc", "Mn", "Me", "Cs", "Cn", "Co"}


def simple(page: Page) -> Page:
    """Simplified characters, one for one. Words of other places are told in `spellings`: opencc's own list of them
    would turn 程序 into 进程 and 停用 into 禁用, in a text of the mainland as well."""
    return Page(page.original, str(TO_SIMPLE.convert(page.text)), page.starts, page.ends)


def han_of_latin(found: re.Match[str]) -> str:
    """Pinyin as characters, where the letters are pinyin from end to end; else the letters as they are."""
    letters = found[0].replace(" ", "")
    out, at = "", 0
    while at < len(letters):
        for size in range(min(LONGEST_PINYIN, len(letters) - at), 0, -1):
            piece = letters[at : at + size]
            if word := PINYIN.get(piece) or (SYLLABLES.get(piece) if size > 1 else None):
                out, at = out + word, at + size
                break
        else:
            return found[0]
    return out


def any_of(table: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern for every entry, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(table, key=len, reverse=True)))


JOINED = re.compile(rf"(?<=[{HAN}]) ?[_*.·・~|^'#+/⚪○●◯★☆◆♦] ?(?=[{HAN}])")
SPACED = re.compile(
    rf"(?<![{HAN}a-z])[{HAN}a-z](?: [{HAN}a-z](?![a-z])){{2,40}}|"
    rf"(?<![{HAN}])[{HAN}](?:-[{HAN}]){{2,40}}(?![{HAN}])|(?<=[{HAN}])-[{HAN}](?:-[{HAN}]){{1,40}}"
)
GAP = re.compile(r"[ \-]")
"""Marks between characters (强_制_执_行, 再 不 还 钱). A space or a dash is one where it stands between single
characters only, at least three of them: elsewhere it ends a clause or a name."""

LATIN = re.compile(
    rf"(?:(?<=[{HAN}]) )?(?<![a-z0-9.:/@_\-])[a-z]{{2,20}}(?: [a-z]{{2,8}}){{0,8}}(?![a-z0-9.:/@_\-])(?: (?=[{HAN}]))?"
)
LONGEST_PINYIN = max(map(len, PINYIN))
WORDS = {**DIALECT, **VARIANTS}
APART = any_of(SPLIT)
HIDDEN = any_of(WORDS)
FIXES = tuple((re.compile(pattern), word) for pattern, word in SLIPS)

"""A picture's lines as one text: in the order in which they are read, and in a chat with the side that says each.

`conversations.reading` understands the names before the bubbles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from conversations.pictures.blocks import Block, blocks_of, rows_of, sentences
from conversations.pictures.seen import Colour, Seen, alike, levelled

THEM, ME = "对方：", "我："
LEFT_EDGE = 0.2
"""What begins left of this part of the width is said by the other side."""
MIDDLE = 0.02
"""How far from the middle, as a part of the width, a title, a time or a note between the bubbles may stand."""
TO_THE_RIGHT = 0.03
"""By how much more room, as a part of the width, a side's bubbles leave on their left than on their right."""
CHINESE_MARKS = frozenset("，！？；：（）～")
IN_NUMBER = re.compile(r"(?<=\d)[，：](?=\d)")


def told(seen: Sequence[Seen], width: float, height: float) -> str:
    blocks = list(blocks_of(rows_of(levelled(seen, (width / 2, height / 2)), width)))
    mine = my_grounds(blocks, width)
    lines: list[str] = []
    for block in blocks:
        parts = sentences(block, max(other.right for other in on(block.ground, blocks)))
        name = speaker(block, mine, width) if mine else ""
        lines += [name + " ".join(parts)] if name else parts
    return "\n".join(map(plain, lines))


def speaker(block: Block, mine: Sequence[Colour], width: float) -> str:
    """The name that stands before a block of a chat; none before a title, a time, a note."""
    if any(alike(block.ground, ground) for ground in mine):
        return ME
    centred = abs(block.left + block.right - width) < 2 * MIDDLE * width and block.left > LEFT_EDGE * width
    return "" if centred else THEM


def my_grounds(blocks: Sequence[Block], width: float) -> list[Colour]:
    """The colours of the person's own bubbles: those on which everything lies to the right. None where this is no chat.

    (A letter's signature lies to the right too, but on the ground of everything else.)
    """
    found: list[Colour] = []
    for ground in {block.ground for block in blocks}:
        here = on(ground, blocks)
        lean = sum(block.left - (width - block.right) for block in here) / len(here)
        if len(here) < len(blocks) and lean > TO_THE_RIGHT * width:
            found.append(ground)
    return found


def on(ground: Colour, blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if alike(block.ground, ground)]


def plain(text: str) -> str:
    """One form of each letter and digit (NFKC). Chinese marks stay outside of numbers, for a person reads this."""
    text = "".join(sign if sign in CHINESE_MARKS else normalize("NFKC", sign) for sign in text).strip()
    return IN_NUMBER.sub(lambda mark: normalize("NFKC", mark[0]), text)

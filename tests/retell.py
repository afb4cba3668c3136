"""Write the answers of stories anew: `python tests/retell.py [FILE…]`, without files for every story.

What people say and the comments stay as they are, and `git diff` shows what the bot says otherwise than before. A new
story is written as comments and lines of input only. A comment right below a line of input stays above its answer.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from itertools import chain, takewhile
from pathlib import Path

import fake_reader

from bot.house import open_house
from bot.ocr import reader
from bot.settings import read_settings
from bot.story import answered, language, read_story, story_clock
from bot.terminal import BadLine

STORIES = Path(__file__).parent / "stories"


async def retold(text: str) -> str:
    """A story with the answers of today. Raises BadLine."""
    exchanges = read_story(text)
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(read_settings({"HOME": folder}), story_clock()) as house:
            told = await answered(house, exchanges, language(text))
    lines = text.splitlines()
    ends = [exchange.line - 1 for exchange in exchanges[1:]] + [len(lines)]
    parts = [block([], lines[: ends[0]], told[0].answer)]
    for start, end, exchange in zip(ends[:-1], ends[1:], told[1:], strict=True):
        parts.append(block([lines[start]], lines[start + 1 : end], exchange.answer))
    return "\n\n".join(filter(None, chain.from_iterable(parts))) + "\n"


def block(said: list[str], lines: list[str], answer: str) -> tuple[str, str]:
    """An exchange, and the comments below it, from the lines that now stand below what was said."""
    above = list(takewhile(is_comment, lines))
    below = filter(is_comment, lines[len(above) :])
    return "\n".join([*said, *above, *answer.splitlines()]), "\n".join(below)


def is_comment(line: str) -> bool:
    return line.startswith("#")


def main(files: Sequence[str]) -> int:
    reader.WORKER = (fake_reader.__file__,)
    worst = 0
    for path in map(Path, files or sorted(map(str, STORIES.glob("*.txt")))):
        text = path.read_text("utf-8")
        try:
            new = asyncio.run(retold(text))
        except BadLine as fault:
            print(f"{path}:{fault}", file=sys.stderr)
            worst = 2
            continue
        if new != text:
            path.write_text(new, "utf-8")
            print(path)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The same talk in a terminal: one line in, the bubbles out. What scripts and stories run on."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime

import aiosqlite

from bot.at_hand import at_hand, listed, local_file, pictures_in, pictures_named
from bot.clock import Clock, next_due
from bot.complaint import Complaint, in_words
from bot.desk import Arrival, Desk, House, What
from bot.errands import Errand, Errands, Later
from bot.fetching import Fetching
from bot.hearing import Said, Tapped, plain
from bot.letters import Letter
from bot.ocr.reader import Reader
from bot.people import seconds
from bot.post import Outcome, Post, Sent
from bot.updates import in_despair
from conversations.events import Edited, Forwarded, Started, Unreadable
from conversations.times import BEIJING

SOMEBODY = 0
"""The person at the terminal: no Telegram id is 0."""

WAIT = re.compile(r"(\d{1,6})([smhd])")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class BadLine(Complaint):
    """A line that begins with @ and is none of the words that a script may use."""


class Hands:
    """A clock that can be set. It runs, or stands still until it is moved; UTC seconds."""

    def __init__(self, start: float | None = None) -> None:
        self._ahead = 0.0
        self._still = start

    def __call__(self) -> int:
        return int((time.time() if self._still is None else self._still) + self._ahead)

    def set(self, at: int) -> None:
        self._ahead += at - self()


class Talk:
    """One person's talk with the bot, without Telegram; `language` is the code that their Telegram would give."""

    def __init__(self, house: House, language: str = "zh-hans") -> None:
        if not isinstance(house.now, Hands):
            raise TypeError("a talk at a terminal needs a clock whose hands can be set")
        self.house = house
        self.language = language
        self.hands = house.now
        self.desk = Desk(self.house)
        self.clock = Clock(self.house)
        self.post = Post(self.house, self._deliver)
        self.reader = Reader()
        fetching = Fetching(self.house, local_file, self.reader.read_picture, quiet=0)
        self.errands = Errands(self.house, {"unsay": nothing_to_do, "fetch": fetching.fetch})
        self._turns: list[list[Letter]] = [[]]
        self._update = -time.time_ns()

    @property
    def newest(self) -> list[Letter]:
        """What was shown last."""
        return next((turn for turn in reversed(self._turns) if turn), [])

    async def begin(self) -> list[Letter]:
        """The answer to /start, after what rang meanwhile."""
        await self.post.recover()
        self._turns.append([])
        await self.clock.tick()
        await self._hear(Started())
        return self._turns[-1]

    async def hear(self, line: str) -> list[Letter]:
        """What one line of input is answered with. Raises BadLine."""
        self._turns.append([])
        text = line.replace("\\n", "\n")
        if files := pictures_named(line):
            await self._hear(*(at_hand(file, "photo") for file in files))
        elif not line.startswith("@"):
            await self._hear(Said(text))
        elif line.startswith("@@"):
            await self._hear(Said(text[1:]))
        else:
            word, _, rest = text[1:].partition(" ")
            await self._obey(word, rest)
        return self._turns[-1]

    async def ring(self) -> list[Letter]:
        """What rings by now."""
        self._turns.append([])
        await self.clock.tick()
        await self.post.send_waiting()
        return self._turns[-1]

    async def _hear(self, *whats: What) -> None:
        self._update -= len(whats)
        updates = enumerate(whats, self._update)
        await self.desk.take([Arrival((update,), SOMEBODY, what, self.language) for update, what in updates])
        await self.clock.tick()
        await self.post.send_waiting()
        await self.errands.do_waiting()
        await self.post.send_waiting()

    async def _deliver(self, chat: int, letter: Letter) -> Outcome:
        self._turns[-1].append(letter)
        return Sent(0)

    async def _obey(self, word: str, rest: str) -> None:
        match word:
            case "at":
                await self._move_to(seconds(beijing(rest)))
            case "wait" if found := WAIT.fullmatch(rest.strip()):
                await self._move_to(self.hands() + int(found[1]) * UNITS[found[2]])
            case "forward" if rest.count("|") >= 2:
                sender, sent, text = (part.strip() for part in rest.split("|", 2))
                when = None if sent == "-" else beijing(sent)
                await self._hear(Forwarded(text, "" if sender == "-" else sender, when))
            case "photo" | "file" | "voice":
                await self._hear(at_hand(rest, word))
            case "album" if files := [one for name in listed(rest) for one in pictures_in(name)]:
                await self._hear(*(at_hand(file, "photo") for file in files))
            case "sticker":
                await self._hear(Unreadable())
            case "edit":
                await self._hear(Said(rest) if in_despair(rest) else Edited())
            case "old":
                await self._hear(Tapped(self._old_button(rest)))
            case _:
                raise BadLine("unknown_line", word=word)

    async def _move_to(self, at: int) -> None:
        """Set the clock, and ring on the way what falls due, each at its time."""

        async def body(db: aiosqlite.Connection) -> int | None:
            return await next_due(db)

        while (due := await self.house.store.tx(body)) is not None and due <= at:
            self.hands.set(max(due, self.hands()))
            before = due
            await self.clock.tick()
            if await self.house.store.tx(body) == before:
                break
        self.hands.set(at)
        await self.clock.tick()
        await self.post.send_waiting()

    def _old_button(self, rest: str) -> str:
        """The data of a button some screens back: 1 is the screen before the newest."""
        back, _, words = rest.partition(" ")
        shown = [turn for turn in self._turns[:-1] if turn]
        if not (back.isascii() and back.isdecimal() and int(back) < len(shown)):
            raise BadLine("no_such_screen", back=back)
        for letter in shown[-1 - int(back)]:
            for label, data in letter.buttons:
                if plain(label) == plain(words):
                    return data
        raise BadLine("no_such_button", words=words)


@asynccontextmanager
async def talking(house: House, language: str = "zh-hans") -> AsyncIterator[Talk]:
    """A talk, at whose end nothing runs on."""
    talk = Talk(house, language)
    try:
        yield talk
    finally:
        await talk.reader.close()


async def nothing_to_do(errand: Errand) -> Later | None:
    """What was printed on a terminal cannot be taken back."""
    return None


def beijing(text: str) -> datetime:
    """2026-11-25T21:50, in Beijing time."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=BEIJING)
    except ValueError:
        raise BadLine("not_a_time", text=text.strip()) from None


def printed(letters: Iterable[Letter]) -> str:
    """Bubbles as they are printed: the lines, the buttons on one line, an empty line."""
    out = []
    for letter in letters:
        lines = [letter.shown]
        if letter.buttons:
            lines.append(" ".join(f"[{label}]" for label, _ in letter.buttons))
        if letter.keys:
            lines.append(" ".join(f"{{{key}}}" for key in letter.keys))
        out.append("\n".join(lines) + "\n\n")
    return "".join(out)


async def chat_plain(house: House, language: str) -> int:
    """Read lines, print turns: no colour, no echo, no prompt. A line with a dot ends each turn."""
    async with talking(house, language) as talk:
        write(printed(await talk.begin()) + ".\n")
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            try:
                said = line.decode("utf-8", "replace").rstrip("\r\n")
                write(printed(await talk.hear(said)) + ".\n")
            except BadLine as fault:
                print(fault, file=sys.stderr)
                return 2
    return 0


async def chat_at_terminal(house: House, language: str, ask: Callable[[str], str] = input) -> int:
    """Talk to somebody who sits at a terminal. Reminders ring before the next line."""
    async with talking(house, language) as talk:
        write(printed(await talk.begin()))
        while True:
            try:
                line = await asyncio.to_thread(ask, "> ")
            except (EOFError, KeyboardInterrupt):
                write("\n")
                return 0
            rang = await talk.ring()
            if not line.strip():
                write(printed(rang))
                continue
            if pictures_named(line) or line.startswith("@album"):
                write(in_words("reading_pictures") + "\n")
            try:
                write("\n" + printed(rang) + printed(await talk.hear(line)))
            except BadLine as fault:
                write(f"{fault}\n")


def write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()

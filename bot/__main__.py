"""wenzhu: run, chat, read, care, ask, backup, restore, key; check, pages, words, facts."""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from bot import log
from bot.complaint import in_words
from bot.settings import BadSetting, Settings, read_settings
from bot.store import AlreadyRunning
from conversations.times import BEIJING

INTERNAL, BUSY, SETTINGS = 70, 75, 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code. What went wrong is one line on standard error."""
    asked = parser().parse_args(arguments)
    log.set_up()
    log.catch_the_rest()
    os.umask(0o077)
    try:
        return int(asked.does(asked))
    except BadSetting as fault:
        return complain(SETTINGS, str(fault))
    except AlreadyRunning:
        return complain(BUSY, in_words("already_running"))
    except sqlite3.Error as fault:
        return complain(INTERNAL, in_words("database_failed", fault=type(fault).__name__))
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        return 0
    except Exception as fault:
        log.error("crashed", fault)
        return complain(INTERNAL, in_words("crashed", fault=type(fault).__name__, place=log.place(fault)))


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="wenzhu", description=in_words("about"))
    commands = top.add_subparsers(required=True, metavar=in_words("command"))
    run = commands.add_parser("run", help=in_words("help.run"))
    run.set_defaults(does=lambda asked: run_bot(read_settings()))
    chat = commands.add_parser("chat", help=in_words("help.chat"))
    chat.add_argument("--plain", action="store_true", help=in_words("help.plain"))
    chat.add_argument("--story", nargs="+", type=Path, metavar=in_words("file"), help=in_words("help.story"))
    chat.add_argument("--locale", default="zh_Hans", choices=("zh_Hans", "zh_Hant"), help=in_words("help.locale"))
    chat.set_defaults(does=chat_or_tell)
    reading = commands.add_parser("read", help=in_words("help.read"))
    reading.add_argument("--score", type=Path, metavar=in_words("file"), help=in_words("help.score"))
    reading.add_argument("--picture", nargs="+", type=Path, metavar=in_words("file"), help=in_words("help.picture"))
    reading.set_defaults(does=read_or_score)
    caring = commands.add_parser("care", help=in_words("help.care"))
    caring.add_argument("--score", type=Path, metavar=in_words("file"), help=in_words("help.score"))
    caring.set_defaults(does=care_or_score)
    commands.add_parser("ask", help=in_words("help.ask")).set_defaults(does=lambda asked: answer_questions())
    commands.add_parser("backup", help=in_words("help.backup")).set_defaults(does=lambda asked: backup())
    back = commands.add_parser("restore", help=in_words("help.restore"))
    back.add_argument("backup", type=Path, metavar=in_words("file"))
    back.add_argument("--replace", action="store_true", help=in_words("help.replace"))
    back.set_defaults(does=lambda asked: put_back(asked.backup, asked.replace))
    key = commands.add_parser("key", help=in_words("help.key"))
    key.add_argument("--change", action="store_true", help=in_words("help.change"))
    key.set_defaults(does=lambda asked: look_at_key(asked.change))
    for name in ("check", "pages", "words"):
        commands.add_parser(name, help=in_words(f"help.{name}")).set_defaults(
            does=lambda asked, name=name: workshop(name)
        )
    facts = commands.add_parser("facts", help=in_words("help.facts"))
    facts.add_argument("--all", action="store_true", help=in_words("help.all"))
    facts.add_argument("--on", type=date.fromisoformat, metavar=in_words("date"), help=in_words("help.on"))
    facts.set_defaults(does=lambda asked: list_facts(asked.all, asked.on))
    return top


def complain(code: int, line: str) -> int:
    print(f"wenzhu: {line}", file=sys.stderr)
    return code


def workshop(name: str) -> int:
    from bot import workshop as tools

    return {"check": tools.check, "pages": tools.pages, "words": tools.words}[name]()


def list_facts(everything: bool, on: date | None) -> int:
    from bot import rereading

    return rereading.list_facts(everything, on)


def read_or_score(asked: argparse.Namespace) -> int:
    from bot import reading

    if asked.picture:
        return asyncio.run(reading.read_pictures(asked.picture))
    return lines_or_score(asked, reading.read_lines, reading.score)


def care_or_score(asked: argparse.Namespace) -> int:
    from bot import care

    return lines_or_score(asked, care.care_for_lines, care.score)


def lines_or_score(
    asked: argparse.Namespace, answer: Callable[[Iterable[bytes]], int], score: Callable[[Path], int]
) -> int:
    from bot.json_lines import NoMessage

    if not asked.score:
        return answer(sys.stdin.buffer)
    try:
        return score(asked.score)
    except OSError as fault:
        return complain(2, in_words("labels_unreadable", path=asked.score, fault=type(fault).__name__))
    except NoMessage as fault:
        return complain(1, str(fault))


def answer_questions() -> int:
    from bot.asking import ask_lines

    return ask_lines(sys.stdin.buffer, datetime.now(BEIJING))


def chat_or_tell(asked: argparse.Namespace) -> int:
    settings = read_settings()
    if asked.story:
        return asyncio.run(tell_all(asked.story, settings))
    return asyncio.run(chat(settings, asked.plain or not sys.stdin.isatty(), asked.locale))


async def chat(settings: Settings, plain: bool, language: str) -> int:
    from bot.house import open_house
    from bot.terminal import Hands, chat_at_terminal, chat_plain

    async with open_house(settings, Hands()) as house:
        return await (chat_plain(house, language) if plain else chat_at_terminal(house, language))


async def tell_all(stories: Sequence[Path], settings: Settings) -> int:
    """Replay stories, each in a house of its own that is gone afterwards; gives the worst of their codes."""
    from bot.house import open_house
    from bot.story import story_clock, tell
    from bot.terminal import write

    worst = 0
    for path in stories:
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            worst = max(worst, complain(2, in_words("story_unreadable", path=path, fault=type(fault).__name__)))
            continue
        with tempfile.TemporaryDirectory() as folder:
            there = replace(settings, data=Path(folder), key_file=Path(folder) / "key")
            async with open_house(there, story_clock()) as house:
                code, difference = await tell(house, str(path), text)
        write(difference)
        worst = max(worst, code)
    return worst


def backup() -> int:
    from bot.backup import back_up

    settings = read_settings()
    made = back_up(settings, int(time.time()))
    print(in_words("backed_up", path=made, days=settings.backup_days))
    return 0


def put_back(file: Path, replace: bool) -> int:
    from bot.restore import restore

    left_out = asyncio.run(restore(read_settings(), file, int(time.time()), replace))
    print(in_words("restored", path=file, count=left_out))
    return 0


def look_at_key(change: bool) -> int:
    from bot.rotation import change_key, key_fits

    settings = read_settings()
    if change:
        print(in_words("key_changed", path=settings.key_file, count=change_key(settings, int(time.time()))))
        return 0
    key_fits(settings)
    print(in_words("key_fits", path=settings.key_file))
    return 0


def run_bot(settings: Settings) -> int:
    from bot.serving import serve
    from bot.telegram import Stop

    if not settings.token:
        return complain(SETTINGS, in_words("no_token"))
    if not settings.host.known:
        complain(0, in_words("nobody_named"))
    try:
        asyncio.run(serve(settings))
    except Stop as stop:
        return complain(stop.code, str(stop))
    return 0


if __name__ == "__main__":
    sys.exit(main())

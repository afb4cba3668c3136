"""wenzhu: run, chat, check, pages, words."""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot import log
from bot.settings import BadSetting, Settings, read_settings
from bot.store import AlreadyRunning

INTERNAL, BUSY, SETTINGS = 70, 75, 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code. What went wrong is one line on standard error."""
    asked = parser().parse_args(arguments)
    log.set_up()
    os.umask(0o077)
    try:
        return int(asked.does(asked))
    except BadSetting as fault:
        return complain(SETTINGS, str(fault))
    except AlreadyRunning:
        return complain(BUSY, "已经有一个在运行了（数据文件夹被占用）。请先停下那一个，或用 WENZHU_DATA 另选一个。")
    except sqlite3.Error as fault:
        return complain(INTERNAL, f"数据库出错（{type(fault).__name__}）。请检查磁盘空间和 WENZHU_DATA 的权限。")
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        return 0
    except Exception as fault:
        log.error("crashed", fault)
        return complain(INTERNAL, f"程序内部出错（{type(fault).__name__}，{log.place(fault)}），已停下。请重新启动。")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="wenzhu", description="稳住：帮人应对逾期催收的聊天机器人")
    commands = top.add_subparsers(required=True, metavar="命令")
    run = commands.add_parser("run", help="接到 Telegram 上运行")
    run.set_defaults(does=lambda asked: run_bot(read_settings()))
    chat = commands.add_parser("chat", help="在终端里聊，不需要令牌")
    chat.add_argument("--plain", action="store_true", help="一行进，一屏出，给脚本用")
    chat.add_argument("--story", nargs="+", type=Path, metavar="文件", help="照着写好的对话走一遍，比对每个字")
    chat.set_defaults(does=chat_or_tell)
    for name, help_ in (
        ("check", "检查每条流程、每句话"),
        ("pages", "重写每条流程旁边那一页"),
        ("words", "补上缺的词条，列出多余的"),
    ):
        commands.add_parser(name, help=help_).set_defaults(does=lambda asked, name=name: workshop(name))
    return top


def complain(code: int, line: str) -> int:
    print(f"wenzhu: {line}", file=sys.stderr)
    return code


def workshop(name: str) -> int:
    from bot import workshop as tools

    return {"check": tools.check, "pages": tools.pages, "words": tools.words}[name]()


def chat_or_tell(asked: argparse.Namespace) -> int:
    settings = read_settings()
    if asked.story:
        return asyncio.run(tell_all(asked.story, settings))
    return asyncio.run(chat(settings, asked.plain or not sys.stdin.isatty()))


async def chat(settings: Settings, plain: bool) -> int:
    from bot.house import open_house
    from bot.terminal import Hands, chat_at_terminal, chat_plain

    async with open_house(settings, Hands()) as house:
        return await (chat_plain(house) if plain else chat_at_terminal(house))


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
            worst = max(worst, complain(2, f"{path}：读不了（{type(fault).__name__}）"))
            continue
        with tempfile.TemporaryDirectory() as folder:
            there = replace(settings, data=Path(folder), key_file=Path(folder) / "key")
            async with open_house(there, story_clock()) as house:
                code, difference = await tell(house, str(path), text)
        write(difference)
        worst = max(worst, code)
    return worst


def run_bot(settings: Settings) -> int:
    from bot.serving import serve
    from bot.telegram import Stop

    if not settings.token:
        return complain(SETTINGS, "还没有令牌。请把 @BotFather 给的令牌放进 WENZHU_TOKEN 或 WENZHU_TOKEN_FILE。")
    if not settings.host.known:
        print(
            "wenzhu: 没有写明谁在运行（WENZHU_OPERATOR、WENZHU_CONTACT、WENZHU_PLACE），隐私页会如实说没有写明。",
            file=sys.stderr,
        )
    try:
        asyncio.run(serve(settings))
    except Stop as stop:
        return complain(stop.code, stop.line)
    return 0


if __name__ == "__main__":
    sys.exit(main())

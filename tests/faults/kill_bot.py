"""The bot, to be killed: python kill_bot.py <UTC seconds>.

It asks for nothing but lines on standard input. The first begins a life: a process of its own, forked when everything
is imported, that runs the bot as `wenzhu run` does, under a clock that stands still; its process id is told. The second
tells its exit code, when it has ended: until then the id is no other process's. The third begins the next life.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot import fetching, log
from bot.ocr import reader
from bot.serving import serve
from bot.settings import Settings, read_settings


def main(now: int) -> None:
    log.set_up()
    reader.WORKER = (str(Path(__file__).parent.with_name("fake_reader.py")),)
    fetching.QUIET = 0.1  # lives are short here: an errand has to come to its end in some of them
    os.umask(0o077)
    settings = read_settings()
    while sys.stdin.readline():
        life = os.fork()
        if not life:
            live(settings, now)
        print(life, flush=True)
        if not sys.stdin.readline():
            os.kill(life, signal.SIGKILL)
        _, status = os.waitpid(life, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def live(settings: Settings, now: int) -> None:
    """Run the bot until it ends, and the process with it."""
    code = 1
    try:
        asyncio.run(serve(settings, lambda: now))
        code = 0
    except BaseException as fault:
        log.error("crashed", fault)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""What others notice while somebody's screenshots are read, and what that costs in memory: rows for `make bench`.

Machines are noisy: the reader is stopped and goes on by turns, so that what else runs counts on both sides.
"""

from __future__ import annotations

import itertools
import os
import signal
import statistics
import tempfile
import time
from asyncio import sleep
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path

from bench_pictures import samples
from fake_telegram import FakeTelegram, Person
from test_picture_reader import REFUSED, bomb

SCREENSHOTS = 30
WINDOW, WINDOWS = 2.0, 40
"""Seconds for which the reader reads or stands still, and how often."""

ODD = [*(file for file, _ in REFUSED.values()), bomb(12_000, 2_000)[:-40]]
"""What must not be opened, and a bomb within all limits that breaks off."""

Program = Callable[..., Awaitable[Process]]


async def screenshot_rows(program: Program, memory: Callable[[int], float]) -> AsyncIterator[tuple[str, str]]:
    shots = [sample.file for sample in itertools.islice(itertools.cycle(itertools.islice(samples(), 4)), SCREENSHOTS)]
    with tempfile.TemporaryDirectory() as home:
        async with FakeTelegram() as fake:
            bot = await program("run", home=home, WENZHU_TOKEN=fake.token, WENZHU_API=fake.url, WENZHU_PACE="off")
            person, others = fake.user(1), (fake.user(number // 20) for number in itertools.count(200))
            for _ in range(40):
                await answered(next(others))
            before = most = memory(bot.pid)
            person.sends_album([file + bytes([at]) for at, file in enumerate(shots)])
            await sleep(3 * WINDOW)
            taken: tuple[list[float], list[float]] = ([], [])
            for window in range(WINDOWS):
                stands = window % 2
                signal_to(reader_of(bot.pid), signal.SIGSTOP if stands else signal.SIGCONT)
                until = time.monotonic() + WINDOW
                while time.monotonic() < until:
                    taken[stands].append(await answered(next(others)))
                    most = max(most, memory(bot.pid))
            signal_to(reader_of(bot.pid), signal.SIGCONT)
            for name, times in zip(("are read", "wait"), taken, strict=True):
                median = f"median {statistics.median(times) * 1e3:9.3f} ms"
                figure = f"{median}   p99 {p99(times) * 1e3:9.3f} ms   n {len(times)}"
                yield f"an answer, while {SCREENSHOTS} screenshots {name}", figure
            yield "  later, p99", f"{(p99(taken[0]) - p99(taken[1])) * 1e3:9.1f} ms"
            yield "more memory at most, in the main process", f"{most - before:9.1f} MB"
            person.presses("停下")
            await answered(person)
            before = most = memory(bot.pid)
            said = len(person.bubbles)
            person.sends_album(ODD)
            while len(person.bubbles) < said + 2:
                await answered(next(others))
                most = max(most, memory(bot.pid))
            yield "more memory at most, while bombs come", f"{most - before:9.1f} MB"
            bot.terminate()
            await bot.communicate()


async def answered(person: Person) -> float:
    """How long somebody waits for an answer."""
    before, begun = len(person.bubbles), time.perf_counter()
    person.says("/help")
    while len(person.bubbles) == before:  # noqa: ASYNC110 - nobody tells when it comes
        await sleep(0.001)
    return time.perf_counter() - begun


def reader_of(bot: int) -> int | None:
    """The process that reads pictures for a bot."""
    children = Path(f"/proc/{bot}/task/{bot}/children").read_text("ascii").split()
    return int(children[0]) if children else None


def signal_to(process: int | None, number: int) -> None:
    if process:
        os.kill(process, number)


def p99(times: Sequence[float]) -> float:
    return sorted(times)[int((len(times) - 1) * 0.99)]

"""How fast: `make bench`. Machines are noisy, so medians and ratios of one run are what counts."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from fake_telegram import FakeTelegram

from bot.desk import Arrival, Desk
from bot.hearing import Said
from bot.house import open_house
from bot.settings import read_settings
from conversations.engine import advance
from conversations.events import Opened, Picked, Typed
from conversations.flows import PLAYBOOK
from conversations.scene import Scene
from conversations.session import Session
from conversations.times import BEIJING

ROOT = Path(__file__).parent.parent
NOW = 1_795_600_000
SAYINGS = ("正在通话", "开始", "他说了", "返回")


def told(name: str, figure: str) -> None:
    print(f"{name:<44} {figure}", flush=True)


def row(name: str, times: Sequence[float], scale: float, unit: str) -> None:
    ordered = sorted(times)
    median, p99 = statistics.median(ordered) * scale, ordered[int((len(ordered) - 1) * 0.99)] * scale
    told(name, f"median {median:9.3f} {unit}   p99 {p99:9.3f} {unit}   n {len(times)}")


def timed(deed: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - begun)
    return taken


def bench_advance() -> None:
    scene = Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING))
    opened = advance(PLAYBOOK, Session(), Opened("live_call"), scene).session
    tap = Picked("start", opened.screen)
    typed = Typed("他说我要是今天不还就去我家找我爸妈，还说已经立案了，让我等着，" * 6)
    row("advance(), a tap", timed(lambda: advance(PLAYBOOK, opened, tap, scene), 5000), 1e6, "µs")
    row("advance(), 200 characters typed", timed(lambda: advance(PLAYBOOK, opened, typed, scene), 2000), 1e6, "µs")


async def bench_desk(people: int, rounds: int) -> None:
    """A batch in which so many people do one thing each."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(read_settings({"HOME": folder}), lambda: NOW) as house:
            desk = Desk(house)
            taken = []
            for turn in range(rounds):
                said = Said(SAYINGS[turn % 4])
                batch = [Arrival((turn * people + person,), person, said) for person in range(people)]
                begun = time.perf_counter()
                await desk.take(batch)
                taken.append(time.perf_counter() - begun)
    row(f"desk, a batch of {people}, one COMMIT", taken, 1e3, "ms")


async def bench_terminal() -> None:
    taken = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as home:
            begun = time.perf_counter()
            chat = await program("chat", "--plain", home=home)
            assert chat.stdout
            await chat.stdout.readline()
            taken.append(time.perf_counter() - begun)
            await chat.communicate(b"")
    row("start of the terminal to the first bubble", taken, 1e3, "ms")


async def bench_whole_bot(people: int, rounds: int) -> None:
    """Everybody writes again as soon as they are answered; FULL durability, paced by nothing but that."""
    with tempfile.TemporaryDirectory() as home:
        async with FakeTelegram() as fake:
            begun = time.perf_counter()
            bot = await program(
                "run", home=home, WENZHU_TOKEN=fake.token, WENZHU_API=fake.url, WENZHU_PACE="off"
            )  # fmt: skip
            first = fake.user(1)
            first.says("/start")
            await first.hears(2, timeout=30)
            told("start of the process to the first bubble", f"{time.perf_counter() - begun:9.3f} s")
            told("memory, idle", f"{memory(bot.pid):9.1f} MB")

            async def talk(number: int) -> None:
                person = fake.user(number)
                for turn in range(rounds):
                    person.says(SAYINGS[turn % 4])
                    await person.hears(1, timeout=120)

            begun = time.perf_counter()
            await asyncio.gather(*(talk(number) for number in range(10, 10 + people)))
            rate = people * rounds / (time.perf_counter() - begun)
            told(f"whole bot over HTTP, {people} people", f"{rate:9.1f} updates a second, each answered")
            told("memory, after that", f"{memory(bot.pid):9.1f} MB")
            bot.terminate()
            await bot.communicate()


async def program(*arguments: str, home: str, **more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=ROOT, env={**os.environ, "HOME": home, **more},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


def memory(pid: int) -> float:
    """What a process holds in memory now, in MB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


async def main() -> None:
    bench_advance()
    await bench_desk(1, 300)
    await bench_desk(100, 40)
    await bench_terminal()
    await bench_whole_bot(people=20, rounds=20)


if __name__ == "__main__":
    asyncio.run(main())

"""How fast: `make bench`. Machines are noisy, so medians and ratios of one run are what counts."""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

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
from fake_telegram import FakeTelegram

ROOT = Path(__file__).parent.parent
NOW = 1_795_600_000


def row(name: str, times: Sequence[float], scale: float = 1e3, unit: str = "ms") -> None:
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(
        f"{name:<44} median {statistics.median(ordered) * scale:9.3f} {unit}   p99 {p99 * scale:9.3f} {unit}   n {len(times)}"
    )


def timed(deed: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - begun)
    return taken


def bench_advance() -> None:
    from datetime import datetime

    scene = Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING))
    opened = advance(PLAYBOOK, Session(), Opened("live_call"), scene).session
    row(
        "advance(), a tap",
        timed(lambda: advance(PLAYBOOK, opened, Picked("start", opened.screen), scene), 5000),
        1e6,
        "µs",
    )
    typed = Typed("他说我要是今天不还就去我家找我爸妈，还说已经立案了，让我等着，" * 6)
    row("advance(), 200 characters typed", timed(lambda: advance(PLAYBOOK, opened, typed, scene), 2000), 1e6, "µs")


async def bench_desk(people: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"HOME": folder})
        async with open_house(settings, lambda: NOW) as house:
            desk = Desk(house)
            number = 0
            taken = []
            for turn in range(rounds):
                words = ("正在通话", "开始", "他说了", "返回")[turn % 4]
                batch = []
                for person in range(people):
                    number += 1
                    batch.append(Arrival((number,), person, Said(words)))
                begun = time.perf_counter()
                await desk.take(batch)
                taken.append(time.perf_counter() - begun)
            row(f"desk, a batch of {people}, one COMMIT", taken)


async def bench_whole_bot(people: int, rounds: int) -> None:
    """Updates a second over HTTP with full durability: each is answered before the next of the same person."""
    with tempfile.TemporaryDirectory() as home:
        async with FakeTelegram() as fake:
            begun = time.perf_counter()
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, "HOME": home, "WENZHU_TOKEN": fake.token, "WENZHU_API": fake.url, "WENZHU_PACE": "off"},
            )  # fmt: skip
            first = fake.user(1)
            first.says("/start")
            await first.hears(2, timeout=30)
            print(f"{'start of the process to the first bubble':<44} {time.perf_counter() - begun:9.3f} s")
            crowd = [fake.user(number) for number in range(10, 10 + people)]
            begun = time.perf_counter()

            async def talk(number: int) -> None:
                person = crowd[number]
                for turn in range(rounds):
                    person.says(("正在通话", "开始", "他说了", "返回")[turn % 4])
                    await person.hears(1, timeout=120)

            await asyncio.gather(*(talk(number) for number in range(people)))
            taken = time.perf_counter() - begun
            print(
                f"{f'whole bot over HTTP, {people} people':<44} {people * rounds / taken:9.1f} updates a second, each answered"
            )
            memory = int(next(
                line.split()[1]
                for line in Path(f"/proc/{bot.pid}/status").read_text("utf-8").splitlines()
                if line.startswith("VmRSS")
            ))  # fmt: skip
            print(f"{'memory of the bot then':<44} {memory / 1024:9.1f} MB")
            bot.terminate()
            await bot.wait()


async def bench_terminal() -> None:
    taken = []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as home:
            begun = time.perf_counter()
            chat = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "chat", "--plain", cwd=ROOT, env={**os.environ, "HOME": home},
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            assert chat.stdout
            await chat.stdout.readline()
            taken.append(time.perf_counter() - begun)
            await chat.communicate(b"")
    row("start of the terminal to the first bubble", taken)


async def main() -> None:
    bench_advance()
    await bench_desk(1, 300)
    await bench_desk(100, 40)
    await bench_terminal()
    await bench_whole_bot(people=20, rounds=20)
    print(f"{'memory of this bench':<44} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.1f} MB")


if __name__ == "__main__":
    asyncio.run(main())

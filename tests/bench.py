"""How fast: `make bench`. Machines are noisy, so medians and ratios of one run are what counts."""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import aiosqlite
from bench_care import care_rows
from bench_pictures import picture_rows
from bench_reading import reading_rows
from bench_reminders import reminder_rows
from bench_screenshots import screenshot_rows
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fake_telegram import FakeTelegram, Fault

from bot import secrets
from bot.desk import Arrival, Desk
from bot.hearing import Said
from bot.house import open_house
from bot.settings import read_settings
from conversations.engine import advance
from conversations.events import Forwarded, Opened, Picked, Typed
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
    message = Forwarded(
        ("【某某金融】您的借款已逾期12天，欠款3200元，请于11月28日前还清，否则联系您的家人和单位。" * 5)[:200]
    )
    row("advance(), a tap", timed(lambda: advance(PLAYBOOK, opened, tap, scene), 5000), 1e6, "µs")
    row("advance(), 200 characters typed", timed(lambda: advance(PLAYBOOK, opened, typed, scene), 2000), 1e6, "µs")
    row("advance(), 200 characters forwarded", timed(lambda: advance(PLAYBOOK, opened, message, scene), 200), 1e3, "ms")


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


class NoCipher:
    """Seals nothing: what sealing costs is the difference."""

    def __init__(self, key: bytes) -> None:
        pass

    def encrypt(self, nonce: bytes, value: bytes, bound_to: bytes) -> bytes:
        return value

    decrypt = encrypt


def use(cipher: Any) -> None:
    """Seal with this cipher from now on."""
    vars(secrets)["AESGCM"] = cipher


@asynccontextmanager
async def a_desk(cipher: Any) -> AsyncIterator[Callable[[list[Arrival]], Awaitable[float]]]:
    """A desk of its own with a cipher; gives the processor time that a batch takes, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        use(cipher)
        async with open_house(read_settings({"HOME": folder}), lambda: NOW) as house:
            use(AESGCM)

            async def take(batch: list[Arrival]) -> float:
                use(cipher)
                begun = time.process_time()
                await Desk(house).take(batch)
                taken = time.process_time() - begun
                use(AESGCM)
                return taken

            yield take


async def bench_sealing(people: int, rounds: int) -> None:
    """The same batches with and without sealing, by turns: the difference of processor time, per update."""
    more, plain = [], []
    async with a_desk(AESGCM) as sealing, a_desk(NoCipher) as not_sealing:
        for turn in range(rounds):
            said = Said(SAYINGS[turn % 4])
            batch = [Arrival((turn * people + person,), person, said) for person in range(people)]
            without = await not_sealing(batch)
            more.append((await sealing(batch) - without) / people)
            plain.append(without / people)
    row(f"sealing, processor time an update, batch of {people}", more, 1e6, "µs")
    row("  the same without sealing", plain, 1e6, "µs")


LINES = "借呗 一万二 逾期40天\n信用卡1.8万 逾期60天\n甲平台6500 传票来了\n乙平台3900\n丙平台八千 我姐担保的\n丁平台1万"
CHANGES = ("删掉这笔", "撤回", "看全部", "改一笔", "① 借呗")
"""A round of a desk step each: the first two write the ledger, the others read it."""

DEALING = ("没谈成", "先跳过", "一周后")
"""A round in which the last step keeps how a talk ended, and its reminders."""

TALKS = 24
"""As many talks with one lender as two years bring, one a month."""


async def bench_ledger(others: int, rounds: int) -> None:
    """A desk step that changes a ledger of six debts, against one of somebody who has none, beside so many rows of
    other people's ledgers."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(read_settings({"HOME": folder}), lambda: NOW) as house:
            await house.store.tx(lambda db: strangers(db, others))
            desk, update = Desk(house), iter(range(10**9))

            async def step(person: int, text: str) -> float:
                begun = time.perf_counter()
                await desk.take([Arrival((next(update),), person, Said(text))])
                return time.perf_counter() - begun

            for text in ("欠款", "先写欠款", LINES, "看全部", "改一笔", "① 借呗"):
                await step(1, text)
            for text in ("/mydata", "可以，记着", "欠款", "先写欠款", "乙平台3900"):
                await step(3, text)
            for text in ("先管哪笔", "我直接说数", "300", "留出来了", "我的进度", "看一笔"):
                await step(3, text)
            changing, dealing, without = [], [], []
            for turn in range(rounds):
                for text in CHANGES:
                    taken = await step(1, text)
                    changing += [taken] if text in CHANGES[:2] else []
                    without.append(await step(2, SAYINGS[turn % 4]))
                for text in DEALING if turn < TALKS else ():
                    taken = await step(3, text)
                    dealing += [taken] if text == DEALING[-1] else []
    row(f"desk step that changes a ledger, {others} rows", changing, 1e3, "ms")
    row("  one that keeps how a talk ended", dealing, 1e3, "ms")
    row("  a step of who has none", without, 1e3, "ms")
    for name, steps in (("of a ledger", changing), ("of a talk", dealing)):
        told(f"  ratio of the medians, {name}", f"{statistics.median(steps) / statistics.median(without):9.2f}")


async def strangers(db: aiosqlite.Connection, rows: int) -> None:
    """Ledgers of other people: twenty entries each, sealed by nobody."""
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
    await db.execute(
        f"""{counting} INSERT INTO person (id, lookup, key, chat, locale, session, seen, since)
        SELECT randomblob(16), randomblob(32), x'00', x'00', 'zh_Hans', x'00', ?, ? FROM n""",
        (rows // 20, NOW, NOW),
    )
    await db.execute(
        f"""{counting} INSERT INTO ledger (person, kind, entry, change, at, body)
        SELECT id, 'debt', i, i, ?, randomblob(200) FROM person, n""",
        (20, NOW),
    )


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


async def bench_files(count: int, size: int) -> None:
    """Somebody sends files, each of which takes a while to come, and others talk meanwhile, one after the other."""
    with tempfile.TemporaryDirectory() as home:
        async with FakeTelegram() as fake:
            fake.faults = lambda method, params: Fault.delay(0.3) if method == "download" else None
            bot = await program(
                "run", home=home, WENZHU_TOKEN=fake.token, WENZHU_API=fake.url, WENZHU_PACE="off"
            )  # fmt: skip
            person, others = fake.user(1), itertools.count(100)

            async def answers(until: Callable[[], bool]) -> list[float]:
                taken: list[float] = []
                while not until() or len(taken) < 100:
                    number = next(others)
                    other = fake.user(number // 4)
                    begun = time.perf_counter()
                    other.says(SAYINGS[number % 4])
                    await other.hears(1, timeout=30)
                    taken.append(time.perf_counter() - begun)
                return taken

            await answers(lambda: True)
            row("an answer, nothing else to do", await answers(lambda: True), 1e3, "ms")
            person.sends_album([os.urandom(size) for _ in range(count)])
            begun, sent = time.perf_counter(), len(fake.journal)
            meanwhile = await answers(lambda: len(person.bubbles) > 2)
            row(f"an answer, while {count} files of {size >> 10} KB come", meanwhile, 1e3, "ms")
            there = [call.at for call in fake.journal[sent:] if call.params.get("chat_id") == 1]
            told("all of them kept, and told", f"{there[-1] - begun:9.3f} s")
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
    for name, figure in (*reading_rows(), *care_rows()):
        told(name, figure)
    async for name, figure in picture_rows():
        told(name, figure)
    await bench_desk(1, 300)
    await bench_desk(100, 40)
    for people, rounds in ((1, 1000), (10, 200), (100, 40)):
        await bench_sealing(people, rounds)
    for others in (200, 1_000_000):
        await bench_ledger(others, 60)
    await bench_terminal()
    await bench_whole_bot(people=20, rounds=20)
    await bench_files(30, 500 << 10)
    async for name, figure in reminder_rows():
        told(name, figure)
    async for name, figure in screenshot_rows(program, memory):
        told(name, figure)


if __name__ == "__main__":
    asyncio.run(main())

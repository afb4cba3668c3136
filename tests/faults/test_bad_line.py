"""More than a quarter of all messages go wrong: nearly all arrive, the rest is told of, and every repeat says so."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import at
from fake_telegram import FakeTelegram, Fault
from history import House, Verdict, judge_all
from lives import environment

from bot.serving import serve
from bot.settings import read_settings

SEED = 7
LATE = 0.4
SHARES = (
    (0.10, Fault.accept_then_drop()),
    (0.04, Fault.drop()),
    (0.05, Fault.flood(1)),
    (0.04, Fault.accept_then_502()),
    (0.03, Fault.refuse_502()),
    (0.02, Fault.accept_then_late(LATE)),
)
"""28 of 100, whoever the message is for."""


class BadLine:
    """Decides by person and number of the message, so that a run can be repeated."""

    def __init__(self) -> None:
        self.good = False
        self.faults = Counter[str]()
        self.sends = 0
        self._numbers = Counter[int]()

    def __call__(self, method: str, params: dict[str, Any]) -> Fault | None:
        if method != "sendMessage" or self.good:
            return None
        chat = params["chat_id"]
        self.sends += 1
        self._numbers[chat] += 1
        drawn = Random(f"{SEED} {chat} {self._numbers[chat]}").random()
        for share, fault in SHARES:
            if drawn < share:
                self.faults[fault.name] += 1
                return fault
            drawn -= share
        return None


async def talk_over_a_bad_line(folder: Path, people: int, visits: int) -> tuple[Verdict, BadLine]:
    """Everybody comes so many times, and once more when the line is good again."""
    line = BadLine()
    async with FakeTelegram() as fake:
        fake.faults = line
        settings = read_settings(environment(fake, folder))
        running = asyncio.create_task(serve(settings))
        for _ in range(visits):
            for person in range(1, people + 1):
                fake.user(person).says("/help")
        await fake.settle(quiet=2.2, timeout=600)
        line.good = True
        for person in range(1, people + 1):
            fake.user(person).says("/help")
        await fake.settle()
        assert not running.done()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        verdict = judge_all(fake, House(settings, at("2026-11-25T14:00")), line.faults.total())
    print(f"{line.sends} sends, {line.faults.total()} faulted, {verdict}")
    return verdict, line


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.SLOWEST_ANSWER", LATE / 2)


def check(verdict: Verdict, line: BadLine) -> None:
    assert not verdict.faults
    assert line.faults.total() > 0.22 * line.sends
    assert verdict.tally.failed <= 0.01 * verdict.tally.letters
    assert verdict.tally.repeated > 0


async def test_a_bad_line(tmp_path: Path) -> None:
    check(*await talk_over_a_bad_line(tmp_path, people=12, visits=5))


@pytest.mark.soak
async def test_a_thousand_letters_over_a_bad_line(tmp_path: Path) -> None:
    check(*await talk_over_a_bad_line(tmp_path, people=100, visits=9))

"""A thousand days of reminders: however often the bot stops, its people block it or its clock is wrong, every reminder
rings once, never in the quiet hours by the bot's own choice, and its first line tells nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import aiosqlite
import pytest
from conftest import at

from bot.clock import Clock, next_due
from bot.desk import Arrival, Blocked, Desk, House
from bot.hearing import Said
from bot.house import open_house
from bot.letters import Letter
from bot.people import DAY, local
from bot.post import Outcome, Post, Sent
from bot.reminders import remind_by
from bot.settings import Settings
from bot.terminal import Hands
from bot.wording import wording
from conversations.effects import RemindBy
from conversations.hours import Hours
from conversations.ladder import rungs
from conversations.money.schedule import schedule

DAYS, PEOPLE = 1000, 6
HOUR = 3600
IN_TIME, AFTER_A_START = 5, 60
"""Seconds within which a reminder rings: while the bot runs, and after it was started."""

ELSEWHERE = {3: ("纽约", "America/New_York"), 4: ("英国", "Europe/London")}
"""Who lives by a clock that is put forward and back."""

SET_UP = (
    *("下一步会怎样", "9月1号", "我借的", "可以", "每周联系一次", "好", "少惊动家里", "固定时段接", "中午"),
    *("想谈还款", "约个时间打", "明早"),
)
SAYS = (
    *("晚点", "做完了", "接完了", "联系过了", "明天再说", "改时间", "明天下午3点", "今晚11点", "就这时", "早上 10 点"),
    *("我的提醒", "看每一个", "1", "一小时后", "晚上 8 点", "换个时间", "早一天", "接着", "我的进度", "接着提醒"),
)

WATCH = (
    """CREATE TABLE IF NOT EXISTS ring (
        reminder INTEGER, due INTEGER, named INTEGER, at INTEGER, person BLOB, knock INTEGER)""",
    """CREATE TRIGGER IF NOT EXISTS ringing AFTER UPDATE OF state ON reminder
        WHEN OLD.state = 'armed' AND NEW.state = 'rang'
        BEGIN INSERT INTO ring VALUES (NEW.id, OLD.due, NEW.named, NEW.rang, NEW.person, NEW.knock); END""",
)
"""The database itself writes down what rings: a row each time that a reminder goes from waiting to rung."""


@dataclass
class World:
    """The bot, its people, and a clock that is moved by hand. `knocks` are the letters that were written while nobody
    had said anything; `begun` the times at which the bot was started; `told` what time Telegram says that it is."""

    hands: Hands
    chance: random.Random
    update: int = 0
    begun: list[int] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    knocks: list[str] = field(default_factory=list)
    told: int | None = None

    async def says(self, house: House, who: int, lines: Iterable[str]) -> None:
        for line in lines:
            self.update += 1
            await Desk(house).take([Arrival((self.update,), who, Said(line))])
        await self.post(house)

    async def blocks(self, house: House, who: int) -> None:
        self.update += 1
        await Desk(house).take([Arrival((self.update,), who, Blocked())])

    async def post(self, house: House) -> int:
        """Send what waits; gives the number of letters."""
        before = len(self.sent)

        async def deliver(chat: int, letter: Letter) -> Outcome:
            self.sent.append(letter.text)
            return Sent(0)

        await Post(house, deliver).send_waiting()
        return len(self.sent) - before

    async def tick(self, house: House, clock: Clock) -> None:
        """One look at the clock; then, now and then, at one that is wrong: set back, in 1970, or, where Telegram says
        what time it is, ahead."""
        await clock.tick()
        count = await self.post(house)
        self.knocks += self.sent[len(self.sent) - count :]
        if self.chance.random() < 0.05:
            now = self.hands()
            self.hands.set(self.chance.choice((now - 2 * HOUR, 0, *((now + 9 * HOUR,) if self.told else ()))))
            await clock.tick()
            assert await self.post(house) == 0, "it rang by a clock that is wrong"
            self.hands.set(now)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2))
async def test_a_thousand_days(settings: Settings, seed: int) -> None:
    world = World(Hands(at("2026-11-25T10:00")), random.Random(seed))
    async with open_house(settings, world.hands) as house:
        await house.store.tx(watch)
        for who in range(1, PEOPLE + 1):
            await settle_in(world, house, who)
    end = world.hands() + DAYS * DAY
    while world.hands() < end:
        async with open_house(settings, world.hands) as house:
            world.begun.append(world.hands())
            await run(world, house, world.hands() + world.chance.randrange(HOUR, 5 * DAY))
        world.hands.set(world.hands() + world.chance.choice((0, 5, 60, HOUR, 9 * HOUR, 2 * DAY)))
    async with open_house(settings, world.hands) as house:
        judge(world, house, await house.store.tx(everything_rung))


async def settle_in(world: World, house: House, who: int) -> None:
    """Somebody with habits, a call to make and two years of instalments on the 31st; some live elsewhere."""
    await world.says(house, who, ("/start", *SET_UP))
    if who in ELSEWHERE:
        await world.says(house, who, ("我的提醒", "什么时候别打扰", "我在别处", ELSEWHERE[who][0], "好", "知道了"))

    async def body(db: aiosqlite.Connection) -> None:
        (person,) = [
            row[0]
            for row in await db.execute_fetchall("SELECT id FROM person WHERE lookup = ?", (house.keys.lookup(who),))
        ]
        now = local(world.hands(), zone_of(house, who))
        days = {f"7.{each.number}": each.due for each in schedule(2400_00, 24, date(2026, 12, 31))}
        ladder = tuple(rung for about, last in days.items() for rung in rungs(about, last, now, Hours()))
        await remind_by(db, person, RemindBy("due", lambda notes, scene: days, ladder))

    await house.store.tx(body)


async def run(world: World, house: House, until: int) -> None:
    """The bot is on: it rings when something is due, at times a little late; people answer, block it and return."""
    clock = Clock(house, told=lambda: world.told)
    tells = world.chance.random() < 0.5
    talks = world.hands() + world.chance.randrange(HOUR)
    while world.hands() < until:
        world.told = world.hands() if tells else None
        await world.tick(house, clock)
        if world.hands() >= talks:
            who = world.chance.randrange(1, PEOPLE + 1)
            if world.chance.random() < 0.01:
                await world.blocks(house, who)
            again = world.chance.random() < 0.1
            await world.says(house, who, ("/start", *SET_UP) if again else world.chance.choices(SAYS, k=3))
            talks = world.hands() + world.chance.randrange(1, 9 * HOUR)
        due = await house.store.tx(next_due)
        soon = min(talks, until, due if due is not None else until)
        world.hands.set(max(world.hands(), soon) + world.chance.choice((0, 0, 1, IN_TIME - 1)))


def judge(world: World, house: House, rung: list[tuple[int, int, int, int, bytes, int | None]]) -> None:
    zones = {house.keys.lookup(who): zone_of(house, who) for who in range(1, PEOPLE + 1)}
    assert len(rung) > DAYS
    assert len({(reminder, due) for reminder, due, *_ in rung}) == len(rung), "a reminder rang twice"
    knocked = {(lookup, knock) for *_, lookup, knock in rung if knock is not None}
    assert len(knocked) == len(world.knocks), "a knock was written twice, or never"
    for _, due, named, when, lookup, _ in rung:
        started = max((begun for begun in world.begun if begun <= when), default=0)
        assert due <= when <= max(due + IN_TIME, started + AFTER_A_START), "early or late"
        here = local(when, zones[lookup])
        wanted = named and Hours().quiet_at(local(due, zones[lookup]))
        assert wanted or not Hours().quiet_at(here), f"in the quiet hours: {here}"
    first = {text.partition("\n")[0] for text in world.knocks}
    assert len(first) > PEOPLE
    assert not [line for line in first for word in wording().lock_screen if word in line]


async def watch(db: aiosqlite.Connection) -> None:
    for statement in WATCH:
        await db.execute(statement)


async def everything_rung(db: aiosqlite.Connection) -> list[tuple[int, int, int, int, bytes, int | None]]:
    rows = await db.execute_fetchall(
        "SELECT reminder, due, named, ring.at, lookup, knock FROM ring JOIN person ON person.id = ring.person"
    )
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows]


def zone_of(house: House, who: int) -> ZoneInfo:
    return ZoneInfo(ELSEWHERE[who][1]) if who in ELSEWHERE else house.settings.zone

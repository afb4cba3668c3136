"""A full disk: nothing that was acknowledged is lost, who leaves or cannot go on is served, the others wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import aiosqlite
import pytest

from bot.clock import Clock
from bot.desk import Arrival, Desk, House, NoRoom
from bot.hearing import Said
from bot.post import Outcome, Post, Sent
from bot.reserve import Reserve
from bot.store import Store, one

T = TypeVar("T")
ROOM = 2000
"""Pages of 4 KiB: about what the reserve takes up."""


class SmallDisk(Store):
    """A store on a disk that the database and the reserve fill together. The error is SQLite's own."""

    def __init__(self, store: Store, reserve: Reserve) -> None:
        super().__init__(store._db, store._file_lock, store.keys)
        self.reserve = reserve
        self.pages = 0

    async def _run(self, body: Callable[[aiosqlite.Connection], Awaitable[T]]) -> T:
        if self.pages:
            room = self.pages if self.reserve.file.exists() else self.pages + ROOM
            await self._db.execute(f"PRAGMA max_page_count={room}")
        return await super()._run(body)

    async def fill(self) -> None:
        """From now on, there is no room but the reserve's."""
        (self.pages,) = await one(self._db, "PRAGMA page_count")

    async def make_room(self) -> None:
        self.pages += ROOM


@pytest.fixture
def small(house: House) -> House:
    return replace(house, store=SmallDisk(house.store, house.reserve))


async def heard(house: House) -> list[tuple[int, str]]:
    """What goes out now: to whom, and which words."""
    sent: list[tuple[int, str]] = []

    async def deliver(chat: int, letter: object) -> Outcome:
        sent.append((chat, letter.text))  # type: ignore[attr-defined]  # a Letter
        return Sent(0)

    await Post(house, deliver).send_waiting()
    return sent


async def test_who_leaves_or_cannot_go_on_is_served_on_a_full_disk_and_the_others_afterwards(small: House) -> None:
    assert isinstance(small.store, SmallDisk)
    desk = Desk(small)
    people = range(1, 41)
    await desk.take([Arrival((person,), person, Said("正在通话")) for person in people])
    await heard(small)
    await small.store.fill()
    crowd = [Arrival((100 + person,), person, Said("他说要起诉我" * 20)) for person in people if person > 2]
    urgent = [Arrival((200,), 1, Said("删除")), Arrival((201,), 2, Said("不想活了"))]
    with pytest.raises(NoRoom):
        await desk.take([*crowd, *urgent])
    assert not small.reserve.file.exists()
    served = await heard(small)
    assert {chat for chat, _ in served} == {1, 2}
    assert any("你是不是有想结束生命的念头" in text for _, text in served)
    with pytest.raises(NoRoom):
        await desk.take(crowd)
    assert await heard(small) == [], "the reserve is for those two"
    await desk.take([Arrival((300,), 1, Said("全部删除"))])
    await desk.take([Arrival((301,), 1, Said("确定，全部删除"))])
    assert any("删好了" in text for _, text in await heard(small))
    await small.store.make_room()
    await Clock(small).tick()
    assert small.reserve.file.exists(), "there is room again, so it is kept again"
    await desk.take([*crowd, *urgent])
    answered = {chat for chat, _ in await heard(small)}
    assert answered >= set(people) - {1, 2}

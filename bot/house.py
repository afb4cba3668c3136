"""Putting the house together: keys, store, words, playbook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.desk import House
from bot.repeated import Repeated
from bot.reserve import Reserve
from bot.rotation import current_key
from bot.settings import Settings
from bot.store import Store
from bot.words import Words
from conversations.flow import Playbook
from conversations.flows import PLAYBOOK
from conversations.reading.reader import get_ready


@asynccontextmanager
async def open_house(settings: Settings, now: Callable[[], int]) -> AsyncIterator[House]:
    """Open everything that a front end works with, and close it whatever happens. `now` gives UTC seconds."""
    store = await Store.open(settings.database, lambda: current_key(settings))
    try:
        await store.drop_strays(settings.files)
        reserve = Reserve(settings.data)
        await asyncio.to_thread(reserve.hold)
        await asyncio.to_thread(get_ready)
        words = Words()
        yield House(settings, grounded(words), words, store.keys, store, now, reserve, Repeated())
    finally:
        await store.close()


def grounded(words: Words) -> Playbook:
    """The playbook, with the facts that its sentences rest on."""
    return replace(PLAYBOOK, grounds=words.grounds)

"""Running on Telegram: the loops together, until a signal or a reason to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Callable

from bot import log
from bot.client import Client
from bot.clock import Clock
from bot.desk import Desk
from bot.downloads import Downloads
from bot.errands import Errands
from bot.fetching import Fetching
from bot.house import open_house
from bot.intake import Intake
from bot.ocr.reader import Reader
from bot.outage import Outage
from bot.polling import Polling
from bot.post import Post
from bot.settings import Settings
from bot.telegram import Front
from bot.trust import Told
from bot.watch import watch
from bot.webhook import Knocking

LAST_RESORT = 4.5
"""Seconds after a signal at which the process ends come what may."""


def now_in_seconds() -> int:
    """The time, as UTC seconds."""
    return int(time.time())


async def serve(settings: Settings, now: Callable[[], int] = now_in_seconds) -> None:
    """Run until SIGTERM or SIGINT. Raises Stop where going on makes no sense."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop, stopping)
    async with open_house(settings, now) as house:
        desk = Desk(house)
        told = Told()
        front = Front(house, Client(settings, told))
        post = Post(house, front.deliver)
        clock = Clock(house, post.wake, told)
        downloads = Downloads(settings, front.bot)
        reader = Reader()
        fetching = Fetching(house, downloads.pieces, reader.read_picture, post.wake, front.show)
        errands = Errands(house, {"unsay": front.unsay, "fetch": fetching.fetch})

        def changed() -> None:
            post.wake()
            clock.wake()
            errands.wake()

        desk.changed = changed
        intake, outage = Intake(desk, front), Outage(house, post.wake)
        knocked_at = settings.webhook if settings.knocked_at else None
        inbox = Knocking(front, intake, outage, knocked_at) if knocked_at else Polling(front, intake, outage)

        async def work() -> None:
            await front.greet()
            log.info("running")
            async with asyncio.TaskGroup() as group:
                for loop in (post, clock, errands):
                    group.create_task(loop.run())
                for coroutine in (intake.finish_texts(), watch(front.faults), inbox.listen()):
                    group.create_task(coroutine)

        working = asyncio.create_task(work())
        waiting = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            working.cancel()
            (outcome,) = await asyncio.gather(working, return_exceptions=True)
            await reader.close()
            await downloads.close()
            await front.close()
    if not stopping.is_set() and isinstance(outcome, BaseException):
        raise first_cause(outcome)


def stop(stopping: asyncio.Event) -> None:
    """End in order. A second signal changes nothing: what has begun is finished, or cut off by the last resort."""
    if not stopping.is_set():
        guard = threading.Timer(LAST_RESORT, os._exit, (0,))
        guard.daemon = True
        guard.start()
    stopping.set()


def first_cause(fault: BaseException) -> BaseException:
    """The fault itself, out of the group in which the tasks ended."""
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    return fault

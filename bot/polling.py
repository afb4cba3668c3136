"""getUpdates → desk. Telegram is the inbox: it may forget an update only after the COMMIT that holds what followed."""

from __future__ import annotations

import asyncio
import time
import warnings
from collections.abc import Sequence
from typing import Any

from telegram.error import Conflict, TelegramError

from bot import log
from bot.client import NotTelegrams, is_refusal
from bot.intake import Intake, update_id
from bot.outage import Outage
from bot.store import event_of
from bot.telegram import LONGEST_WAIT, WANTED, Front, Stop, host_of

POLL = 50
"""Seconds that Telegram may hold a poll open."""

SLACK = 15
FIRST_WAIT = 1.0
RECONNECT_AFTER = 90.0
"""Seconds without a good poll after which the connection is made anew: one that hangs half open never fails."""


class Polling:
    """Polls, hands over, confirms; for ever."""

    def __init__(self, front: Front, intake: Intake, outage: Outage) -> None:
        self.front = front
        self.intake = intake
        self.outage = outage
        self._conflicts: list[float] = []
        self._renewed = 0.0
        self._failing = False

    async def listen(self) -> None:
        """Raises Stop where going on makes no sense."""
        offset: int | None = None  # the first poll names none: it gives what was not confirmed before
        wait = FIRST_WAIT
        while True:
            try:
                batch = await self.poll(offset)
                await self.outage.heard()
                await self.intake.take(batch)
                offset = after(batch, offset)
                wait = FIRST_WAIT
            except Stop:
                raise
            except Exception as fault:
                if is_refusal(fault):
                    raise Stop(77, "token_revoked") from None
                if isinstance(fault, Conflict) and not isinstance(fault.__cause__, NotTelegrams):
                    await self.conflict(fault)
                    await asyncio.sleep(wait)
                    continue
                self.front.faults.error(event_of(fault, "poll_failed"), fault)
                self._failing = True
                await self.mend()
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)

    async def poll(self, offset: int | None) -> Sequence[Any]:
        """Ask for updates, raw: one that cannot be read must not take the others with it."""
        asked: dict[str, Any] = {"timeout": POLL, "allowed_updates": list(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        silent = self.front.silent_for()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library would rather parse the whole batch
            async with asyncio.timeout(RECONNECT_AFTER - silent if silent < RECONNECT_AFTER else POLL + SLACK):
                batch = await self.front.bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=POLL + SLACK)
        if not isinstance(batch, list):
            raise TypeError("no list of updates")
        if self._failing:
            self._failing = False
            log.info("poll_recovered", seconds=round(silent))
        self.front.heard()
        return batch

    async def mend(self) -> None:
        """A connection that has been silent for long is made anew. Raises Stop where even that does not help."""
        self.front.not_deaf()
        now = time.monotonic()
        if self.front.silent_for() >= RECONNECT_AFTER and now - self._renewed >= RECONNECT_AFTER:
            self._renewed = now
            log.warn("reconnected", seconds=round(self.front.silent_for()))
            await self.front.bot.reconnect()

    async def conflict(self, fault: Conflict) -> None:
        """Somebody else polls with this token, or a webhook stands in the way."""
        if "webhook" in fault.message.lower():
            await self.take_down_webhook()
            return
        now = time.monotonic()
        self._conflicts = [*(at for at in self._conflicts if now - at < 60), now]
        log.warn("conflict", count=len(self._conflicts))
        if len(self._conflicts) >= 3:
            raise Stop(75, "conflict")

    async def take_down_webhook(self) -> None:
        """Our own goes, with everything kept that waits for it; of another the host is named."""
        bot, ours = self.front.bot, self.front.house.settings.webhook
        try:
            url = (await bot.get_webhook_info()).url
            if url and not (ours and ours.owns(url)):
                raise Stop(75, "webhook", host=host_of(url))
            await bot.delete_webhook(drop_pending_updates=False)
            log.info("webhook_removed")
        except TelegramError as fault:
            self.front.faults.error("poll_failed", fault)


def after(batch: Sequence[Any], offset: int | None) -> int | None:
    """What the next poll confirms: up to the last of the list, not the highest, since ids begin anew after a quiet
    week. Raises where that confirms nothing new: the same batch would come back at once."""
    ids = [number for raw in batch if (number := update_id(raw)) is not None]
    if not batch:
        return offset
    if not ids or ids[-1] + 1 == offset:
        raise ValueError("nothing of the batch can be confirmed")
    return ids[-1] + 1

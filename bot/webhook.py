"""Telegram knocks → desk. A request is answered with 200 only after the COMMIT that holds what followed from it."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any

from telegram import WebhookInfo
from telegram.error import BadRequest, TelegramError

from bot import log
from bot.client import is_refusal
from bot.door import Door, Doorkeeper
from bot.intake import Intake, update_id
from bot.outage import Outage
from bot.settings import Webhook
from bot.store import event_of
from bot.telegram import WANTED, Front, Stop, host_of

MOST_AT_ONCE = 40
"""Requests that Telegram may have open: one for each person, since it waits for the answer before the next."""

LOOK_EVERY = 60.0


class Knocking:
    """Has Telegram knock at our door, and gathers what comes while the batch before is committed."""

    def __init__(self, front: Front, intake: Intake, outage: Outage, place: Webhook) -> None:
        self.front = front
        self.intake = intake
        self.outage = outage
        self.place = place
        self.keeper = Doorkeeper(Door(place.path, place.secret, self.accept))
        self._waiting: list[tuple[Any, asyncio.Future[HTTPStatus]]] = []
        self._knocked = asyncio.Event()
        self._answered = 0

    async def listen(self) -> None:
        """For ever. Raises Stop where going on makes no sense."""
        try:
            await self.open_door()
            async with asyncio.TaskGroup() as group:
                group.create_task(self.gather())
                group.create_task(self.keep_watch())
        finally:
            await self.keeper.close()

    async def open_door(self) -> None:
        place = self.place
        try:
            await self.keeper.open(place.listen, place.port)
        except OSError as fault:
            raise Stop(75, "door_taken", listen=place.listen, port=place.port, fault=type(fault).__name__) from None

    # --- what comes in --------------------------------------------------------------------------------

    async def accept(self, body: bytes) -> HTTPStatus:
        """What one request is answered with. What is no JSON gets 200: Telegram would bring it again for a day."""
        try:
            update = json.loads(body)
        except (ValueError, RecursionError) as fault:
            log.error("update_unreadable", fault)
            return HTTPStatus.OK
        answer: asyncio.Future[HTTPStatus] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, answer))
        self._knocked.set()
        return await answer

    async def gather(self) -> None:
        """Take what has come, in the order of Telegram's ids, while more may be coming; for ever."""
        while True:
            await self._knocked.wait()
            self._knocked.clear()
            taken, self._waiting = self._waiting, []
            taken.sort(key=lambda each: update_id(each[0]) or 0)
            status = await self.take([update for update, _ in taken])
            for _, answer in taken:
                if not answer.done():  # the caller has gone otherwise
                    answer.set_result(status)

    async def take(self, batch: list[Any]) -> HTTPStatus:
        """Hand a batch over. What fails is brought again by Telegram, each update alone and ever later."""
        try:
            await self.outage.heard()
            await self.intake.take(batch)
        except Exception as fault:
            self.front.faults.error(event_of(fault, "batch_failed"), fault)
            return HTTPStatus.SERVICE_UNAVAILABLE
        self.front.heard()
        self._answered = self.front.house.now()
        return HTTPStatus.OK

    # --- whether it still comes -----------------------------------------------------------------------

    async def keep_watch(self) -> None:
        """Have Telegram knock here, and look now and then whether it does; for ever."""
        bot = self.front.bot
        info = await self.front.insist(bot.get_webhook_info, "look_failed", Stop(77, "token_refused"))
        await self.put_up(info.url)
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                info = await bot.get_webhook_info()
            except TelegramError as fault:
                if is_refusal(fault):
                    raise Stop(77, "token_revoked") from None
                self.front.faults.error("look_failed", fault)
                self.front.not_deaf()
            else:
                self.front.heard()
                await self.look_at(info)

    async def put_up(self, found: str) -> None:
        """Tell Telegram where to knock. Raises Stop where it knocks at somebody else's door, or refuses ours."""
        if found and not self.place.owns(found):
            raise Stop(75, "webhook", host=host_of(found))

        async def tell() -> bool:
            return await self.front.bot.set_webhook(
                self.place.url,
                secret_token=self.place.secret,
                allowed_updates=list(WANTED),
                max_connections=MOST_AT_ONCE,
            )

        try:
            await self.front.insist(tell, "webhook_failed", Stop(77, "token_revoked"))
        except BadRequest:
            raise Stop(78, "webhook_refused") from None
        self._answered = self.front.house.now()
        log.info("webhook_set")

    async def look_at(self, info: WebhookInfo) -> None:
        """What Telegram says of its knocking: all is well where nothing waits, or nothing failed since we answered."""
        failed = info.last_error_date.timestamp() if info.last_error_date else 0
        if info.url != self.place.url:
            log.warn("webhook_gone")
            await self.put_up(info.url)
        elif info.pending_update_count and failed > self._answered:
            self.front.faults.warn("knocks_fail", "webhook", count=info.pending_update_count)
        else:
            await self.outage.heard()

"""The library's client for Telegram, with connections of our own: what is no answer of Telegram's is told apart."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations as timedelta, which the library is moving to

import httpx
import telegram
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.settings import Settings
from bot.trust import Told


class NotTelegrams(TelegramError):
    """The answer is a page of something in between: a gateway, a hotel's login."""


class Line(HTTPXRequest):
    """The library's connections. What is no answer of Telegram's is told apart, and never logged."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise NotTelegrams("not JSON")
        return answer


class Client(telegram.Bot):
    """The library's client, with a connection of its own for polling, which can be made anew."""

    __slots__ = ("_poll_line",)

    def __init__(self, settings: Settings, told: Told) -> None:
        async def listen(answer: httpx.Response) -> None:
            if answer.headers.get("Content-Type", "").startswith("application/json"):  # no page of something in between
                told.hear(answer.headers.get("Date", ""))

        hooks = {"event_hooks": {"response": [listen]}}
        poll_line = Line(connection_pool_size=1, proxy=settings.proxy, httpx_kwargs=hooks)
        super().__init__(
            settings.token,
            base_url=f"{settings.api}/bot",
            base_file_url=f"{settings.api}/file/bot",
            request=Line(
                connection_pool_size=32,
                read_timeout=20,
                write_timeout=20,
                pool_timeout=5,
                proxy=settings.proxy,
                httpx_kwargs=hooks,
            ),
            get_updates_request=poll_line,
        )
        self._poll_line = poll_line

    async def reconnect(self) -> None:
        """Poll over a new connection from now on."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(5):
                await self._poll_line.shutdown()
        await self._poll_line.initialize()


def is_refusal(fault: BaseException) -> bool:
    """Whether Telegram itself no longer knows the token; a page of something in between says nothing of that kind."""
    causes = []
    cause: BaseException | None = fault
    while cause:
        causes.append(type(cause))
        cause = cause.__cause__
    return InvalidToken in causes and NotTelegrams not in causes

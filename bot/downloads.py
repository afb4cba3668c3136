"""Fetching files from Telegram: getFile, and then the bytes, from the same host as everything else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from urllib.parse import quote

import httpx
import telegram
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chunks import CHUNK
from bot.client import NotTelegrams
from bot.keeping import Away, CutOff, NotThere, TooBig
from bot.settings import Settings
from bot.telegram import UNSENT, seconds_of

MOST_AT_ONCE = 8
"""Downloads at the same time, over connections of their own: no answer waits behind a file."""

SLOWEST = 20.0
"""Seconds without a byte after which a download has failed."""


class Downloads:
    """Gives the bytes of files by their ids."""

    def __init__(self, settings: Settings, bot: telegram.Bot) -> None:
        self._bot = bot
        self._folder = f"{settings.api}/file/bot{settings.token}"
        self._client = httpx.AsyncClient(
            proxy=settings.proxy,
            timeout=httpx.Timeout(SLOWEST, pool=None),
            limits=httpx.Limits(max_connections=MOST_AT_ONCE),
            headers={"Accept-Encoding": "identity"},
        )

    async def pieces(self, file: str) -> AsyncGenerator[bytes, None]:
        """The bytes of a file, as they come. Raises NotThere, TooBig, CutOff, Away."""
        path, size = await self._find(file)
        arrived = 0
        try:
            async with self._client.stream("GET", f"{self._folder}/{quote(path)}") as response:
                if response.status_code != httpx.codes.OK:
                    raise CutOff  # the way to a file expires, and is asked for anew
                async for piece in response.aiter_raw(CHUNK):
                    arrived += len(piece)
                    yield piece
        except UNSENT:
            raise Away from None
        except httpx.HTTPError:
            raise CutOff from None
        if size and arrived != size:
            raise CutOff

    async def _find(self, file: str) -> tuple[str, int]:
        """Where a file lies, for about an hour, and how many bytes it has; 0 where nobody says."""
        try:
            found = await self._bot.get_file(file)
        except RetryAfter as fault:
            raise Away(seconds_of(fault)) from None
        except TelegramError as fault:
            raise meant(fault) from None
        if not found.file_path:
            raise NotThere
        return found.file_path.removeprefix(f"{self._bot.base_file_url}/"), found.file_size or 0

    async def close(self) -> None:
        await self._client.aclose()


def meant(fault: TelegramError) -> Exception:
    """What a failed getFile means. The library takes a BadRequest for a kind of NetworkError."""
    match fault:
        case _ if isinstance(fault.__cause__, (NotTelegrams, *UNSENT)):
            return Away()
        case BadRequest() if "too big" in fault.message.lower():
            return TooBig()
        case InvalidToken():
            return Away()
        case NetworkError() if not isinstance(fault, BadRequest):
            return CutOff()
        case _:
            return NotThere()

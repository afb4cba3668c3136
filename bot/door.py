"""An HTTP door for one caller: POST to one path with one secret. h11 reads the protocol, and is here anyway."""

from __future__ import annotations

import asyncio
import hmac
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import h11

LARGEST_BODY = 1024 * 1024
LARGEST_HEAD = 16 * 1024
SLOWEST_REQUEST = 20.0
"""Seconds within which a request has to be here as a whole."""

LONGEST_IDLE = 75.0
MOST_CALLERS = 200
SECRET = b"x-telegram-bot-api-secret-token"


@dataclass(frozen=True, slots=True)
class Door:
    """`take` is given each body that was let in, and gives the status to answer with."""

    path: str
    secret: str
    take: Callable[[bytes], Awaitable[HTTPStatus]]

    def refusal(self, request: h11.Request) -> HTTPStatus | None:
        """Why a request is not let in; None where it is. By its head alone: nothing is read for strangers."""
        headers = dict(request.headers)
        if request.target != self.path.encode():
            return HTTPStatus.NOT_FOUND
        if request.method != b"POST":
            return HTTPStatus.METHOD_NOT_ALLOWED
        if not hmac.compare_digest(headers.get(SECRET, b""), self.secret.encode()):
            return HTTPStatus.FORBIDDEN
        length = headers.get(b"content-length", b"0")
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(length) > LARGEST_BODY else None


class Caller:
    """One connection: requests one after the other, until either side has had enough."""

    def __init__(self, door: Door, reader: StreamReader, writer: StreamWriter) -> None:
        self._door = door
        self._reader = reader
        self._writer = writer
        self._talk = h11.Connection(h11.SERVER, max_incomplete_event_size=LARGEST_HEAD)

    async def serve(self) -> None:
        try:
            while await self._serve_one():
                self._talk.start_next_cycle()
        except h11.RemoteProtocolError:
            if self._talk.our_state in (h11.IDLE, h11.SEND_RESPONSE):
                await self._answer(HTTPStatus.BAD_REQUEST)
        except (OSError, TimeoutError):
            pass  # the caller has gone, or is too slow to wait for
        finally:
            self._writer.close()

    async def _serve_one(self) -> bool:
        """Answer one request; False where it was the last."""
        async with asyncio.timeout(LONGEST_IDLE):
            request = await self._next()
        if not isinstance(request, h11.Request):
            return False
        if refusal := self._door.refusal(request):
            await self._answer(refusal)
            return False
        async with asyncio.timeout(SLOWEST_REQUEST):
            body = await self._body()
        if body is None:
            await self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return False
        await self._answer(await self._door.take(body))
        return self._talk.our_state is h11.DONE and self._talk.their_state is h11.DONE

    async def _body(self) -> bytes | None:
        """The whole body, or None as soon as it is too large."""
        body = bytearray()
        while not isinstance(event := await self._next(), h11.EndOfMessage):
            if not isinstance(event, h11.Data):
                raise ConnectionResetError
            body += event.data
            if len(body) > LARGEST_BODY:
                return None
        return bytes(body)

    async def _next(self) -> object:
        """The next event of the protocol."""
        while (event := self._talk.next_event()) is h11.NEED_DATA:
            self._talk.receive_data(await self._reader.read(65536))
        return event

    async def _answer(self, status: HTTPStatus) -> None:
        headers = [("Content-Length", "0")]
        if status >= HTTPStatus.BAD_REQUEST and self._talk.their_state is not h11.DONE:
            headers.append(("Connection", "close"))  # what is left of the request is not read
        response = h11.Response(status_code=status, headers=headers, reason=status.phrase)
        for event in (response, h11.EndOfMessage()):
            self._writer.write(self._talk.send(event) or b"")
        await self._writer.drain()


class Doorkeeper:
    """Holds the socket, and knows who stands at the door."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._callers: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> None:
        """Listen from now on. Raises OSError where that is not possible."""
        opening = asyncio.create_task(asyncio.start_server(self._called, host, port))
        try:
            await asyncio.shield(opening)
        finally:  # cancelled or not, a socket that was opened is one that can be closed
            await asyncio.wait((opening,))
            self._server = None if opening.exception() else opening.result()

    async def close(self) -> None:
        """Nobody new; who is still waiting for an answer goes without."""
        if self._server:
            self._server.close()
        for caller in self._callers:
            caller.cancel()
        await asyncio.gather(*self._callers, return_exceptions=True)

    def _called(self, reader: StreamReader, writer: StreamWriter) -> None:
        if len(self._callers) >= MOST_CALLERS:
            writer.close()
            return
        caller = asyncio.create_task(Caller(self._door, reader, writer).serve())
        self._callers.add(caller)
        caller.add_done_callback(self._callers.discard)

"""Has pictures read by a worker process, one at a time. This process opens none of them, and writes none down."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import DEVNULL, PIPE, Process
from importlib.util import find_spec

from bot import log
from bot.ocr import pipe
from bot.ocr.header import fault
from conversations.pictures import Read, Refusal, Refused

LONGEST = 120.0
"""Seconds that a picture may take."""
RENEWED_AFTER = 50
"""Pictures after which the worker is ended: its memory only grows."""
IDLE = 60.0
"""Seconds without a picture after which it is ended: it holds more memory than everything else here."""

WORKER: tuple[str, ...] = ("-m", "bot.ocr.worker")
"""What Python runs as the worker."""

IT_IS_HERE = all(find_spec(name) for name in ("rapidocr", "onnxruntime"))
"""Whether the libraries are installed."""


class Reader:
    """The worker starts with the first picture. It ends after 50 of them, a minute without any, or one that it did
    not survive."""

    def __init__(self, longest: float = LONGEST, idle: float = IDLE) -> None:
        self.longest = longest
        self.idle = idle
        self._worker: Worker | None = None
        self._taken = 0
        self._turn = asyncio.Lock()
        self._rest: asyncio.TimerHandle | None = None

    async def read_picture(self, picture: bytes) -> Read | Refused:
        """The text of a picture, or why there is none. Cancelled, it ends the worker at once.

        `picture` is the file as it was sent, opened with the person's key by whoever calls.
        """
        if (why := fault(picture)) is not None:
            return Refused(why)
        if not IT_IS_HERE:
            return Refused(Refusal.NO_READER)
        async with self._turn:
            if self._rest:
                self._rest.cancel()
            worker = self._worker = self._worker or await Worker.started()
            self._taken += 1
            read: Read | Refused | None = None
            try:
                async with asyncio.timeout(self.longest):
                    read = await worker.read(picture)
            except TimeoutError:
                return Refused(Refusal.TOO_SLOW)
            except (asyncio.IncompleteReadError, ConnectionError, Unclear) as ended:
                log.error("picture_worker_ended", ended)
                return Refused(Refusal.TOO_SLOW if await worker.end() == -signal.SIGXCPU else Refusal.FAILED)
            finally:
                if read is None or self._taken >= RENEWED_AFTER:
                    await self.close()
                else:
                    self._rest = asyncio.get_running_loop().call_later(self.idle, self._stop)
            return read

    async def close(self) -> None:
        """End the worker. The next picture starts another one."""
        if worker := self._stop():
            await worker.end()

    def _stop(self) -> Worker | None:
        worker, self._worker, self._taken = self._worker, None, 0
        if self._rest:
            self._rest.cancel()
        if worker:
            worker.stop()
        return worker


class Worker:
    """The process at the other end of two pipes."""

    def __init__(self, process: Process, pictures: StreamWriter, answers: StreamReader) -> None:
        self.process = process
        self.pictures = pictures
        self.answers = answers
        self._stopped = False

    @classmethod
    async def started(cls) -> Worker:
        """It knows none of the bot's secrets, and Ctrl+C at the terminal does not reach it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WENZHU_")}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", *WORKER,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True,
            env={**kept, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        assert process.stdin and process.stdout  # noqa: S101, PT018 - both were asked for
        return cls(process, process.stdin, process.stdout)

    async def read(self, picture: bytes) -> Read | Refused:
        for piece in pipe.pieces(picture):
            self.pictures.write(piece)
            await self.pictures.drain()
        length = int.from_bytes(await self.answers.readexactly(pipe.LENGTH), "big")
        if length > pipe.MOST_SAID:
            raise Unclear
        return read_or_refused(await self.answers.readexactly(length))

    def stop(self) -> None:
        if self.process.returncode is None and not self._stopped:  # to kill it again would take its end from the loop
            self.process.kill()
        self._stopped = True
        self.pictures.close()

    async def end(self) -> int:
        """Gives the code with which it ended: by itself, where it answers no more, or now."""
        if self.answers.at_eof():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.process.wait()
        self.stop()
        code = await self.process.wait()
        with contextlib.suppress(OSError):  # what was not written any more is no loss
            await self.pictures.wait_closed()
        return code


def read_or_refused(answer: bytes) -> Read | Refused:
    try:
        match json.loads(answer):
            case {"refused": str(name)}:
                return Refused(Refusal(name))
            case {"text": str(text), "score": float(score)}:
                return Read(text, score)
    except ValueError:
        pass
    raise Unclear


class Unclear(Exception):
    """The worker answered something else than an answer."""

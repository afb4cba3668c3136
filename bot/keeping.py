"""One file that somebody sent: fetched piece by piece, sealed as it comes, and kept from the COMMIT of its row on.

Nothing of it is opened or decoded here. What did not arrive whole, or may not be kept after all, leaves nothing.
"""

from __future__ import annotations

import asyncio
import errno
import json
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

import aiosqlite

from bot.attached import WANTED, Attached, has_room, is_unread, kept_as
from bot.desk import House
from bot.errands import Errand, Later
from bot.ocr.header import header_of
from bot.sealed_file import SealedFile
from bot.store import finished, maybe_one, next_row
from conversations.events import Fate
from conversations.files import LARGEST

AGAIN_AFTER = (0.5, 2.0)
"""Seconds to wait before a file that did not arrive whole is fetched again."""

LONGEST = 600.0
"""Seconds for a whole file, however slowly it drips in."""

SPARE_SHARE, SPARE = 0.08, 10 * 10**9
"""On a disk with less than this free, no more files are taken in: words and reminders need room too. A large disk
has enough with the second, in bytes."""


class NotThere(Exception):
    """A file cannot be fetched, now or later."""


class TooBig(Exception):
    """A file is larger than may be fetched, whatever was said of it."""


class CutOff(Exception):
    """A file did not arrive whole; the next time it may."""


class Away(Exception):
    """Nothing can be fetched now, or for so many seconds."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__()
        self.seconds = seconds


Source = Callable[[str], AsyncGenerator[bytes, None]]
"""The bytes of a file, in pieces. Raises NotThere, TooBig, CutOff, Away."""


async def bring(house: House, source: Source, errand: Errand, row: int, attached: Attached) -> Later | None:
    """See to one file of an errand, however that ends; `Later` where nothing can be fetched at all."""
    fate: Fate = "failed"
    for pause in (*AGAIN_AFTER, None):
        try:
            if nearly_full(house.settings.data):
                fate = "no_room"
                break
            file = await sealed(house, source, errand, attached.file)
            await finished(keep(house, errand, row, attached, file))
            return None
        except Away as fault:
            return Later(fault.seconds)
        except NotThere:
            break
        except TooBig:
            fate = "too_big"
            break
        except CutOff:
            if pause is not None:
                await asyncio.sleep(pause)
        except OSError as fault:
            if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            fate = "no_room"
            break
    await house.store.tx(lambda db: settle(db, errand, row, fate))
    return None


def nearly_full(folder: Path) -> bool:
    disk = shutil.disk_usage(folder)
    return disk.free < min(disk.total * SPARE_SHARE, SPARE)


async def sealed(house: House, source: Source, errand: Errand, file: str) -> SealedFile:
    """Fetch a file and seal it, up to its last piece."""
    made = await finished(asyncio.to_thread(SealedFile, house.settings.files, errand.key))
    try:
        async with asyncio.timeout(LONGEST), aclosing(source(file)) as pieces:
            async for piece in pieces:
                await finished(asyncio.to_thread(made.add, piece))
                if made.bytes > LARGEST:
                    raise TooBig
    except TimeoutError:
        made.drop()
        raise CutOff from None
    except BaseException:
        made.drop()
        raise
    return made


async def keep(house: House, errand: Errand, row: int, attached: Attached, file: SealedFile) -> None:
    """First the file onto the disk, then its row; where that is not to be, the file goes again."""

    content = house.keys.same_file(errand.person, file.sha256.hexdigest())
    is_picture = attached.is_picture or header_of(file.begins) is not None

    async def body(db: aiosqlite.Connection) -> bool:
        if not await maybe_one(
            db, "SELECT 1 FROM wanted_file WHERE id = ? AND errand = ? AND fate IS NULL", (row, errand.row)
        ):
            return False  # the person stopped it, or deleted everything
        if (known := await kept_as(db, errand.person, content)) is not None:
            wanted = WANTED if is_picture and await is_unread(db, known) else None
            await settle(db, errand, row, "again", known, wanted)
            return False
        if not await has_room(db, errand.person, 1, file.bytes):
            await settle(db, errand, row, "full")
            return False
        number = await next_row(db, "kept_file")
        about = {"name": attached.name, "sender": attached.sender, "caption": attached.caption}
        described = json.dumps({**about, "sha256": file.sha256.hexdigest()}, ensure_ascii=False)
        await db.execute(
            """INSERT INTO kept_file (id, person, name, kind, bytes, kept, sent, same, about, content)
            SELECT ?, ?, ?, ?, ?, ?, ?, same, ?, ? FROM wanted_file WHERE id = ?""",
            (
                number,
                errand.person,
                file.name,
                attached.kind,
                file.bytes,
                house.now(),
                attached.sent,
                errand.key.seal(described, "kept_file", "about", number),
                content,
                row,
            ),
        )
        await settle(db, errand, row, "kept", number, WANTED if is_picture else None)
        return True

    kept = False
    try:
        await asyncio.to_thread(file.keep)
        kept = await house.store.tx(body)
    finally:
        if not kept:
            await asyncio.to_thread(file.drop)


async def settle(
    db: aiosqlite.Connection,
    errand: Errand,
    row: int,
    fate: Fate,
    file: int | None = None,
    reading: str | None = None,
) -> None:
    """Write down what became of a file, where it is kept, and whether it is to be read; what was known of it is not
    needed any more."""
    await db.execute(
        """UPDATE wanted_file SET fate = ?, body = x'', file = ?, reading = ?
        WHERE id = ? AND errand = ? AND fate IS NULL""",
        (fate, file, reading, row, errand.row),
    )

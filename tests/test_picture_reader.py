"""Pictures are read by a process of its own, within limits. What is no picture, or too much of one, is refused by
name. (Three pictures are read here; `make soak` reads one of each kind.)"""

from __future__ import annotations

import asyncio
import io
import signal
import subprocess
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from unicodedata import normalize

import fake_reader
import pytest
from bench_pictures import TALK, errors, samples
from hypothesis import given
from hypothesis import strategies as some
from loopback import PYTHONPATH
from PIL import Image
from screenshots import CHAT_DARK, SMS, THEM, jpeg, png, screenshot

from bot.ocr.header import fault, header_of
from bot.ocr.reader import Reader
from conversations.pictures import Read, Refusal, Refused

ROOT = Path(__file__).parent.parent
DOT = Image.new("RGB", (40, 30), "white")


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **how)
    return held.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def bomb(width: int, height: int) -> bytes:
    """A PNG of two colours: some kilobytes, and as many pixels as it says."""
    shape = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((1, 0, 0, 0, 0))
    rows = zlib.compress(bytes((width // 8 + 2) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


FRAMES: dict[str, object] = {"save_all": True, "append_images": [Image.new("RGB", DOT.size, "black")]}
REFUSED = {
    "a bomb": (bomb(13_000, 13_000), Refusal.TOO_LARGE),
    "a long side": (bomb(12_001, 8), Refusal.TOO_LARGE),
    "too many bytes": (png(DOT) + bytes(20_000_000), Refusal.TOO_LARGE),
    "a page": (b"<html>", Refusal.NO_PICTURE),
    "a document named .jpg": (b"%PDF-1.7\n", Refusal.NO_PICTURE),
    "a GIF": (saved(DOT, "GIF"), Refusal.NO_PICTURE),
    "nothing": (b"", Refusal.NO_PICTURE),
    "a moving PNG": (saved(DOT, "PNG", **FRAMES), Refusal.MOVING),
    "a moving WebP": (saved(DOT, "WEBP", **FRAMES), Refusal.MOVING),
    "the beginning of a PNG": (png(DOT)[:30], Refusal.DAMAGED),
    "nothing but headers": (b"\xff\xd8" + b"\xff" * 9_000_000, Refusal.DAMAGED),
}


@pytest.fixture(autouse=True)
def read_by() -> None:
    """By the worker itself."""


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    reader = Reader()
    yield reader
    await reader.close()


def pid(reader: Reader) -> int:
    assert reader._worker
    return reader._worker.process.pid


async def test_screenshots_are_read_letter_by_letter_with_who_says_what(reader: Reader) -> None:
    chat = screenshot(TALK[1:4], CHAT_DARK, title="李经理", height=1200)
    text = "【某某银行】您尾号7731的信用卡本期应还3,286.40元，到期还款日04月25日。"
    sms = screenshot([(THEM, text)], SMS, title="95500", height=700)
    for file, right in ((jpeg(chat.image), chat.text), (png(sms.image), f"95500\n{text}")):
        read = await reader.read_picture(file)
        assert isinstance(read, Read)
        assert normalize("NFKC", read.text) == normalize("NFKC", right)
        assert read.score > 0.9


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_not_to_be_opened_is_refused_before_any_worker_starts(name: str, reader: Reader) -> None:
    file, why = REFUSED[name]
    assert await reader.read_picture(file) == Refused(why)
    assert reader._worker is None


async def test_broken_files_are_refused_and_the_worker_lives_on(reader: Reader) -> None:
    whole = {kind: saved(Image.effect_noise((200, 200), 50), kind) for kind in ("JPEG", "PNG", "WEBP")}
    for file in whole.values():
        assert await reader.read_picture(file[: len(file) // 2]) == Refused(Refusal.DAMAGED)
    first = pid(reader)
    assert await reader.read_picture(whole["PNG"].replace(b"IDAT", b"IDAT\0", 1)) == Refused(Refusal.DAMAGED)
    assert pid(reader) == first


async def test_the_worker_has_limits_of_its_own_and_none_of_our_secrets(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENZHU_TOKEN", "1:test")
    await reader.read_picture(jpeg(DOT)[:-40])
    process = Path(f"/proc/{pid(reader)}")
    limits = {line[:26].strip(): line[26:].split()[0] for line in (process / "limits").read_text().splitlines()}
    assert limits["Max address space"] == "2500000000"
    assert 90 <= int(limits["Max cpu time"]) <= 95
    assert (limits["Max open files"], limits["Max core file size"]) == ("64", "0")
    assert b"WENZHU" not in (process / "environ").read_bytes()


async def test_a_picture_that_takes_too_long_ends_the_worker(reader: Reader) -> None:
    reader.longest = 0.01
    assert await reader.read_picture(jpeg(DOT)) == Refused(Refusal.TOO_SLOW)
    assert reader._worker is None


async def test_stopped_in_the_middle_the_worker_is_gone_and_the_next_picture_is_served(reader: Reader) -> None:
    broken = jpeg(DOT)[:-40]
    await reader.read_picture(broken)
    assert reader._worker
    process = reader._worker.process
    reading = asyncio.create_task(reader.read_picture(png(screenshot(TALK, SMS, title="95500").image)))
    await asyncio.sleep(0.3)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert process.returncode == -9
    assert await reader.read_picture(broken) == Refused(Refusal.DAMAGED)


@pytest.mark.parametrize(("ended_by", "why"), [(signal.SIGKILL, Refusal.FAILED), (signal.SIGXCPU, Refusal.TOO_SLOW)])
async def test_a_worker_that_ends_costs_one_picture(ended_by: int, why: Refusal, reader: Reader) -> None:
    """Killed, or past its processor time."""
    broken = jpeg(DOT)[:-40]
    await reader.read_picture(broken)
    assert reader._worker
    reader._worker.process.send_signal(ended_by)
    assert await reader.read_picture(broken) == Refused(why)
    assert await reader.read_picture(broken) == Refused(Refusal.DAMAGED)


async def test_the_worker_is_renewed_after_fifty_pictures(reader: Reader) -> None:
    broken = jpeg(DOT)[:-40]
    await reader.read_picture(broken)
    first = pid(reader)
    for _ in range(49):
        assert pid(reader) == first
        await reader.read_picture(broken)
    assert reader._worker is None


async def test_a_worker_with_nothing_to_do_gives_its_memory_back(reader: Reader) -> None:
    reader.idle = 0.05
    broken = jpeg(DOT)[:-40]
    await reader.read_picture(broken)
    assert reader._worker
    process = reader._worker.process
    assert await asyncio.wait_for(process.wait(), 5) == -9
    assert await reader.read_picture(broken) == Refused(Refusal.DAMAGED)


def test_the_worker_reaches_no_other_program() -> None:
    tried = "from bot.ocr import worker; worker.shut_in(); import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", tried], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr.splitlines()[-1] == "PermissionError: socket.getaddrinfo"


@given(some.binary(max_size=60), some.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBPVP8X"]))
def test_any_bytes_get_a_verdict(rest: bytes, start: bytes) -> None:
    assert fault(start + rest) in (None, *Refusal)


@pytest.mark.parametrize(("kind", "how"), [("PNG", {}), ("JPEG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})])
def test_the_header_tells_the_sides(kind: str, how: dict[str, object]) -> None:
    header = header_of(saved(DOT, kind, **how))
    assert header
    assert (header.width, header.height, header.moves) == (40, 30, False)


MEMORY = """
import asyncio, resource, sys
from bot.ocr.reader import Reader

async def main():
    reader = Reader()
    files = [open(name, "rb").read() for name in sys.argv[1:]]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for file in files:
        print((await reader.read_picture(file)).why)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
    await reader.close()

asyncio.run(main())
"""


def test_a_bomb_costs_this_process_next_to_nothing(tmp_path: Path) -> None:
    """The second one is within all limits: the worker opens its 24 million pixels, until they break off."""
    for name, file in (("bomb", bomb(13_000, 13_000)), ("large", bomb(12_000, 2_000)[:-40])):
        (tmp_path / name).write_bytes(file)
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path / "bomb"), str(tmp_path / "large")],
        cwd=ROOT, env={"PYTHONPATH": PYTHONPATH}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    *refused, megabytes = done.stdout.split()
    assert refused == [Refusal.TOO_LARGE, Refusal.DAMAGED]
    assert int(megabytes) <= 64


@pytest.mark.soak
async def test_the_screenshots_of_a_story_read_as_they_say(reader: Reader) -> None:
    for file in sorted((ROOT / "tests/data/pictures/3.5").glob("*.png")):
        read = await reader.read_picture(file.read_bytes())
        assert isinstance(read, Read)
        assert {"text": read.text, "score": round(read.score, 3)} == fake_reader.answer(file.read_bytes())


@pytest.mark.soak
async def test_every_kind_of_screenshot_is_read(reader: Reader) -> None:
    for sample in samples():
        read = await reader.read_picture(sample.file)
        assert isinstance(read, Read), sample.name
        assert errors(sample.text, read.text) <= 0.02, sample.name

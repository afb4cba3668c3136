"""The worker: opens pictures and recognises what is written in them, within limits. Run by `reader`, in a process of
its own, with pictures on standard input and answers on standard output (see `pipe`)."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import time
import warnings
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from bot.ocr import pipe
from bot.ocr.header import MOST_PIXELS
from conversations.pictures import Refusal, Seen, told
from conversations.pictures.bands import TALLEST, bands, joined
from conversations.pictures.seen import Colour, legible

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image
    from rapidocr import RapidOCR

    Pixels = NDArray[np.uint8]

ADDRESS_SPACE = 2_500_000_000
PROCESSOR_SECONDS = 90
OPEN_FILES = 64

AUTOGROUP = Path("/proc/self/autogroup")

TALL = 2.2
"""Height by width, above which a picture is read in bands."""
WIDEST_TALL = 1000
"""Pixels to which its width is shrunk: letters of a phone's screen are still 40 pixels high."""
POOR = 0.85
"""A picture that reads worse than this may lie on its side or its head."""
SAMPLE = 1000
"""Pixels to which its middle is shrunk to find that out."""


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    shut_in()
    while picture := pipe.receive(sys.stdin.buffer):
        spent, (_, most) = time.process_time(), resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent) + PROCESSOR_SECONDS, most))
        pipe.send(answers, answer(picture))


def shut_in() -> None:
    """Little memory, few files, no network, no image of this process on a disk, and everybody else goes first."""
    for limit, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, OPEN_FILES)):
        resource.setrlimit(limit, (most, most))
    with contextlib.suppress(ValueError, OSError):  # macOS does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    os.nice(19)
    with contextlib.suppress(OSError):  # Linux weighs sessions before processes, and this one is a session of its own
        AUTOGROUP.write_text("19")
    sys.addaudithook(refuse_network)


def refuse_network(event: str, _: object) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError(event)


def answer(picture: bytes) -> pipe.Answer:
    """What is written in a picture, or why it was not read. An error ends the worker."""
    image = opened(picture)
    if isinstance(image, Refusal):
        return {"refused": image}
    try:
        engine()
    except ImportError:
        return {"refused": Refusal.NO_READER}
    image, seen = upright(fitted(image))
    if not seen:
        return {"refused": Refusal.NO_TEXT}
    return {"text": told(seen, image.width, image.height), "score": legible(seen)}


def opened(picture: bytes) -> Image.Image | Refusal:
    """A picture in memory, turned as its camera says, on white where it is transparent."""
    try:
        from PIL import Image, ImageOps
    except ImportError:
        return Refusal.NO_READER
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        file = Image.open(BytesIO(picture), formats=("JPEG", "PNG", "WEBP"))
        image: Image.Image = ImageOps.exif_transpose(file)
        if image.has_transparency_data:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        return image.convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Refusal.TOO_LARGE
    except MemoryError:
        raise
    except Exception:  # a broken file raises whatever its format's reader stumbles over
        return Refusal.DAMAGED


def fitted(image: Image.Image) -> Image.Image:
    """Shrunk to what reads well and no larger: by its longer side, or by its width where it is read in bands."""
    tall = image.height > TALL * image.width
    most = WIDEST_TALL if tall else TALLEST
    shrink = most / (image.width if tall else max(image.size))
    if shrink >= 1:
        return image
    return image.resize((max(1, round(image.width * shrink)), max(1, round(image.height * shrink))))


def upright(image: Image.Image) -> tuple[Image.Image, Sequence[Seen]]:
    """A picture and what is seen in it. Where that reads poorly, it is turned, if its middle reads well turned."""
    from PIL.Image import Transpose

    seen = recognised(image)
    if legible(seen) >= POOR:
        return image, seen
    top = max(0, image.height // 2 - image.width)
    piece = image.crop((0, top, image.width, min(image.height, top + 2 * image.width)))
    piece.thumbnail((SAMPLE, SAMPLE))
    for turn in (Transpose.ROTATE_90, Transpose.ROTATE_270, Transpose.ROTATE_180):
        if legible(recognised(piece.transpose(turn))) >= POOR:
            image = fitted(image.transpose(turn))
            return image, recognised(image)
    return image, seen


def recognised(image: Image.Image) -> list[Seen]:
    import numpy as np

    pixels = np.asarray(image)
    return joined([((top, bottom), lines(pixels[top:bottom])) for top, bottom in bands(image.height)])


def lines(pixels: Pixels) -> list[Seen]:
    from rapidocr.utils.output import RapidOCROutput

    found = engine()(pixels[:, :, ::-1])  # it takes blue, green, red
    if not isinstance(found, RapidOCROutput) or found.boxes is None or found.txts is None or found.scores is None:
        return []
    return [
        Seen(tuple((float(x), float(y)) for x, y in corners), text, float(score), ground(pixels, corners))
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def ground(pixels: Pixels, corners: NDArray[np.float32]) -> Colour:
    """The colour behind letters: they cover less than half of their box."""
    import numpy as np

    (left, top), (right, bottom) = corners.min(0).astype(int), corners.max(0).astype(int)
    inside = pixels[max(0, top) : bottom + 1, max(0, left) : right + 1].reshape(-1, 3)
    red, green, blue = (int(value) for value in np.median(inside, axis=0))
    return red, green, blue


@cache
def engine() -> RapidOCR:
    """Loaded with the first picture. One thread is the cheapest; how a picture lies is found by `upright`."""
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False, **threads})


if __name__ == "__main__":
    main()

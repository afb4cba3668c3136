"""Screenshots to read, drawn: SMS and chats, light and dark, and what makes them hard to read."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pylopdf_fonts_zh_cn
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
WIDTH = 1170
NO_LINE_BEGINS_WITH = "，。！？；：、）】」》%"

THEM, ME, NOTE = "对方：", "我：", ""
Said = tuple[str, str]
"""Who says it (THEM, ME, or NOTE for what stands between the bubbles), and what."""


@dataclass(frozen=True, slots=True)
class Screenshot:
    image: Image.Image
    text: str  # what a person would copy from it: the title, then who says what, one bubble a line


@dataclass(frozen=True, slots=True)
class Look:
    page: str
    bar: str
    ink: str
    faint: str
    theirs: str
    mine: str
    my_ink: str


CHAT = Look("#ededed", "#ededed", "#191919", "#8a8a8a", "#ffffff", "#95ec69", "#0b0b0b")
CHAT_DARK = Look("#111111", "#191919", "#d5d5d5", "#7d7d7d", "#2c2c2c", "#3eb575", "#06130b")
SMS = Look("#ffffff", "#f6f6f6", "#000000", "#8e8e93", "#e9e9eb", "#34c759", "#ffffff")
SMS_DARK = Look("#000000", "#161616", "#ffffff", "#8e8e93", "#262628", "#30b955", "#ffffff")


def screenshot(talk: Iterable[Said], look: Look, *, title: str, size: int = 50, height: int = 2532) -> Screenshot:
    """A phone's screen of 1170 pixels' width, with as much of the talk as fits; `size` is that of the letters."""
    image = Image.new("RGB", (WIDTH, height), look.page)
    draw = ImageDraw.Draw(image)
    font, small = (ImageFont.truetype(str(FONT), of) for of in (size, 36))
    draw.rectangle((0, 0, WIDTH, 282), look.bar)
    draw.text((96, 46), "21:47", look.ink, ImageFont.truetype(str(FONT), 48))
    draw.rounded_rectangle((1010, 62, 1080, 96), 10, outline=look.ink, width=4)
    draw.text((WIDTH / 2, 210), title, look.ink, ImageFont.truetype(str(FONT), 51), anchor="mm")
    is_chat = look in (CHAT, CHAT_DARK)
    margin, pad, pitch = (150 if is_chat else 48), 36, round(size * 1.45)
    top, shown = 330, [title]
    for who, text in talk:
        lines = list(wrapped(text, font, WIDTH - 2 * margin - 2 * pad - 100))
        tall = pitch * len(lines) + 2 * pad
        if top + tall > height - 40:
            break
        shown.append(who + text)
        if who == NOTE:
            draw.text((WIDTH / 2, top + 30), text, look.faint, small, anchor="mm")
            top += 90
            continue
        wide = max(font.getlength(line) for line in lines) + 2 * pad
        left = margin if who == THEM else WIDTH - margin - wide
        draw.rounded_rectangle((left, top, left + wide, top + tall), 24, look.theirs if who == THEM else look.mine)
        if is_chat:
            seat = 30 if who == THEM else WIDTH - 30 - 105
            draw.rounded_rectangle((seat, top, seat + 105, top + 105), 12, "#7a8ea8" if who == THEM else "#b98d6a")
        for at, line in enumerate(lines):
            place = (left + pad, top + pad + pitch * at + pitch / 2)
            draw.text(place, line, look.ink if who == THEM else look.my_ink, font, anchor="lm")
        top += tall + round(size * 0.9)
    return Screenshot(image, "\n".join(shown))


def letter(paragraphs: Iterable[str], *, size: int = 40, height: int = 1600) -> Screenshot:
    """A page of paper, without any bubble; the last paragraph stands at the right."""
    image = Image.new("RGB", (WIDTH, height), "#fbfaf5")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), size)
    top = 120
    shown = list(paragraphs)
    *body, last = shown
    for text in body:
        for line in wrapped(text, font, WIDTH - 240):
            draw.text((120, top), line, "#222222", font)
            top += round(size * 1.5)
        top += size
    draw.text((WIDTH - 120, top + size), last, "#222222", font, anchor="ra")
    return Screenshot(image, "\n".join(shown))


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for sign in text:
        if line and font.getlength(line + sign) > width and sign not in NO_LINE_BEGINS_WITH:
            yield line
            line = ""
        line += sign
    yield line


def png(image: Image.Image) -> bytes:
    return saved(image, "PNG")


def jpeg(image: Image.Image, quality: int = 82) -> bytes:
    return saved(image, "JPEG", quality=quality)


def saved(image: Image.Image, kind: str, **how: int) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **how)
    return held.getvalue()


def as_photo(image: Image.Image) -> bytes:
    """As Telegram sends a photo: its longer side 1280 pixels."""
    small = image.copy()
    small.thumbnail((1280, 1280), Image.Resampling.LANCZOS)
    return jpeg(small)


def blurred(image: Image.Image, by: float = 2) -> bytes:
    return jpeg(image.filter(ImageFilter.GaussianBlur(by)))


def turned(image: Image.Image, degrees: float) -> bytes:
    """Turned against the clock, with what lies around it."""
    return jpeg(image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="#5a544c"), 90)

"""How right and how fast pictures are read: rows for `make bench`, and the pictures for the tests."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import screenshots as drawn

from bot.ocr.reader import Reader
from conversations.pictures import Read

DATA = Path(__file__).parent / "data" / "messages.jsonl"

TALK: tuple[drawn.Said, ...] = (
    (drawn.NOTE, "11月20日 21:40"),
    (drawn.THEM, "您好，这里是某某消费金融委外部门，您尾号4471的借款已逾期37天，本息合计8,642.15元。"),
    (drawn.ME, "你是哪家公司的？"),
    (drawn.THEM, "今天17:00前不处理，我们就安排外访，到您村里和单位走访。"),
    (drawn.ME, "请把委托书发给我，我会和平台核对。"),
    (drawn.THEM, "少废话，明天就联系你父母。"),
    (drawn.NOTE, "21:46"),
    (drawn.ME, "我说过了，不要联系我家里人。"),
)
NOTICE = (
    "告知函",
    "尊敬的客户：您名下合同号HT20260318-0092的借款，截至2026年11月20日已逾期37天，应还本金7,900.00元，利息742.15元，"
    "合计8,642.15元。",
    "请于2026年11月30日前还款。如有困难，可拨打合同上的客服电话协商。",
    "某某消费金融有限公司",
)


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    file: bytes
    text: str


def samples() -> Iterator[Sample]:
    """One of each kind that people send."""
    messages = [text for line in DATA.read_text("utf-8").splitlines() if fits(text := json.loads(line)["text"])]
    sms = [(drawn.THEM, text) for text in messages[:60]]
    mixed = [((drawn.THEM, drawn.ME)[at % 3 == 2], text) for at, text in enumerate(messages[60:300])]
    chat = drawn.screenshot(TALK, drawn.CHAT, title="某某消费金融-李经理")
    dark = drawn.screenshot(TALK, drawn.CHAT_DARK, title="某某消费金融-李经理")
    full = drawn.screenshot(mixed, drawn.CHAT_DARK, title="客服", size=36)
    yield Sample("chat, light, PNG", drawn.png(chat.image), chat.text)
    yield Sample("chat, dark, JPEG 30", drawn.jpeg(dark.image, 30), dark.text)
    yield Sample("chat, dark, dense", drawn.png(full.image), full.text)
    for name, look in (("light", drawn.SMS), ("dark", drawn.SMS_DARK)):
        few, many = (
            drawn.screenshot(sms[:2], look, title="106980001234"),
            drawn.screenshot(sms, look, title="95500", size=40),
        )
        yield Sample(f"SMS, {name}, sparse", drawn.png(few.image), few.text.replace(drawn.THEM, ""))
        yield Sample(f"SMS, {name}, dense, as a photo", drawn.as_photo(many.image), many.text.replace(drawn.THEM, ""))
    yield Sample("chat, blurred", drawn.blurred(chat.image), chat.text)
    for degrees in (-3, 3, 10, 90, 180, 270):
        yield Sample(f"chat, turned {degrees} degrees", drawn.turned(chat.image, degrees), chat.text)
    paper = drawn.letter(NOTICE)
    yield Sample("letter, turned 2 degrees", drawn.turned(paper.image, 2), paper.text)
    long = drawn.screenshot(mixed, drawn.CHAT, title="客服", height=12_000)
    yield Sample("chat, 12,000 pixels long", drawn.jpeg(long.image), long.text)


def fits(text: str) -> bool:
    return 20 < len(text) < 90 and "\n" not in text


async def picture_rows() -> AsyncIterator[tuple[str, str]]:
    reader = Reader()
    for sample in samples():
        begun = time.perf_counter()
        read = await reader.read_picture(sample.file)
        wall = time.perf_counter() - begun
        wrong = f"{100 * errors(sample.text, read.text):6.2f} %" if isinstance(read, Read) else read.why
        yield f"picture: {sample.name}", f"wrong letters {wrong}   {wall:6.1f} s"
    await reader.close()


def errors(right: str, read: str) -> float:
    """The character error rate: letters to change, add or take out, by the letters that are there. Names of the
    speakers count, blanks and line ends do not."""
    right, read = bare(right), bare(read)
    row = list(range(len(read) + 1))
    for at, letter in enumerate(right, 1):
        before, row[0] = row[0], at
        for to, other in enumerate(read, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != other))
    return row[-1] / len(right)


def bare(text: str) -> str:
    return "".join(normalize("NFKC", text).split())

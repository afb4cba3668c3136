"""Draw the thirty screenshots of story 3.5: `python tests/draw_story.py`.

Into each goes, behind the picture, what is really read in it and how surely: the stories are told by a reader that
answers with that, and `make soak` compares.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

import fake_reader
from PIL import Image, ImageFilter
from screenshots import CHAT, CHAT_DARK, ME, NOTE, SMS, SMS_DARK, THEM, Look, Said, png, screenshot

from bot.ocr.reader import Reader
from conversations.pictures import Read

FOLDER = Path(__file__).parent / "data" / "pictures" / "3.5"
WIDTH, GREYS = 585, 12
"""As small as still reads well."""

DUE = "您尾号{}的贷款本期应还{}元，已逾期{}天，请于11月28日前还款，详询官方客服。"
LENDERS = ("某某消费金融", "某某银行", "橙借", "青贷", "蓝鲸分期", "某某小贷")

Shot = tuple[str, Look, Iterable[Said], float]
"""The title, the look, what is said, and how much it is blurred."""

SCAMS: tuple[Shot, ...] = (
    ("陈专员", CHAT, ((THEM, "您的账户已被冻结，请把8600元转到我的个人账户解冻，今天18点前有效。"),), 0),
    ("106980001", SMS, ((THEM, "【东城区人民法院】您涉嫌金融诈骗，请点击 http://court-gov.top/a 查看立案通知。"),), 0),
)
CROSSED: tuple[Shot, ...] = (
    ("陌生号码", CHAT, (
        (NOTE, "10月3日 22:41"),
        (THEM, "你是陈某的表姐吧，陈某在我们这里欠款8600元，让他今晚还清，不然通知他单位。"),
        (ME, "你打错了。"),
    ), 0),
    ("李经理", CHAT_DARK, (
        (NOTE, "11月20日 21:40"), (THEM, "再不还我们就联系你的家人和朋友。"), (ME, "请直接找我。"),
    ), 0),
    ("李经理", CHAT, ((NOTE, "11月21日 10:05"), (THEM, "明天就到你单位去，让你领导也知道。"),), 0),
    ("106980002", SMS, ((THEM, "陈某，你逾期不还，我们将安排人员上门，通知村委会张贴公示。"),), 0),
    ("王催收", CHAT_DARK, ((NOTE, "11月22日 23:15"), (THEM, "你这个老赖，不要脸，赶紧还钱。"),), 0),
    ("106980003", SMS_DARK, ((THEM, "陈某，再不还钱，就把你的照片发到你的通讯录。"),), 0),
)  # fmt: skip
PLAIN: tuple[Shot, ...] = tuple(
    ("95500" if at % 2 else "106570", SMS if at % 3 else SMS_DARK,
     ((THEM, f"【{LENDERS[at % 6]}】" + DUE.format(1200 + at, f"{860 + 137 * at}.00", at + 2)),), 0)
    for at in range(11)
)  # fmt: skip
BLURRED: tuple[Shot, ...] = tuple(
    ("李经理", CHAT, ((THEM, f"陈某，你的欠款{at}600元已逾期，请尽快处理。"), (ME, "我会处理。")), 2.2 + at / 5)
    for at in (1, 2, 3)
)


def drawn(shot: Shot) -> bytes:
    title, look, talk, blur = shot
    image: Image.Image = screenshot(talk, look, title=title, height=1080).image
    image = image.resize((WIDTH, image.height * WIDTH // image.width), Image.Resampling.LANCZOS).convert("L")
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    return png(image.quantize(GREYS))


async def main() -> None:
    reader = Reader()
    FOLDER.mkdir(exist_ok=True)
    for number, shot in enumerate((*SCAMS, *CROSSED, *PLAIN, *BLURRED), 1):
        file = drawn(shot)
        found = await reader.read_picture(file)
        text, score = (found.text, round(found.score, 3)) if isinstance(found, Read) else ("", 0.0)
        (FOLDER / f"{number:02}.png").write_bytes(fake_reader.with_words(file, text, score))
        print(number, len(file), score, text.replace("\n", " / "))
    await reader.close()


if __name__ == "__main__":
    asyncio.run(main())

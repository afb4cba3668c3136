"""One way of writing for numbers and times, character by character, so that a place in it is a place in the text."""

from __future__ import annotations

import re
import unicodedata

FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟零", "一二三四五六七八九十百千零", strict=True))
VARIANTS = dict(
    zip(
        "俩貳貮參叄陸萬億兩〇○塊圓圆點個後鐘號週節這時禮開國勞動還總額費罰違約達發過據應筆編",
        "两二二三三六万亿两零零块元元点个后钟号周节这时礼开国劳动还总额费罚违约达发过据应笔编",
        strict=True,
    )
)
"""Traditional and bank characters of the words that the grammars know, to those of everyday."""

WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""３，２００ groups thousands; between sums of ordinary digits a wide comma parts them."""


def even(text: str) -> str:
    """The same text, of the same length: one width, everyday characters, lower case."""
    return "".join(map(one, WIDE_COMMA.sub(",", text)))


def one(character: str) -> str:
    if "\x20" <= character <= "\x7e":
        return character.lower()
    if found := FORMAL.get(character) or VARIANTS.get(character):
        return found
    if character == "，" or unicodedata.category(character) == "No":
        return character  # a wide comma parts sums, and ① before a sum is no digit of it
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character

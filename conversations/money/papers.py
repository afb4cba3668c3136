"""The eight points that a plan in writing has to name, and which of them a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from conversations.spoken.evening import even
from conversations.spoken.money import money_in
from conversations.spoken.numerals import number
from conversations.spoken.pieces import pieces
from conversations.spoken.sums import Sum
from conversations.spoken.tags import Tag

MOST_TEXT = 4000
"""Characters of a plan that are read."""


class Point(StrEnum):
    TOTAL = "total"
    PERIODS = "periods"
    EACH = "each"
    DAY = "day"
    PAYEE = "payee"
    PENALTY = "penalty"
    MISSED = "missed"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Points:
    """Which points are missing, and the two numbers that can be compared with what was told; None where not there."""

    missing: tuple[Point, ...]
    periods: int | None = None
    each: int | None = None


PERIODS = re.compile(
    r"(?:[分共为成]\s?(?P<said>[0-9]{1,3}|[一二两三四五六七八九十百]{1,5})|(?<![0-9第])(?P<said_2>[0-9]{1,3}))"
    r"\s?(?:个?期|个月)(?!内|后|前)"
)
COSTS = "罚息|违约金|滞纳金|逾期利息|利息"
SAID = {
    Point.TOTAL: r"总额|总计|一共|合计|共计|总共|总还款|应还总|结清金额|还款总|总金额|共\s?[¥0-9]",
    Point.DAY: r"每月\s?[0-9一二三十]{1,3}\s?[号日]|还款日|[0-9]{1,2}月[0-9]{1,2}[号日]|20[0-9]{2}[-/.年][0-9]",
    Point.PAYEE: r"收款|账户|账号|卡号|自动扣|代扣|存入|还款卡|app内还|app还|对公|绑定的?[^。,，]{0,4}卡"
    r"|[还转存付][到入至][^。,，]{0,8}[卡户]",
    Point.PENALTY: rf"(?:{COSTS})[^。;；]{{0,14}}(?:停|不再|免|减|暂缓|照|继续|不计|不收|为0)"
    rf"|(?:停|免|不再|不收|不计|没有)[^。;；]{{0,8}}(?:{COSTS})",
    Point.MISSED: r"(?:未按|没按|逾期未|任[何一][^。]{0,3}期|漏|断供|违约|未能|不按|未履行|若逾期|如逾期)"
    r"[^。;；]{0,24}(?:视为|失效|取消|恢复|作废|终止|全额|一次性|继续|联系|协商)",
}
"""The words by which a point is there. Whether a paper came the official way no text can tell: that is asked."""

FOUND = {point: re.compile(words) for point, words in SAID.items()}


def points_in(text: str) -> Points:
    """What a plan names. A sum is enough for the total where it is called one."""
    said = even(text[:MOST_TEXT])
    counts = (number(pieces(found)["said"]) for found in PERIODS.finditer(said))
    periods = next((int(count.low) for count in counts if count and count.low >= 1), None)
    sums = [money for money in money_in(text) if isinstance(money, Sum)]
    each = next((money.fen for money in sums if money.tag is Tag.EACH), None)
    there = {point for point, words in FOUND.items() if words.search(said)}
    there |= {Point.TOTAL} if any(money.tag is Tag.DUE for money in sums) else set()
    there |= {Point.PERIODS} if periods else set()
    there |= {Point.EACH} if each else set()
    return Points(tuple(point for point in Point if point is not Point.OFFICIAL and point not in there), periods, each)

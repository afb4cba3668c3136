"""What a sum is said to be: the principal, the interest, the least to pay, each instalment."""

from __future__ import annotations

import re
from enum import StrEnum


class Tag(StrEnum):
    """What the words beside a sum call it."""

    NONE = ""
    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    LATE_FEE = "late_fee"
    FEE = "fee"
    DUE = "due"
    MINIMUM = "minimum"
    EACH = "each"
    WAIVED = "waived"
    PAID = "paid"
    LIMIT = "limit"


EITHER_SIDE = {
    Tag.PENALTY: "罚息 逾期利息 复利",
    Tag.LATE_FEE: "违约金 滞纳金 逾期费",
    Tag.INTEREST: "利息 息费",
    Tag.FEE: "手续费 服务费 担保费 会员费 咨询费 管理费 保险费 保费 砍头息 律师费 诉讼费",
    Tag.MINIMUM: "最低还款额 最低还款 最低应还",
    Tag.EACH: "每期 每个月 每月 月供 每周",
    Tag.LIMIT: "总额度 额度 授信",
    Tag.PRINCIPAL: "本金",
}
ONLY_BEFORE = {
    Tag.MINIMUM: "最低",
    Tag.WAIVED: "减免 优惠 免除 减掉 减去 减",
    Tag.PAID: "已还 还了 已付 已支付 付了 转了 交了",
    Tag.PRINCIPAL: "借款金额 贷款金额 借了 到手 到账",
    Tag.DUE: "减免后 优惠后 减到 减至 应还 待还 欠款 欠了 总额 总欠 共欠 合计 一共 总共 共计 总计 逾期金额 结清 欠 共",
}
ONLY_AFTER = {Tag.EACH: "一期 一个月 /期 /月"}
"""Which words speak of what, on which side of the sum."""

NEAR = 12
"""Characters before a sum in which a word still speaks of it."""


def meaning(*tables: dict[Tag, str]) -> dict[str, Tag]:
    return {word: tag for table in tables for tag, words in table.items() for word in words.split()}


def any_of(words: dict[str, Tag]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


BEFORE = meaning(EITHER_SIDE, ONLY_BEFORE)
AFTER = meaning(EITHER_SIDE, ONLY_AFTER)
FOUND_BEFORE = re.compile(any_of(BEFORE))
SUM = r"(?:[:是为]\s?)?[¥0-9一二两三四五六七八九]"
FOUND_AFTER = re.compile(rf"(?:的?({any_of(AFTER)})(?!{SUM})|\s的?({any_of(AFTER)})(?!\s?{SUM}))")
"""A word with a sum of its own behind it speaks of that one: 10000 利息500."""

PARTS = re.compile(r"[，。；;,！!？?\n]")


def tag_before(text: str) -> Tag:
    """What the words right before a sum call it; the last of them counts (罚息合计 is a total)."""
    found = FOUND_BEFORE.findall(PARTS.split(text[-NEAR:])[-1])
    return BEFORE[found[-1]] if found else Tag.NONE


def tag_after(text: str) -> tuple[Tag, int]:
    """What the words right after a sum call it (500利息, 300 的罚息), and how many characters they take."""
    found = FOUND_AFTER.match(text[:NEAR])
    return (AFTER[found[1] or found[2]], found.end()) if found else (Tag.NONE, 0)

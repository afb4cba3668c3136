"""Dialect and Cantonese ways to say sums and months, in the words that the grammars know: 成万蚊, 廿日, 仨月."""

from __future__ import annotations

import re

from conversations.spoken.evening import even

CHARACTERS = str.maketrans(
    "冇唄還貸銀擔傳訴紙間嗰佢啲嚟嘢張過爭嘅咗唔",
    "没呗还贷银担传诉纸间那他些来野张过争的了不",
)
WORDS = (
    ("廿", "二十"), ("卅", "三十"), ("卌", "四十"), ("仨", "三个"), ("俩月", "两个月"),
    ("预期", "逾期"), ("預期", "逾期"), ("愈期", "逾期"), ("余期", "逾期"),
    ("我争", "我欠"), ("争住", "欠"), ("争了", "欠了"), ("争人", "欠"), ("欠住", "欠"),
    ("仲未", "还没"), ("未还", "没还"),
)  # fmt: skip
"""From, to; in this order. Some are slips of the keyboard: 预期, 愈期."""

DIGIT = "0-9一二两三四五六七八九十几"
END = r"(?=[,，\s]|\Z)"
SLANG = (
    (re.compile(rf"(?<=[{DIGIT}])(?:皮野?|盘水)"), "万"),  # 三皮嘢
    (re.compile(rf"(?<=[{DIGIT}])撇水?"), "千"),  # 两撇水
    (re.compile(rf"(?<=[{DIGIT}])[旧嚿舊]水"), "百"),  # 八旧水
    (re.compile(rf"(?<=[{DIGIT}百千万多])(?:个?大洋|蚊鸡?|[文银]{END})"), "元"),
    (re.compile(r"成(?=[百千万])"), "差不多一"),  # 成万蚊
    (re.compile(rf"(?<![{DIGIT}.百千多好成数息利率日按])([万千百])(?=[一二三四五六七八九](?![十百千]))"), r"一\1"),
)
"""万二 is 一万二; 蚊 is 元."""


def plainly(text: str) -> str:
    """A text in one width and in everyday words."""
    said = even(text).translate(CHARACTERS)
    for word, plain in WORDS:
        said = said.replace(word, plain)
    for pattern, plain in SLANG:
        said = pattern.sub(plain, said)
    return said

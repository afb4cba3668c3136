"""Rates as people write them: 年化36%, 百分之二十四, 日息万五, 月息2分, 三分利."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from conversations.spoken.numerals import number
from conversations.spoken.pieces import pieces
from conversations.spoken.tags import Tag, tag_before

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in a text: a share of the sum (0.36 for 36%) for each year, month or day, as far as that is said.

    `most` is the upper end of a range, else the same. `about`: a period that custom alone tells (三分利 is monthly).
    """

    value: Decimal
    most: Decimal
    per: str
    about: bool
    start: int
    end: int
    tag: Tag = Tag.NONE

    @property
    def yearly(self) -> Decimal | None:
        """The same rate for a year, without compounding; None where it is not said what it is for."""
        times = {"year": 1, "month": 12, "day": DAYS_A_YEAR}.get(self.per)
        return None if times is None else self.value * times


PERIODS = {
    "year": r"年化|年利率|年利息|年利|年息|年费率|年综合|每年|一年|apr|irr",
    "month": r"月利率|月利息|月利|月息|月费率|每个?月|一个?月",
    "day": r"日利率|日利息|日利|日息|日费率|每[日天]|一天|按日|日万",
}
BEFORE = re.compile("|".join(f"(?P<{per}>{words})" for per, words in PERIODS.items()))
AFTER = re.compile(r"(?:的|/|\s)?(?:(?P<year>年|每年|一年)|(?P<month>月|每个?月|一个月)|(?P<day>[日天]|每[日天]|一天))")
NEAR = 10
"""Characters before a rate in which its period is looked for."""

ARABIC = r"(?<![0-9.])[0-9]{1,4}(?:\.[0-9]{1,4})?"
COUNT = rf"(?:{ARABIC}|[零一二两三四五六七八九十百]{{1,6}}(?:点[零一二三四五六七八九]{{1,4}})?)"
TO = r"\s?[-~到至—–]\s?"
PERCENT = re.compile(rf"(?P<low>{ARABIC})\s?(?:%?{TO}(?P<high>{ARABIC})\s?)?%")
SHARE = re.compile(rf"(?P<base>[百千万])分之(?P<low>{COUNT})(?:{TO}(?:[百千万]分之)?(?P<high>{COUNT}))?")
MYRIAD = re.compile(
    r"(?<=[息率利日天按])\s?万\s?(?P<low>[0-9](?:\.[0-9]{1,2})?|[一二两三四五六七八九])(?![0-9.%十百千万元块])"
)
POINTS = re.compile(rf"(?P<low>{COUNT})个点")
BY_CUSTOM = (
    rf"(?P<low>{COUNT})(?P<unit>[分厘])(?!钟|[0-9]{{2}})(?:(?P<half>半)|(?P<more>[0-9一二两三四五六七八九])厘?)?"
)
CUSTOM = re.compile(rf"(?<=[息利率])[是为:\s]?{BY_CUSTOM}|{BY_CUSTOM.replace('>', '_2>')}的?[利息]")
WAYS = (PERCENT, SHARE, MYRIAD, POINTS, CUSTOM)

HUNDREDTH = {"year": Decimal("0.1"), "month": Decimal("0.01"), "day": Decimal("0.001")}
"""One 分 by custom: a tenth of the sum a year, a hundredth a month, a thousandth a day. One 厘 is a tenth of that."""

BASES = {"百": Decimal("0.01"), "千": Decimal("0.001"), "万": Decimal("0.0001")}


def rates(text: str) -> tuple[Rate, ...]:
    """Every rate in a text that went through `even`, in order."""
    matches = ((pattern, match) for pattern in WAYS for match in pattern.finditer(text))
    said = sorted(
        filter(None, (meant(pattern, match, text) for pattern, match in matches)), key=lambda rate: rate.start
    )
    found: list[Rate] = []
    for rate in said:
        if not found or rate.start >= found[-1].end:
            found.append(rate)
    return tuple(found)


def meant(pattern: re.Pattern[str], match: re.Match[str], text: str) -> Rate | None:
    """The rate that one way of saying it means; None where the numerals are none."""
    part = pieces(match)
    low, high = number(part["low"]), number(part.get("high", part["low"]))
    if low is None or high is None:
        return None
    per, about = period(text, match.start(), match.end()), False
    if pattern in (MYRIAD, CUSTOM):
        per, about = (per, False) if per else ("day" if pattern is MYRIAD else "month", True)
    if pattern is CUSTOM:
        unit = HUNDREDTH[per] if part["unit"] == "分" else HUNDREDTH[per] / 10
        extra = number(part["more"]) if "more" in part else None
        tenths = extra.low if extra else Decimal(5) if "half" in part else Decimal(0)
        least = most = (low.low + tenths / 10) * unit
    else:
        unit = BASES[part["base"]] if pattern is SHARE else BASES["万" if pattern is MYRIAD else "百"]
        least, most = low.low * unit, high.high * unit
    tag = tag_before(text[: match.start()])
    start = match.start() + len(match[0]) - len(match[0].lstrip().lstrip("是为:"))
    return Rate(least, max(least, most), per, about, start, match.end(), Tag.NONE if tag is Tag.EACH else tag)


def period(text: str, start: int, end: int) -> str:
    """What a rate is for: the nearest word before it, else the one right behind it; empty where neither says."""
    before = list(BEFORE.finditer(text[max(0, start - NEAR) : start + 1]))
    found = before[-1] if before else AFTER.match(text[end : end + 6])
    return (found.lastgroup or "") if found else ""

"""Sums of money as people write them: 两万三, 1.5万, 3.2w, ￥3,200.50, 叁仟元整, 一百二, 三千多, 1-2万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from conversations.spoken.not_sums import COUNTED
from conversations.spoken.numerals import UNITS, Number, number
from conversations.spoken.pieces import pieces
from conversations.spoken.tags import Tag


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in a text, in fen, and where it stands there. `most` is the upper end of a range, else the same.

    `about`: 三千多, 大概五千, 几千: worth asking back before it is counted with. `marked`: a currency or a unit
    (元, 万) stands at it; a bare number is a sum by its size only.
    """

    fen: int
    most: int
    about: bool
    marked: bool
    start: int
    end: int
    tag: Tag = Tag.NONE


def written_sums(shown: str) -> Iterator[Sum]:
    """Every number in a text that may be a sum: not one that counts something else. The text went through `even`."""
    at = 0
    while match := FIRST.search(shown, at):
        found = sum_at(shown, match, at)
        at = found.end if found else match.end()
        if found:
            yield found


def sum_at(shown: str, match: re.Match[str], since: int) -> Sum | None:
    """The sum at a numeral, with its currency, its cents and its upper end; None where something else is counted."""
    before = shown[max(since, match.start() - 12) : match.start()]
    mark = found[0] if (found := MARK.search(before)) else ""
    before = before.removesuffix(mark)
    amount, end = amount_at(shown, match)
    if amount is None or OTHER_MARK.search(before):
        return None
    tail = TAIL.match(shown, end)
    part = pieces(tail) if tail else {}
    end += len(tail[0].rstrip()) if tail else 0
    marked = bool(mark or part.keys() & {"yuan", "named", "dime"})
    if not marked and THEN_COUNTED.match(shown, end):
        return None
    worth, extra = 10 if "dime" in part else 100, cents(part)
    fen, most = amount.low * worth + extra, amount.high * worth + extra
    loose = LOOSE_BEFORE.search(before) or LOOSE_AFTER.match(shown, end) or part.keys() & {"more", "odd"}
    about = amount.about or bool(loose) or fen != int(fen)
    united = bool(UNIT.search(shown[match.start() : end]))
    return Sum(round(fen), round(most), about, marked or united, match.start() - len(mark), end)


def amount_at(shown: str, match: re.Match[str]) -> tuple[Number | None, int]:
    """The number that begins here, up to the upper end of a range if one follows (1-2万), and where it ends."""
    lower, second = number(match[0]), SECOND.match(shown, match.end())
    upper = number(second[1]) if second else None
    if lower is None or second is None or upper is None:
        return lower, match.end()
    low, unit = lower.low, UNIT.search(second[1])
    if unit and not UNIT.search(match[0]) and low * UNITS[unit[0]] < upper.high:
        low *= UNITS[unit[0]]
    if low >= upper.high:
        return lower, match.end()
    return Number(low, upper.high, lower.about or upper.about), second.end()


def cents(part: dict[str, str]) -> Decimal:
    """What stands behind the yuan, in fen: 5角3分, 零5分, the 5 of 3块5."""
    tenth = part.get("jiao") or part.get("tenth") or "零"
    hundredth = part.get("fen") or part.get("only_fen") or part.get("dime_fen") or "零"
    return digit("五" if tenth == "半" else tenth) * 10 + digit(hundredth)


def digit(said: str) -> Decimal:
    found = number(said)
    return found.low if found else Decimal(0)


DIGIT = "零一二两三四五六七八九"
ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])(?:\.[0-9]{1,6})?|[0-9]{1,9}(?:\.[0-9]{1,6})?)"
PIECE = (
    rf"(?:{ARABIC}\s?|[{DIGIT}几数]{{1,2}}(?:点[{DIGIT}]{{1,3}})?)?(?:[十百千万亿]|[wk](?![a-z]))"
    r"(?:[多余](?!少)|[来好几](?=[元块万千十]))?"
)
LAST = rf"零?(?:[0-9]{{1,4}}|[{DIGIT}几]{{1,2}})(?!{COUNTED}|[0-9.十百千万亿]|[{DIGIT}](?![期个次]))"
NUMERAL = (
    rf"(?:(?=[0-9十{DIGIT}几数]){PIECE}(?:零?{PIECE}){{0,12}}(?:{LAST})?|{ARABIC}(?![0-9])|[{DIGIT}几]{{1,9}}"
    r"|百八十|千八百|万八千|[百千万]把(?=[元块来]))"
)
FIRST = re.compile(rf"(?<![0-9a-z])(?<![0-9]\.){NUMERAL}")
SECOND = re.compile(rf"(?:元|块)?\s?(?:-|~|—|–|到|至|、(?=.[千万k]))\s?({NUMERAL})(?!{COUNTED})")
"""The upper end of a range: 1-2万, 3000元到5000元, 3、4千."""

CENTS = rf"零?(?P<jiao>[0-9{DIGIT}])[角毛](?:零?(?P<fen>[0-9{DIGIT}])分?)?|零?(?P<only_fen>[0-9{DIGIT}])分"
TAIL = re.compile(
    r"(?P<more>多|余|\+(?![0-9])|出头)?\s?(?:(?P<yuan>元|块)(?P<odd>多)?"
    rf"(?:{CENTS}|(?P<tenth>[0-9{DIGIT}半])(?!{COUNTED}|[0-9.,{DIGIT}十百千万亿]))?(?:人民币|¥{{1,3}}(?!\s?[0-9])|钱|整|正)?"
    r"|(?P<named>(?:人民币|¥{1,3})(?!\s?[0-9])|整(?!个))|(?P<dime>[角毛])(?:(?P<dime_fen>[0-9一二三四五六七八九])分?)?)?"
)
MARK = re.compile(r"(?:¥{1,3}|人民币)[:\s]?\Z")
OTHER_MARK = re.compile(r"[$€£]\s?\Z")
UNIT = re.compile(r"[百千万亿wk]")
LOOSE_BEFORE = re.compile(
    r"(?:大概|大约|约|差不多|将近|接近|不到|(?<![最附])近|(?<![尽赶])快|小|可能|估计)(?:是|有|要)?\s?\Z"
)
LOOSE_AFTER = re.compile(r"\s?(?:左右|上下|以内|不到|的样子)")
THEN_COUNTED = re.compile(rf"几?{COUNTED}")

"""Lines about debts → debts: lender, sum, since when, court paper, guarantor; and what has still to be asked.

A pure reader: a line is cut into sums, times, signs and what is left, which is the lender's name. A new debt begins
where a second lender is named, or a second sum for another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from conversations.debts_told.lenders import is_plain, kind_of, name_in
from conversations.debts_told.overdue import Overdue, overdue_in
from conversations.debts_told.signs import Said, Sign, signs_in
from conversations.debts_told.ways_of_speech import plainly
from conversations.money.debts import Debt, Unsure
from conversations.spoken.money import money_in
from conversations.spoken.rates import Rate
from conversations.spoken.sums import Sum
from conversations.spoken.tags import Tag

LONGEST = 4000
MOST_AT_ONCE = 30
"""Debts that are read from one message."""

LINES = re.compile(r"[\n;；。!！?？]|还有(?=\S)|另外(?=\S)")
NUMBERED = re.compile(
    r"\A\s*(?:[①-⑳]|[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十])[)）、]|[0-9]{1,2}\.(?![0-9])|第[一二三四五六七八九十]笔?|[-*•·])\s*"
)
PARTED = re.compile(r"[\s,，、:：/|()（）+]+|和(?=[^\s]{2})|跟(?=[^\s]{2})")
WHOLE = re.compile(r"一共|总共|合计|加起来|总计")

IN_NAMES = re.compile(r"360(?=\s?(?:借条|数科|金融|信贷))|58(?=好借|消金|同城)|51(?=信用卡)|2345(?=贷款)")
"""Digits that belong to a lender's name."""

ASIDE = (Tag.EACH, Tag.LIMIT, Tag.PAID, Tag.MINIMUM, Tag.WAIVED)
"""Sums that are not what is owed."""

PARTS = {Tag.PRINCIPAL: "principal", Tag.INTEREST: "interest", Tag.PENALTY: "penalty", Tag.LATE_FEE: "penalty"}
PARTS |= {Tag.FEE: "fees"}


@dataclass(frozen=True, slots=True)
class Told:
    """The debts of a message, without ids yet, and the lines that nothing was understood of."""

    debts: tuple[Debt, ...]
    unread: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A debt while its line is being read. `aside`: words that may be the name of another one."""

    name: str = ""
    sums: list[Sum] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    times: list[Overdue] = field(default_factory=list)
    signs: set[Sign] = field(default_factory=set)
    aside: str = ""

    @property
    def summed(self) -> bool:
        return any(is_whole(found) for found in self.sums)


Token = Sum | Rate | Overdue | Said | str


def is_whole(found: Sum) -> bool:
    """Whether a sum is what is owed, all in all."""
    return found.tag not in (*ASIDE, *PARTS)


def debts_told(text: str, today: date) -> Told:
    """Every debt in a message. Raises nothing, whatever it says."""
    debts: list[Debt] = []
    unread: list[str] = []
    for line in LINES.split(text[:LONGEST]):
        said = NUMBERED.sub("", plainly(line))
        if not said.strip():
            continue
        found = [draft for draft in drafts_in(said, today) if is_debt(draft)]
        if WHOLE.search(said) and not any(draft.name for draft in found):
            continue  # the sum of them all
        debts += [debt for draft in found if (debt := debt_of(draft, line)) is not None]
        unread += [] if found else [line.strip()]
    return Told(tuple(debts[:MOST_AT_ONCE]), tuple(unread))


def drafts_in(said: str, today: date) -> list[Draft]:
    """The debts of one line."""
    drafts = [Draft()]
    for token in tokens(said, today):
        now = drafts[-1]
        if begins_another(now, token):
            now = Draft(now.aside if isinstance(token, Sum) else "")
            drafts.append(now)
        match token:
            case Sum():
                now.sums.append(token)
            case Rate():
                now.rates.append(token)
            case Overdue():
                now.times.append(token)
            case Said():
                now.signs.add(token.sign)
            case str() if now.name:
                now.aside = token
            case str():
                now.name = token
    return drafts


def begins_another(draft: Draft, token: Token) -> bool:
    """Whether a token cannot be of the same debt any more: a second lender, or a second sum for another one."""
    if isinstance(token, Sum):
        return bool(draft.name and draft.summed and is_whole(token))
    return isinstance(token, str) and bool(draft.name) and is_plain(token)


def tokens(said: str, today: date) -> Iterator[Token]:
    """The pieces of a line in order; names are what is left between the others."""
    signs = signs_in(said)
    shown = IN_NAMES.sub(lambda match: "\0" * len(match[0]), struck_out(said, signs))
    times = overdue_in(shown, today)
    read: list[Said | Overdue | Sum | Rate] = [*signs, *times, *money_in(struck_out(shown, times))]
    at = 0
    for token in sorted(read, key=lambda token: token.start):
        yield from names(said[at : token.start])
        yield token
        at = token.end
    yield from names(said[at:])


def as_written(name: str, line: str) -> str:
    """A name in the letters of the person: A平台, not a平台."""
    found = re.search(re.escape(name), line, re.IGNORECASE) if name else None
    return found[0] if found else name


def names(said: str) -> Iterator[str]:
    for piece in PARTED.split(said):
        if name := name_in(piece):
            yield name


def struck_out(said: str, found: Iterable[Said | Overdue]) -> str:
    """The text, of the same length, without what was read already."""
    marks = list(said)
    for one in found:
        marks[one.start : one.end] = "\0" * (one.end - one.start)
    return "".join(marks)


def is_debt(draft: Draft) -> bool:
    """Whether enough was said: a lender that is surely one, or a sum that somebody is owed."""
    return is_plain(draft.name) or draft.summed or any(found.tag in PARTS for found in draft.sums)


def debt_of(draft: Draft, line: str) -> Debt | None:
    """The debt that a draft comes to, with what is unsure about it; None where it is paid off already."""
    if Sign.SETTLED in draft.signs:
        return None
    asked, firm = asked_in(draft.sums)
    time = draft.times[0] if draft.times else None
    court = Sign.COURT in draft.signs
    unsure = {
        Unsure.LENDER: not draft.name,
        Unsure.SUM: not firm,
        Unsure.SINCE: time is not None and not time.sure,
        Unsure.COURT: Sign.SUED in draft.signs and not court,
    }
    name, parts = as_written(draft.name, line), parts_in(draft.sums)
    return Debt(
        "",
        name,
        kind_of(draft.name),
        asked,
        principal=parts.get("principal"),
        interest=parts.get("interest"),
        penalty=parts.get("penalty"),
        fees=parts.get("fees"),
        overdue_since=time.since if time else None,
        court=court,
        guarantor=Sign.GUARANTOR in draft.signs,
        yearly=next((rate.yearly for rate in draft.rates if not rate.about and rate.tag is Tag.NONE), None),
        reported=True if Sign.REPORTED in draft.signs else False if Sign.NOT_REPORTED in draft.signs else None,
        contract_known=True if Sign.CONTRACT in draft.signs else False if Sign.NO_CONTRACT in draft.signs else None,
        unsure=tuple(doubt for doubt, holds in unsure.items() if holds),
    )


def asked_in(sums: list[Sum]) -> tuple[int, bool]:
    """What is asked all in all, in fen, and whether that is firm. Of a range the upper end counts."""
    whole = [found for found in sums if is_whole(found)]
    if whole:
        main = next((found for found in whole if found.tag is Tag.DUE), whole[0])
        return main.most, main.fen == main.most
    parts = [found for found in sums if found.tag in PARTS]
    return sum(found.most for found in parts), bool(parts)


def parts_in(sums: list[Sum]) -> dict[str, int]:
    """The parts of the bill, in fen; none where only one thing was named, which is then the whole."""
    parts: dict[str, int] = {}
    for found in sums:
        if name := PARTS.get(found.tag):
            parts[name] = parts.get(name, 0) + found.most
    return parts if len(sums) > 1 else {}

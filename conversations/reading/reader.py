"""Reading a message: what kind it is, which lines it crosses and where, how grave that is, what it names."""

from __future__ import annotations

from conversations.reading.entities import entities
from conversations.reading.families import WORDS, pattern
from conversations.reading.kinds import Clues, gather, kind_of, sign_of
from conversations.reading.labels import ENTITIES, WITHOUT_PRACTICE, Kind
from conversations.reading.message import Evidence, Message, Reading
from conversations.reading.normalise import plain
from conversations.reading.page import Page
from conversations.reading.senders import Name, names
from conversations.reading.severity import severity
from conversations.reading.shown import Shown, shown
from conversations.reading.signs import SIGNS
from conversations.reading.turns import Talk, talk


def read(message: Message) -> Reading:
    """Read a message. Any text can be read, an empty one too; nothing in it is acted upon."""
    page, said, named, pieces = looked_at(message)
    verdict = kind_of(gather(page.text, said, named, pieces, message))
    kept = [] if verdict.kind in WITHOUT_PRACTICE else [piece for piece in pieces if verdict.keeps(piece)]
    evidence = []
    for piece in kept:
        start, end = page.origin(piece.start, piece.end)
        evidence.append(Evidence(piece.practice, piece.rule, piece.fact, message.text[start:end], start))
    evidence.sort(key=lambda piece: (piece.practice, piece.start))
    practices = {piece.practice for piece in evidence}
    return Reading(
        kind=verdict.kind,
        evidence=tuple(evidence),
        severity=severity(verdict.kind, practices, evidence),
        sure=verdict.sure,
        entities=dict.fromkeys(ENTITIES, ())
        if verdict.kind is Kind.UNRELATED
        else entities(page, said, named, message.received_at),
        signs=verdict.signs,
    )


def get_ready() -> None:
    """Make the tables and patterns that are made once, so that the first message waits for none of them."""
    for family in WORDS:
        pattern(family)
    for sign in SIGNS:
        sign_of(sign)
    read(Message("您好"))


def clues_of(message: Message) -> Clues:
    """What the kind of a message is told from."""
    page, said, named, pieces = looked_at(message)
    return gather(page.text, said, named, pieces, message)


def looked_at(message: Message) -> tuple[Page, Talk, tuple[Name, ...], list[Shown]]:
    """A message in one spelling, who says what, who is named, and what the rules and the sender show."""
    page = plain(message.text)
    said = talk(page.text)
    named = names(page, said)
    return page, said, named, shown(page.text, said, named, message)

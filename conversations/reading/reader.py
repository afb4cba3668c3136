"""Reading a message: what kind it is, which lines it crosses and where, how grave that is, what it names."""

from __future__ import annotations

from conversations.reading.entities import entities
from conversations.reading.kinds import Clues, gather, kind_of
from conversations.reading.labels import ENTITIES, WITHOUT_PRACTICE, Kind
from conversations.reading.message import Evidence, Message, Reading
from conversations.reading.normalise import plain
from conversations.reading.senders import names
from conversations.reading.severity import severity
from conversations.reading.shown import shown
from conversations.reading.turns import talk


def read(message: Message) -> Reading:
    """Read a message. Any text can be read, an empty one too; nothing in it is acted upon."""
    page = plain(message.text)
    said = talk(page.text)
    named = names(page, said)
    pieces = shown(page.text, said, named, message)
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


def clues_of(message: Message) -> Clues:
    """What the kind of a message is told from."""
    page = plain(message.text)
    said = talk(page.text)
    named = names(page, said)
    return gather(page.text, said, named, shown(page.text, said, named, message), message)

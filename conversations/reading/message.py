"""A message as somebody forwards it, and what reading it gives. Names and labels are those of `labels`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from conversations.reading.labels import ENTITIES, Kind


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    channel: str = ""  # sms, wechat, call_transcript, letter, other
    received_at: datetime | None = None  # local time
    recipient: str = ""  # borrower, family, coworker, unrelated; empty where unknown
    prior_times: tuple[datetime, ...] = ()  # earlier contacts by the same party


@dataclass(frozen=True, slots=True)
class Found:
    """Something named in a message, in the words of the message. `value` is yuan, `digits` a number to dial."""

    text: str
    value: float | None = None
    digits: str = ""
    date: date | None = None

    def as_json(self) -> dict[str, str | float]:
        told: dict[str, str | float] = {"text": self.text}
        if self.value is not None:
            told["value"] = self.value
        if self.digits:
            told["value"] = self.digits
        if self.date:
            told["date"] = self.date.isoformat()
        return told


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows a practice: a piece of the original text. Empty where the time, the count or an absence shows it."""

    practice: str
    rule: str  # the id of the rule that found it
    fact: str  # the id of the fact that the rule rests on
    text: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    kind: Kind
    evidence: tuple[Evidence, ...] = ()
    severity: int = 0
    sure: bool = True  # False: the signs for this kind are weak
    entities: Mapping[str, tuple[Found, ...]] = field(default_factory=lambda: dict.fromkeys(ENTITIES, ()))
    signs: tuple[str, ...] = ()  # the ids of the signs that decided the kind

    @property
    def practices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.practice for piece in self.evidence))

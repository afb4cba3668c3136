"""What is said of somebody else's message: one table from what was read to a label, and what to do first.

A verdict is made of names alone, so that it can be remembered without the words that it was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from conversations.crisis import wishes_death
from conversations.danger import asks_for_money_or_codes
from conversations.reading.labels import Kind
from conversations.reading.message import Reading
from conversations.screen import Text, Value

READING = "reading"
"""The catalogue of what is said of messages."""

LABELS = {
    Kind.LAWFUL: "reminder",
    Kind.PRESSURE: "reminder",
    Kind.VIOLATION: "crossed",
    Kind.SCAM: "scam",
    Kind.RELIEF_AD: "ad",
    Kind.LOAN_AD: "ad",
    Kind.OFFER: "offer",
    Kind.OFFICIAL: "paper",
    Kind.REPLY: "reply",
    Kind.UNRELATED: "unrelated",
}
"""From the kind of a message to what it is called; `label_of` has the exceptions."""

FIRST_DEEDS = {
    "impersonates_police_or_court": "verify",
    "asks_code_or_remote_control": "stop",
    "demands_personal_account_or_qr_payment": "stop",
    "upfront_fee_agent": "stop",
    "threat_violence": "violence",
    "suspicious_link": "link",
    "impersonates_lawyer_or_official_document": "verify",
    "false_court_process": "verify",
    "false_criminal_liability": "verify",
    "actually_disclosed_to_third_party": "family",
    "asks_relative_to_repay": "family",
    "addressed_to_third_party": "family",
    "threat_contact_family_or_contacts": "family",
    "harasses_workplace": "noted",
    "threat_exposure": "noted",
    "insult": "noted",
    "excessive_frequency": "often",
    "off_hours": "noted",
    "threat_visit": "visit",
    "false_consequence": "noted",
    "induces_new_loan": "no_new_loan",
    "fee_or_amount_pressure": "noted",
    "no_identity": "who",
}
"""From a practice to what to do first about it. In this order practices are named, what cannot wait first."""

DEEDS = (
    *dict.fromkeys(FIRST_DEEDS.values()),
    *("fake_court", "cruel", "reminder", "offer", "paper", "ad", "reply", "unrelated", "unsure"),
)

OPENS = {
    "stop": "@open.stop_paying",
    "link": "@open.stop_paying",
    "fake_court": "@open.stop_paying",
    "unsure": "@open.stop_paying",
    "violence": "@open.door_visit",
    "visit": "@open.door_visit",
    "family": "@open.family",
    "cruel": "@open.crisis",
    "paper": "@open.paper",
    "verify": "@open.paper",
    "noted": "@open.live_call",
    "often": "@open.live_call",
    "who": "@open.live_call",
    "reminder": "@open.talk",
    "offer": "@open.talk",
    "no_new_loan": "@open.talk",
}
"""From what to do first to the flow that helps with it."""

BASES = {
    "reminder": "cba-2026-lawful-collection",
    "scam": "fake-collector",
    "paper": "court-verify",
    "ad": "debt-agency",
    "offer": "myth-pay-to-stop",
}
"""What a label rests on where no practice was found."""

SHOWN = {"crossed", "scam"}
"""Labels that come with the practices that led to them."""

COUNTED = {"hours.received", "often.counted"}
"""Rules that hold by the clock, however little the words say."""

GROUNDS = {"off_hours": "norm-hours", "addressed_to_third_party": "norm-third-party-contact"}
"""The facts of what a correction can add."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`practices` and the fact that each rests on; `deed` is what to do first; `turn` is that in which it was
    made, `record` that under which the message is kept: an older one where it was edited."""

    label: str
    practices: Mapping[str, str]
    deed: str
    turn: int = 0
    record: int = 0

    def noted(self) -> dict[str, str]:
        """As notes of a session."""
        practices = " ".join(f"{name}={fact}" for name, fact in self.practices.items())
        return {
            "read.label": self.label,
            "read.practices": practices,
            "read.deed": self.deed,
            "read.turn": str(self.turn),
            "read.record": str(self.record),
        }

    @classmethod
    def of(cls, notes: Mapping[str, str]) -> Self | None:
        """The verdict on the newest message; None where there is none."""
        return cls.noted_as(notes) if "read.label" in notes else None

    @classmethod
    def noted_as(cls, notes: Mapping[str, str]) -> Self:
        """The verdict that is noted so."""
        pairs = (pair.partition("=") for pair in notes["read.practices"].split())
        return cls(
            notes["read.label"],
            {name: fact for name, _, fact in pairs},
            notes["read.deed"],
            int(notes["read.turn"]),
            int(notes["read.record"]),
        )

    def facts(self) -> tuple[str, ...]:
        found = dict.fromkeys(self.practices.values())
        return tuple(found) or tuple(filter(None, (BASES.get(self.label),)))

    def named(self) -> Text:
        """The label in words, with at most two practices."""
        names = [practice(name) for name in self.practices]
        if not names or self.label not in SHOWN:
            return Text(READING, f"label.{self.label}")
        listed = Text(READING, "and", {"first": names[0], "second": names[1]}) if names[1:] else names[0]
        values: dict[str, Value] = {"count": len(names), "practices": listed}
        return Text(READING, f"label.{self.label}_shown", values)


def practice(name: str) -> Text:
    return Text(READING, f"practice.{name}")


def verdict_on(reading: Reading, text: str, turn: int) -> Verdict:
    """What is said of a message. A plain request for money, codes or the screen is one, whatever else was read."""
    danger = asks_for_money_or_codes(text)
    label = label_of(reading, danger)
    found = {piece.practice: piece.fact for piece in reading.evidence} if label in SHOWN else {}
    practices = {name: found[name] for name in FIRST_DEEDS if name in found}
    verdict = judged(label, practices, turn)
    if danger:
        return replace(verdict, deed="stop")
    if verdict.deed not in ("stop", "fake_court") and wishes_death(text):
        return replace(verdict, deed="cruel")
    return verdict


def label_of(reading: Reading, danger: bool) -> str:
    label = LABELS[reading.kind]
    if danger and label != "crossed":
        return "scam"
    counted = any(piece.rule in COUNTED for piece in reading.evidence)
    if not reading.sure and not (counted and label == "crossed"):
        return "unsure"
    if reading.kind is Kind.PRESSURE and reading.practices:
        return "crossed"
    if reading.kind is Kind.RELIEF_AD and "upfront_fee_agent" in reading.practices:
        return "scam"
    return label


def judged(label: str, practices: Mapping[str, str], turn: int) -> Verdict:
    """A label and what was found, with what to do first."""
    return Verdict(label, practices, first_deed(label, practices), turn)


def first_deed(label: str, practices: Mapping[str, str]) -> str:
    """Where money or codes are asked for, to stop comes before everything else; of a false court's link, not to press
    it, and whom to ask."""
    if label not in SHOWN:
        return label
    if practices.keys() & {"asks_code_or_remote_control", "demands_personal_account_or_qr_payment"}:
        return "stop"
    if practices.keys() >= {"impersonates_police_or_court", "suspicious_link"}:
        return "fake_court"
    if "upfront_fee_agent" in practices:
        return "stop"
    return next((FIRST_DEEDS[name] for name in practices), "stop" if label == "scam" else "noted")

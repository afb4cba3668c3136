"""The pictures of one job, as they were read: what each is called, by the record under which its text is kept.

It holds names only, so that it can be remembered in the session; the texts are with the records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Self

from conversations.session import Session
from conversations.verdict import DEEDS, Verdict

NOTE = "batch"

GROUPS = {
    "scam": ("scam",),
    "crossed": ("crossed",),
    "paper": ("paper",),
    "unsure": ("unsure",),
    "ordinary": ("reminder", "offer"),
    "other": ("ad", "reply", "unrelated"),
    "blurred": (),
}
"""How pictures are counted and shown, the most dangerous first: by their labels; last what can hardly be read."""

PICTURES = "@pictures"
"""The button of the summary; with a group and a number behind it, of one picture: @pictures.scam.1."""

READ_TEXT = "@text"
"""[读到的字], of the newest message."""


Dumped = tuple[Mapping[str, str], str, bool, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One picture: the verdict on it, when it was sent if that is known, whether its letters were read surely, and how
    grave its reader found it, from 0 to 3."""

    verdict: Verdict
    sent: datetime | None = None
    clear: bool = True
    severity: int = 0

    @property
    def rank(self) -> tuple[int, bool, int, int, int]:
        """By which the most dangerous come first: who asks for money or codes now, then how grave it is."""
        group, verdict = [*GROUPS].index(self.group), self.verdict
        asks = verdict.deed == "stop"
        return group, not asks, -self.severity, -len(verdict.practices), DEEDS.index(verdict.deed)

    @property
    def group(self) -> str:
        """A fraud is one, however badly it can be read."""
        label = self.verdict.label
        if not self.clear and label != "scam":
            return "blurred"
        return next((group for group, labels in GROUPS.items() if label in labels), "unsure")

    def dump(self) -> Dumped:
        return self.verdict.noted(), self.sent.isoformat() if self.sent else "", self.clear, self.severity

    @classmethod
    def load(cls, dumped: Dumped) -> Self:
        noted, sent, clear, severity = dumped
        return cls(Verdict.noted_as(noted), datetime.fromisoformat(sent) if sent else None, clear, severity)


@dataclass(frozen=True, slots=True)
class Batch:
    """`turn` is that of the summary: its buttons are about this batch, older ones about another."""

    job: int = 0
    turn: int = 0
    items: tuple[Item, ...] = ()

    def dump(self) -> str:
        return json.dumps([self.job, self.turn, [item.dump() for item in self.items]])

    @classmethod
    def load(cls, text: str) -> Self:
        job, turn, items = json.loads(text)
        return cls(job, turn, tuple(map(Item.load, items)))

    def adding(self, job: int, item: Item) -> Batch:
        """With one more picture; what another job brought is forgotten."""
        return replace(self, items=(*self.items, item)) if job == self.job else Batch(job, 0, (item,))

    def having(self, item: Item, new: Item) -> Batch:
        """With one picture in the place of another."""
        return replace(self, items=tuple(new if one is item else one for one in self.items))

    def item(self, record: int) -> Item | None:
        return next((item for item in self.items if item.verdict.record == record), None)

    def in_order(self) -> Batch:
        """As the pictures are shown. A picture that is put right afterwards keeps its place."""
        return replace(self, items=tuple(sorted(self.items, key=lambda item: item.rank)))

    def group(self, name: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.group == name)

    def place(self, record: int) -> tuple[str, int]:
        """The group of a picture, and its number there from 1 on; ("", 0) where it is none of these."""
        item = self.item(record)
        return (item.group, self.group(item.group).index(item) + 1) if item else ("", 0)

    def after(self, record: int) -> str:
        """The button to the next picture; empty after the last."""
        item = self.item(record)
        at = self.items.index(item) + 1 if item else len(self.items)
        return button(*self.place(self.items[at].verdict.record)) if at < len(self.items) else ""

    def first_ones(self) -> list[str]:
        """The button to the first picture of each group that there is."""
        return [button(name, 1) for name in GROUPS if self.group(name)]


def button(group: str, number: int) -> str:
    return f"{PICTURES}.{group}.{number}"


def batch_of(session: Session) -> Batch:
    return Batch.load(session.notes[NOTE]) if NOTE in session.notes else Batch()


def with_batch(session: Session, batch: Batch) -> Session:
    return session.noting(NOTE, batch.dump())


def forgetting(session: Session) -> Session:
    """The session without what pictures were called that are deleted."""
    return replace(session, notes={name: note for name, note in session.notes.items() if name != NOTE})


def with_verdict(session: Session, verdict: Verdict, reread: bool = False) -> Session:
    """The session with this as the newest verdict. Where it is on a picture, that is called so from now on, too; one
    whose text the person put right is as clear as can be."""
    session = replace(session, notes={**session.notes, **verdict.noted()})
    batch = batch_of(session)
    item = batch.item(verdict.record)
    if item is None:
        return session
    new = replace(item, verdict=verdict, clear=item.clear or reread)
    return with_batch(session, batch.having(item, new))


def sent_at(session: Session, record: int, clock: time) -> Session:
    """The session in which the message of a picture was sent at another time of that day, where its day is known."""
    batch = batch_of(session)
    item = batch.item(record)
    if item is None or item.sent is None:
        return session
    new = replace(item, sent=item.sent.replace(hour=clock.hour, minute=clock.minute))
    return with_batch(session, batch.having(item, new))


def record_of(session: Session, option: str) -> int:
    """The record of the picture that a button is about; 0 where it is about none."""
    if option == READ_TEXT:
        verdict = Verdict.of(session.notes)
        return verdict.record if verdict else 0
    item = item_of(batch_of(session), option) if option.startswith(f"{PICTURES}.") else None
    return item.verdict.record if item else 0


def item_of(batch: Batch, option: str) -> Item | None:
    """The picture of a button such as @pictures.scam.1; None where there is none."""
    name, group, number = (*option.split("."), "", "")[:3]
    found = batch.group(group) if name == PICTURES else ()
    return found[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(found) else None

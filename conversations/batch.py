"""The pictures of one job, as they were read: what each is called, by the record under which its text is kept.

It holds names only, so that it can be remembered in the session; the texts are with the records.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Item:
    """One picture: the verdict on it, when it was sent if that is known, and whether its letters were read surely."""

    verdict: Verdict
    sent: datetime | None = None
    clear: bool = True

    @property
    def group(self) -> str:
        """A fraud is one, however badly it can be read."""
        label = self.verdict.label
        if not self.clear and label != "scam":
            return "blurred"
        return next((group for group, labels in GROUPS.items() if label in labels), "unsure")

    def dump(self) -> tuple[Mapping[str, str], str, bool]:
        return self.verdict.noted(), self.sent.isoformat() if self.sent else "", self.clear

    @classmethod
    def load(cls, dumped: tuple[Mapping[str, str], str, bool]) -> Self:
        noted, sent, clear = dumped
        return cls(Verdict.noted_as(noted), datetime.fromisoformat(sent) if sent else None, clear)


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

    def item(self, record: int) -> Item | None:
        return next((item for item in self.items if item.verdict.record == record), None)

    def group(self, name: str) -> tuple[Item, ...]:
        """The pictures of a group, the most dangerous first."""
        found = [item for item in self.items if item.group == name]
        return tuple(sorted(found, key=lambda item: (DEEDS.index(item.verdict.deed), -len(item.verdict.practices))))

    def place(self, record: int) -> tuple[str, int]:
        """The group of a picture, and its number there from 1 on; ("", 0) where it is none of these."""
        for group in GROUPS:
            for number, item in enumerate(self.group(group), 1):
                if item.verdict.record == record:
                    return group, number
        return "", 0

    def after(self, record: int) -> str:
        """The button to the next picture: of the same group, else of the next one; empty after the last."""
        group, number = self.place(record)
        if not group:
            return ""
        if number < len(self.group(group)):
            return button(group, number + 1)
        return next(self.first_ones(after=group), "")

    def first_ones(self, after: str = "") -> Iterator[str]:
        """The button to the first picture of each group that there is."""
        names = list(GROUPS)
        for name in names[names.index(after) + 1 if after else 0 :]:
            if self.group(name):
                yield button(name, 1)


def button(group: str, number: int) -> str:
    return f"{PICTURES}.{group}.{number}"


def batch_of(session: Session) -> Batch:
    return Batch.load(session.notes[NOTE]) if NOTE in session.notes else Batch()


def with_batch(session: Session, batch: Batch) -> Session:
    return session.noting(NOTE, batch.dump())


def with_verdict(session: Session, verdict: Verdict, reread: bool = False) -> Session:
    """The session with this as the newest verdict. Where it is on a picture, that is called so from now on, too; one
    whose text the person put right is as clear as can be."""
    session = replace(session, notes={**session.notes, **verdict.noted()})
    batch = batch_of(session)
    item = batch.item(verdict.record)
    if item is None:
        return session
    new = replace(item, verdict=verdict, clear=item.clear or reread)
    return with_batch(session, replace(batch, items=tuple(new if one is item else one for one in batch.items)))


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

"""Where one person is, as a value: it can be stored, compared, and gone back over. It holds names only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Place:
    """A step of a flow, the steps walked to get there (none twice), and the turn at which the flow was opened."""

    flow: str
    step: str
    trail: tuple[str, ...] = ()
    opened: int = 0

    def walking(self, step: str) -> Place:
        """This place, one step on. A step walked before is gone back to, so that no trail runs in a circle."""
        walked = (*self.trail, self.step)
        if step in walked:
            return replace(self, step=step, trail=walked[: walked.index(step)])
        return replace(self, step=step, trail=walked)


@dataclass(frozen=True, slots=True)
class Knock:
    """A reminder that rang: its flow, the step that it shows (the first, where none is named), what it is about (the
    id of an entry of the ledger) and its last day, as ISO text, where it has one."""

    flow: str
    step: str = ""
    about: str = ""
    last: str = ""

    @property
    def notes(self) -> Mapping[str, str]:
        """What its flow then knows of it: "flow.@about", "flow.@step", "flow.@last"."""
        known = {"step": self.step, "about": self.about, "last": self.last}
        return {f"{self.flow}.@{name}": value for name, value in known.items()}

    @classmethod
    def noted(cls, flow: str, notes: Mapping[str, str]) -> Knock:
        """What rang, from the notes of its flow; where it did not ring, nothing but the flow."""
        return cls(flow, *(notes.get(f"{flow}.@{name}", "") for name in ("step", "about", "last")))


@dataclass(frozen=True, slots=True)
class Session:
    """The stack of places (the last one is where the person is), the notes, and the numbering of screens.

    `turn` counts every screen and knock; `screen` is the turn of the newest screen of the talk itself, whose
    options are `offer`. `editing` names the answer that is being changed, `asked` the walk on which the privacy
    question was asked, `knock` what rang after the newest screen; `keyed`: the keys were sent;
    `back`: they had blocked the bot, and are to be asked whether reminders go on.
    """

    places: tuple[Place, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    turn: int = 0
    screen: int = 0
    offer: tuple[str, ...] = ()
    editing: str = ""
    asked: str = ""
    knock: Knock | None = None
    keyed: bool = False
    back: bool = False

    def noting(self, name: str, answer: str) -> Session:
        return replace(self, notes={**self.notes, name: answer})

    def at(self, place: Place) -> Session:
        """This session with its current place replaced."""
        return replace(self, places=(*self.places[:-1], place))

    def dump(self) -> str:
        return json.dumps(
            {
                "places": [[p.flow, p.step, list(p.trail), p.opened] for p in self.places],
                "notes": dict(self.notes),
                "turn": self.turn,
                "screen": self.screen,
                "offer": list(self.offer),
                "editing": self.editing,
                "asked": self.asked,
                "knock": [knock.flow, knock.step, knock.about, knock.last] if (knock := self.knock) else [],
                "keyed": self.keyed,
                "back": self.back,
            },
            ensure_ascii=False,
        )

    @classmethod
    def load(cls, text: str) -> Session:
        """Read what `dump` wrote, in this release or an earlier one: what is missing takes its default."""
        raw = json.loads(text)
        return cls(
            places=tuple(
                Place(flow, step, tuple(trail), opened) for flow, step, trail, opened in raw.get("places", ())
            ),
            notes=dict(raw.get("notes", {})),
            turn=raw.get("turn", 0),
            screen=raw.get("screen", 0),
            offer=tuple(raw.get("offer", ())),
            editing=raw.get("editing", ""),
            asked=raw.get("asked", ""),
            knock=knock_of(raw.get("knock")),
            keyed=raw.get("keyed", False),
            back=raw.get("back", False),
        )


def knock_of(raw: str | list[str] | None) -> Knock | None:
    """What rang, as `dump` wrote it; the first releases wrote the flow alone."""
    return Knock(*([raw] if isinstance(raw, str) else raw)) if raw else None

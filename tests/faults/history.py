"""The judge: what people did and what they were shown, by the fake Telegram's record alone.

What had to be shown is worked out again from the updates, in the order in which they were first delivered, with the
pure functions of the house and a case in memory. The bot's own tables are never asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import reduce
from typing import Any
from zoneinfo import ZoneInfo

from fake_telegram import FakeTelegram, Sent

from bot.attached import Attached
from bot.desk import Arrival, Blocked
from bot.hearing import Said, Tapped, understood
from bot.house import grounded
from bot.letters import Letter, letters, read_data
from bot.people import local, seconds
from bot.secrets import Keys
from bot.settings import Settings
from bot.telegram import keyboard
from bot.updates import read
from bot.words import SOURCE, Words
from conversations.collector import Contact, names_in
from conversations.effects import (
    Agree,
    Correct,
    Done,
    Drop,
    Effect,
    Erase,
    EraseSome,
    KeepFor,
    KeepLedger,
    KeepMessage,
    LiveBy,
    Log,
    Minor,
    Move,
    Part,
    Refuse,
    Remind,
    RemindBy,
    Rest,
    Resume,
    StopReminders,
    TakeBack,
    Told,
    Undo,
    Wake,
    Write,
)
from conversations.engine import advance
from conversations.events import Edited, Event, Forwarded, Picked, Refused
from conversations.hours import Hours
from conversations.ladder import Rung
from conversations.ledger import Ledger
from conversations.scene import NEXT, Case, Consent, Scene
from conversations.screen import Screen, Text
from conversations.session import Knock, Session
from conversations.waiting import Reminder, one_each

Json = dict[str, Any]

WORDS = Words()
PLAYBOOK = grounded(WORDS)
MARKED = WORDS.say(Text("common", "marked"))
NOBODYS = Keys(b"\0" * 32, b"\0" * 32)
"""The real keys are the bot's secret: marks are made with these, and then left out of every comparison."""

NEVER = datetime.min.replace(tzinfo=UTC)
"""When a message was sent of which nobody knows."""

NO_BOT: Any = None
"""Whoever only reads updates needs none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as far as it can be compared: its text, its buttons as (label, "turn.option"), its keys."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def is_marked(self) -> bool:
        return self.text.endswith(f"\n{MARKED}")

    @property
    def bare(self) -> Shown:
        return replace(self, text=self.text.removesuffix(f"\n{MARKED}"))


def shown(text: str, markup: Json) -> Shown:
    rows = markup.get("inline_keyboard", ())
    buttons = tuple((key["text"], without_mark(key.get("callback_data", ""))) for row in rows for key in row)
    keys = tuple(key["text"] for row in markup.get("keyboard", ()) for key in row)
    return Shown(text, buttons, keys)


def without_mark(data: str) -> str:
    return data.rpartition(".")[0]


def heard(sent: Sent) -> Shown:
    """A message that the fake Telegram accepted, as it was sent."""
    return shown(sent.text, sent.params.get("reply_markup") or {})


def written(letter: Letter) -> Shown:
    """A letter that was to be sent."""
    markup = keyboard(letter)
    return shown(letter.shown, markup.to_dict() if markup else {})


@dataclass(frozen=True, slots=True)
class Due:
    """A message that had to come: `first` as it is, `again` as its one repeat, which says so."""

    first: Shown
    again: Shown


def due(letter: Letter) -> Due:
    return Due(written(letter), written(replace(letter, note=MARKED)))


@dataclass(frozen=True, slots=True)
class Visit:
    """What one update is answered with; `telling` instead where an earlier letter failed and is told of."""

    plain: tuple[Due, ...]
    telling: tuple[Due, ...]


# --- the steps: updates → visits ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that a bot has to know of one person, folded from what the turns ask for."""

    session: Session = field(default_factory=Session)
    consent: Consent = Consent.OPEN
    records: frozenset[tuple[str, int]] = frozenset()
    messages: Mapping[int, Contact] = field(default_factory=dict)
    numbers: Mapping[int, int] = field(default_factory=dict)
    reminders: Mapping[tuple[str, str, str], Remind | Rung] = field(default_factory=dict)
    resting: bool = False
    minor: bool = False
    gone: bool = False
    ledgers: tuple[Ledger, ...] = (Ledger(),)
    hours: Hours = field(default_factory=Hours)

    def scene(self, now: int, settings: Settings, missed: bool) -> Scene:
        zone = ZoneInfo(self.hours.zone) if self.hours.zone else settings.zone
        reminders = self.waiting(zone)
        return Scene(
            local(now, zone),
            self.consent,
            self.case(reminders),
            settings.host,
            missed,
            self.minor,
            ledger=self.ledgers[-1],
            hours=self.hours,
            reminders=reminders,
        )

    def waiting(self, zone: tzinfo) -> tuple[Reminder, ...]:
        """Every reminder: none rings while the bot stands still."""
        every = (
            Reminder(
                Knock(flow, step, about, local(seconds(ring.deadline), zone).isoformat() if ring.deadline else ""),
                local(seconds(ring.due), zone),
                isinstance(ring, Remind) and ring.named,
            )
            for (flow, about, step), ring in self.reminders.items()
            if ring.due
        )
        return tuple(sorted(every, key=lambda one: one.due))

    def case(self, reminders: tuple[Reminder, ...]) -> Case:
        kinds = Counter(kind for kind, _ in self.records)
        things = one_each(reminders)
        coming = next((one for one in things if one.what.flow == NEXT), None)
        case = Case(
            calls=kinds["call"],
            visits=kinds["visit"],
            messages=len(self.messages),
            reminders=len(things),
            due=coming.due if coming else None,
            deadline=coming.last if coming else None,
            about=coming.what.about if coming else "",
            resting=self.resting,
        )
        return case.holding(self.ledgers[-1], len(self.ledgers) - 1)

    def before(self, sent: datetime | None) -> tuple[Contact, ...]:
        """What was sent in the day before a time."""
        day = timedelta(days=1)
        return tuple(each for each in self.messages.values() if sent and sent - day <= each.sent < sent)

    def after(self, effect: Effect) -> Memory:
        match effect:
            case Log(kind=kind, visit=visit):
                return replace(self, records=self.records | {(kind, visit)})
            case KeepMessage(sender=sender, sent=sent, reading=reading, turn=turn):
                contact = Contact(names_in(reading, sender), sent or NEVER)
                return replace(self, messages={**self.messages, turn: contact})
            case KeepLedger(ledger=Ledger() as ledger) if ledger != self.ledgers[-1]:
                return replace(self, ledgers=(*self.ledgers, ledger))
            case Undo() if self.ledgers[1:]:
                return replace(self, ledgers=self.ledgers[:-1])
            case Remind(flow=flow, about=str(about), step=step, due=due) if due is not None:
                return replace(self, reminders={**self.reminders, (flow, about, step): effect})
            case RemindBy(flow=flow, rungs=rungs):
                entries = {rung.about.partition(".")[0] for rung in rungs}
                settled = reduce(lambda memory, entry: memory.after(Done(flow, entry)), entries, self)
                ladder = {(flow, rung.about, rung.step): rung for rung in rungs}
                return replace(self, reminders={**settled.reminders, **ladder})
            case Done(flow=flow, about=str(about)):
                below = f"{about}." if about else "!"
                left = {
                    key: remind
                    for key, remind in self.reminders.items()
                    if not (key[0] == flow and (key[1] == about or key[1].startswith(below)))
                }
                return replace(self, reminders=left)
            case LiveBy(hours=Hours() as hours):
                return replace(self, hours=hours)
            case StopReminders():
                return replace(self, reminders={})
            case Rest() | Wake():
                return replace(self, resting=isinstance(effect, Rest))
            case Agree():
                return replace(self, consent=Consent.AGREED)
            case Refuse():
                return Memory(session=self.session, consent=Consent.REFUSED, resting=self.resting)
            case Minor(young=young):
                return Memory(
                    session=self.session,
                    consent=Consent.REFUSED if young else Consent.OPEN,
                    resting=self.resting,
                    minor=young,
                )
            case EraseSome(what=what):
                return self.without(what)
            case Erase():
                return Memory(gone=True)
            case (
                Move()
                | Drop()
                | LiveBy()
                | Resume()
                | Remind()
                | Done()
                | Told()
                | KeepFor()
                | TakeBack()
                | Write()
                | Correct()
                | KeepLedger()
                | Undo()
            ):
                return self

    def without(self, part: Part) -> Memory:
        match part:
            case "records":
                return replace(self, records=frozenset())
            case "messages":
                return replace(self, messages={}, numbers={})
            case "reminders":
                return replace(self, reminders={})
            case "debts":
                return replace(self, ledgers=(Ledger(),))


@dataclass(frozen=True, slots=True)
class House:
    """What the steps are worked out with: the settings of the bot, and the time at which it stands still."""

    settings: Settings
    now: int

    def visits(self, updates: Iterable[Json]) -> list[Visit]:
        """What one person's updates are answered with, each applied exactly once."""
        memory, visits = Memory(), []
        for update in updates:
            assert not memory.gone, "after everything was deleted, a person of this test says nothing more"
            memory, visit = self.visit(memory, update)
            visits.append(visit)
        return visits

    def visit(self, memory: Memory, update: Json) -> tuple[Memory, Visit]:
        scene = memory.scene(self.now, self.settings, missed=False)
        event = self.meaning(update, memory, scene)
        turn = advance(PLAYBOOK, memory.session, event, scene)
        telling = advance(PLAYBOOK, memory.session, event, replace(scene, missed=True))
        assert telling.session == turn.session, "whether something was missed changes no step"
        for effect in turn.effects:
            memory = memory.after(effect)
            if isinstance(effect, KeepMessage) and (number := update.get("message", {}).get("message_id")):
                memory = replace(memory, numbers={**memory.numbers, number: effect.turn})
        after = replace(memory, session=Session.load(turn.session.dump()))
        number = turn.session.turn
        today = scene.now.date()
        return after, Visit(dues(turn.screen, number, today), dues(telling.screen, number, today))

    def meaning(self, update: Json, memory: Memory, scene: Scene) -> Event:
        """What the desk takes an update for, where every button pressed is one that was given out, and none rang."""
        arrival = read(update, NO_BOT)
        assert isinstance(arrival, Arrival)
        assert not isinstance(arrival.what, Blocked | Attached), "files are answered later, and judged elsewhere"
        what = arrival.what
        if isinstance(what, Said):
            return understood(what, PLAYBOOK, memory.session, scene, WORDS, SOURCE)
        if isinstance(what, Edited):
            return replace(what, turn=memory.numbers.get(what.number, 0))
        if isinstance(what, Forwarded):
            return replace(what, contacts=memory.before(what.sent))
        if not isinstance(what, Tapped):
            return what
        parts = read_data(what.data)
        return Picked(parts[1], parts[0]) if parts else Refused()


def dues(screen: Screen, turn: int, today: date) -> tuple[Due, ...]:
    return tuple(due(letter) for letter in letters(screen, WORDS, SOURCE, NOBODYS, b"", turn, today))


# --- the letters: visits and what was heard → how each letter ended ------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How letters ended: once and plain, once and marked, twice with the second marked, not at all and told of."""

    plain: int = 0
    marked: int = 0
    repeated: int = 0
    failed: int = 0
    told: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    @property
    def letters(self) -> int:
        return self.plain + self.marked + self.repeated + self.failed


NAMES = tuple(each.name for each in fields(Tally))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what a person heard as what had to come: the first `at` messages are accounted for.

    `owed`: a letter did not come in any copy, and the person has not been told since.
    """

    at: int = 0
    owed: bool = False
    tally: Tally = field(default_factory=Tally)

    def on(self, steps: int, owed: bool = False, **ended: int) -> Reading:
        return Reading(self.at + steps, self.owed or owed, self.tally + Tally(**ended))


def endings(reading: Reading, letter: Due, messages: Sequence[Shown]) -> Iterator[Reading]:
    """Every way in which one letter may have ended."""
    rest = messages[reading.at : reading.at + 2]
    if rest[:1] == [letter.first]:
        yield reading.on(1, plain=1)
        if rest[1:] == [letter.again]:
            yield reading.on(2, repeated=1)
    if rest[:1] == [letter.again]:
        yield reading.on(1, marked=1)
    yield reading.on(0, owed=True, failed=1)


def readings(visits: Iterable[Visit], messages: Sequence[Shown], most_failures: int) -> list[Reading]:
    """Every way to read a person's messages as the answers to their visits, in order."""
    found = [Reading()]
    for visit in visits:
        onward = [(reading, visit.plain) for reading in found]
        if visit.telling != visit.plain:
            onward += [(replace(reading, owed=False).on(0, told=1), visit.telling) for reading in found]
        found = best(reading for start, due in onward for reading in through(start, due, messages, most_failures))
    return found


def through(start: Reading, letters: Iterable[Due], messages: Sequence[Shown], most: int) -> list[Reading]:
    """Every way through the letters of one visit."""
    found = [start]
    for letter in letters:
        ended = (reading for before in found for reading in endings(before, letter, messages))
        found = [reading for reading in ended if cost(reading)[1] <= most and reading.tally.told <= most]
    return found


def best(found: Iterable[Reading]) -> list[Reading]:
    """Of several ways to the same place, the one with the fewest failures."""
    kept: dict[tuple[int, bool], Reading] = {}
    for reading in found:
        known = kept.setdefault((reading.at, reading.owed), reading)
        if cost(reading) < cost(known):
            kept[reading.at, reading.owed] = reading
    return list(kept.values())


def cost(reading: Reading) -> tuple[int, int]:
    return reading.tally.failed + reading.tally.told, reading.tally.failed


# --- the verdict -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the letters of some people ended, and everything that must not be."""

    visits: int = 0
    tally: Tally = field(default_factory=Tally)
    faults: tuple[str, ...] = ()

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(self.visits + other.visits, self.tally + other.tally, self.faults + other.faults)

    def __str__(self) -> str:
        counts = ", ".join(f"{name} {getattr(self.tally, name)}" for name in NAMES)
        return f"updates {self.visits}, letters {self.tally.letters}: {counts}; faults {len(self.faults)}"


def judge(visits: Sequence[Visit], messages: Sequence[Shown], most_failures: int) -> Verdict:
    """The verdict on one person's history, in which no more letters than that can have failed."""
    faults = too_many(messages)
    found = readings(visits, messages, most_failures)
    good = [reading for reading in found if reading.at == len(messages) and not reading.owed]
    if good:
        return Verdict(len(visits), min(good, key=cost).tally, faults)
    furthest = max(readings(visits, messages, len(messages) + len(visits) * 2), key=lambda reading: reading.at)
    here = messages[max(0, furthest.at - 3) : furthest.at + 2]
    fault = f"a step: message {furthest.at + 1} of {len(messages)} answers no update; around it: {here}"
    if furthest.at == len(messages):
        fault = "lost: letters came in no copy, and were not told of"
    return Verdict(len(visits), furthest.tally, (*faults, fault))


def too_many(messages: Iterable[Shown]) -> tuple[str, ...]:
    """Messages that came a third time, or a second time without saying so. Buttons tell one turn from another."""
    with_buttons = [message for message in messages if any("." in data for _, data in message.buttons)]
    copies = Counter(message.bare for message in with_buttons)
    plain = Counter(message for message in with_buttons if not message.is_marked)
    return (
        *(f"{number} copies: {message}" for message, number in copies.items() if number > 2),
        *(f"an unmarked repeat: {message}" for message, number in plain.items() if number > 1),
    )


def judge_all(fake: FakeTelegram, house: House, most_failures: int) -> Verdict:
    """The verdict on everybody whom the fake Telegram has a record of."""
    verdict = Verdict()
    for id in sorted({sender_of(update) for update in fake.delivered}):
        visits = house.visits(update for update in fake.delivered if sender_of(update) == id)
        messages = [heard(sent) for sent in fake.sent if sent.chat_id == id]
        found = judge(visits, messages, most_failures)
        verdict += replace(found, faults=tuple(f"person {id}: {fault}" for fault in found.faults))
    return verdict


def sender_of(update: Json) -> int:
    """Whose update this is."""
    content = next(content for name, content in update.items() if name != "update_id")
    return int(content["from"]["id"])

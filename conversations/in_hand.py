"""The reminder that is talked about in 我的提醒: the one that rang, or was picked from the list; and the time that was
named for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from conversations.scene import NEXT, Scene
from conversations.session import Knock, Session
from conversations.spoken.local import later, local
from conversations.waiting import Reminder, identity

REMINDERS = "reminders"
"""The flow in which reminders are looked at and moved."""

PICKED, NAMED, WHICH = f"{REMINDERS}.list", f"{REMINDERS}.when", f"{REMINDERS}.two"

Notes = Mapping[str, str]


CORRECTIONS = ("before", "after", "again")
"""The steps that put the time right that was just named: a day earlier, a day later, another one."""


def taken(session: Session, step: str, scene: Scene) -> str:
    """The id of the reminder that is meant by whoever comes to a step of 我的提醒: the one just moved, where its time
    is put right; the one that rang, where its flow leads here; else the next."""
    if step in CORRECTIONS:
        return session.notes.get(PICKED, "")
    flow = session.places[-1].flow if session.places else ""
    if f"{flow}.@step" in session.notes:
        return identity(Knock.noted(flow, session.notes))
    return identity(Knock(NEXT, about=scene.case.about))


def in_hand(notes: Notes, scene: Scene) -> Reminder | None:
    return next((one for one in scene.reminders if one.id == notes.get(PICKED)), None)


def named(notes: Notes, scene: Scene) -> tuple[datetime, ...]:
    """The time that was told, and the second way to read it where there is one; none where none was told."""
    said, now = notes.get(NAMED, ""), scene.now
    match said:
        case "hour":
            return (later(now, timedelta(hours=1)),)
        case "evening":
            return (next_at(now, time(20)),)
        case "morning":
            return (next_at(now, time(10)),)
        case "drop" | "typed":
            return ()
    return tuple(at for at in map(datetime.fromisoformat, said.split()) if at > now)


def next_at(now: datetime, hour: time) -> datetime:
    """The next time that the clock shows an hour."""
    today = local(now.date(), hour.hour, hour.minute, now.tzinfo)
    return today if today > now else local(now.date() + timedelta(days=1), hour.hour, hour.minute, now.tzinfo)


def chosen(notes: Notes, scene: Scene) -> datetime | None:
    """The time to ring at: of two ways to read what was told, the one that was picked."""
    times = named(notes, scene)
    return times[-1 if notes.get(WHICH) == "second" else 0] if times else None


def after_quiet(notes: Notes, scene: Scene) -> datetime | None:
    """The end of the quiet hours in which the chosen time lies."""
    at = chosen(notes, scene)
    return scene.hours.after_quiet(at) if at else None


def a_day(later_by: int) -> Callable[[Notes, Scene], datetime | None]:
    """The same hour so many days later or earlier; None where that is over."""

    def when(notes: Notes, scene: Scene) -> datetime | None:
        reminder = in_hand(notes, scene)
        if reminder is None:
            return None
        day = reminder.due.date() + timedelta(days=later_by)
        at = local(day, reminder.due.hour, reminder.due.minute, scene.now.tzinfo)
        return at if at > scene.now else None

    return when

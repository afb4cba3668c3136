"""What a step asks about reminders, with everything filled in: what they are about, when they ring, the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from conversations.effects import Done, Drop, Move, Remind, RemindBy, Which
from conversations.in_hand import in_hand
from conversations.ladder import rungs
from conversations.scene import NEXT, Consent, Scene
from conversations.session import Knock
from conversations.times import named_time, next_morning, within_a_day
from conversations.waiting import Reminder

Asked = Remind | RemindBy | Move | Drop | Done


def reminded(effect: Asked, notes: Mapping[str, str], scene: Scene) -> Remind | RemindBy | Done | None:
    """`notes` are those of the flow that asks it. None where nothing is left to do."""
    match effect:
        case Move():
            return moved(in_hand(notes, scene), effect.when(notes, scene))
        case Drop():
            reminder = in_hand(notes, scene)
            return Done(reminder.what.flow, reminder.what.about) if reminder else None
        case Remind():
            return reminding(effect, notes, scene)
        case Done():
            return replace(effect, about=subject(effect.flow, effect.about, notes, scene))
        case RemindBy():
            days = effect.days(notes, scene)
            coming = (rung for about, last in days.items() for rung in rungs(about, last, scene.now, scene.hours))
            return replace(effect, rungs=tuple(coming))


def moved(reminder: Reminder | None, at: datetime | None) -> Remind | None:
    """A reminder at a time that the person named."""
    if reminder is None or at is None:
        return None
    what = reminder.what
    ring = Remind(what.flow, next_morning, about=what.about, step=what.step)
    return replace(ring, due=at, deadline=reminder.last, named=True)


def reminding(effect: Remind, notes: Mapping[str, str], scene: Scene) -> Remind:
    """When to ring: the time that the person named, else the one that the bot chooses outside the quiet hours."""
    named = named_time(notes.get(effect.named_in, ""), scene.now)
    due = named or scene.hours.after_quiet(effect.when(scene.now))
    if effect.within_a_day and scene.consent is Consent.OPEN:
        due = within_a_day(due, scene.now, scene.hours)
    rang, about = Knock.noted(effect.flow, notes), subject(effect.flow, effect.about, notes, scene)
    last = datetime.fromisoformat(rang.last) if rang.last else None
    if last is None and effect.flow == NEXT and about == scene.case.about:
        last = scene.case.deadline
    if effect.promised_in in notes:
        last = scene.now + timedelta(days=effect.days)
    elif not effect.keeps_deadline or (last and last <= scene.now):
        last = None
    return replace(effect, about=about, step=rang.step, due=due, deadline=last, named=named is not None)


def subject(flow: str, about: str | Which, notes: Mapping[str, str], scene: Scene) -> str:
    """What a reminder is about: as the step says, else as when it rang, else what the next one of its flow is about."""
    if not isinstance(about, str):
        return about(notes, scene)
    return about or Knock.noted(flow, notes).about or (scene.case.about if flow == NEXT else "")

"""What a step asks about reminders, with everything filled in: what they are about, when they ring, the last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from conversations.effects import Done, Remind, RemindBy, Which
from conversations.ladder import rungs
from conversations.scene import NEXT, Consent, Scene
from conversations.session import Knock
from conversations.times import after_quiet_hours, named_time, within_a_day


def reminded(effect: Remind | RemindBy | Done, notes: Mapping[str, str], scene: Scene) -> Remind | RemindBy | Done:
    """`notes` are those of the flow that asks it."""
    match effect:
        case Remind():
            return reminding(effect, notes, scene)
        case Done():
            return replace(effect, about=subject(effect.flow, effect.about, notes, scene))
        case RemindBy():
            days = effect.days(notes, scene)
            coming = (rung for about, last in days.items() for rung in rungs(about, last, scene.now))
            return replace(effect, rungs=tuple(coming))


def reminding(effect: Remind, notes: Mapping[str, str], scene: Scene) -> Remind:
    """When to ring: the time that the person named, else the one that the bot chooses outside the quiet hours."""
    named = named_time(notes.get(effect.named_in, ""), scene.now)
    due = named or after_quiet_hours(effect.when(scene.now))
    if effect.within_a_day and scene.consent is Consent.OPEN:
        due = within_a_day(due, scene.now)
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

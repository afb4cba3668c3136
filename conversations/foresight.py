"""The scene as it will be when the effects of a turn are carried out: the screen of the same turn speaks of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from conversations.effects import (
    Agree,
    Done,
    Effect,
    EraseSome,
    KeepLedger,
    LiveBy,
    Log,
    Minor,
    Remind,
    Resume,
    StopReminders,
    Undo,
)
from conversations.hours import Hours
from conversations.ledger import Ledger
from conversations.scene import NEXT, Consent, Scene
from conversations.session import Knock
from conversations.waiting import Reminder

OTHER_THINGS = ("slot", "weekly", "first_step", "due")
"""Reminders of habits, and of what 我的进度 tells of by itself: it does not call them the next thing."""


def foreseen(scene: Scene, effects: Iterable[Effect]) -> Scene:
    for effect in effects:
        scene = after(scene, effect)
    return scene


def after(scene: Scene, effect: Effect) -> Scene:
    match effect:
        case Remind(flow=flow) if flow in OTHER_THINGS:
            return reminded(scene, effect)
        case Remind(due=due, deadline=deadline):
            return reminded(replace(scene, case=replace(scene.case, due=due, deadline=deadline)), effect)
        case Done(flow=flow) if flow != NEXT:
            return scene
        case StopReminders():
            case = replace(scene.case, due=None, deadline=None, reminders=0)
            return replace(scene, reminders=(), paused=False, case=case)
        case Resume():
            return replace(scene, paused=False)
        case Done():
            return replace(scene, case=replace(scene.case, due=None, deadline=None, reminders=0))
        case Log(kind="talked"):
            return replace(scene, case=replace(scene.case, talked=scene.case.talked + 1))
        case Log(kind="rung"):
            return replace(scene, case=replace(scene.case, rung=scene.case.rung + 1))
        case LiveBy(hours=Hours() as hours):
            zone = ZoneInfo(hours.zone) if hours.zone else scene.now.tzinfo
            return replace(scene, hours=hours, now=scene.now.astimezone(zone))
        case Agree():
            return replace(scene, consent=Consent.AGREED)
        case Minor(young=young):
            return replace(scene, minor=young, consent=Consent.REFUSED if young else Consent.OPEN)
        case KeepLedger(ledger=Ledger() as ledger) if ledger != scene.ledger:
            return replace(scene, ledger=ledger, case=scene.case.holding(ledger, scene.case.changes + 1))
        case Undo():
            return replace(scene, case=replace(scene.case, changes=max(0, scene.case.changes - 1)))
        case EraseSome(what="debts"):
            return replace(scene, ledger=Ledger(), case=scene.case.holding(Ledger(), 0))
        case _:
            return scene


def reminded(scene: Scene, effect: Remind) -> Scene:
    """With a reminder as it will ring."""
    if effect.due is None:
        return scene
    last = effect.deadline.isoformat() if effect.deadline else ""
    what = Knock(effect.flow, effect.step, str(effect.about), last)
    new = Reminder(what, effect.due, effect.named)
    others = (one for one in scene.reminders if one.id != new.id)
    return replace(scene, reminders=tuple(sorted((*others, new), key=lambda one: one.due)))

"""The scene as it will be when the effects of a turn are carried out: the screen of the same turn speaks of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conversations.effects import Agree, Done, Effect, Minor, Remind, StopReminders
from conversations.scene import Consent, Scene

OTHER_THINGS = ("slot", "weekly")
"""Reminders of habits: 我的进度 does not call them the next thing."""


def foreseen(scene: Scene, effects: Iterable[Effect]) -> Scene:
    for effect in effects:
        scene = after(scene, effect)
    return scene


def after(scene: Scene, effect: Effect) -> Scene:
    match effect:
        case Remind(flow=flow) if flow in OTHER_THINGS:
            return scene
        case Done(flow=flow) if flow in OTHER_THINGS:
            return scene
        case Remind(due=due, deadline=deadline):
            return replace(scene, case=replace(scene.case, due=due, deadline=deadline))
        case Done() | StopReminders():
            return replace(scene, case=replace(scene.case, due=None, deadline=None, reminders=0))
        case Agree():
            return replace(scene, consent=Consent.AGREED)
        case Minor(young=young):
            return replace(scene, minor=young, consent=Consent.REFUSED if young else Consent.OPEN)
        case _:
            return scene

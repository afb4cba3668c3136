"""你 or 您: whoever owes is 你; parents, relatives and strangers are 您, in every sentence that they are told."""

from __future__ import annotations

from dataclasses import replace

from conversations.flow import TRUTH, Playbook
from conversations.scene import Scene
from conversations.screen import Bubble
from conversations.session import Session
from conversations.showing import Turn

OTHERS = ("kin", "other")
"""Whose debt it is, where it is not the person's own."""


def addressed(playbook: Playbook, turn: Turn, scene: Scene) -> Turn:
    """The turn as it is said to this person. A text to copy speaks to somebody else."""
    if not is_polite(playbook, turn.session, scene):
        return turn
    return replace(turn, screen=tuple(bubble if bubble.copy else politely(bubble) for bubble in turn.screen))


def is_polite(playbook: Playbook, session: Session, scene: Scene) -> bool:
    """Whether they said that it is another's debt, or stand on a step that speaks to parents and strangers. Who is
    under 18 is 你."""
    place = session.places[-1] if session.places else None
    stands = place is not None and place.flow in playbook.flows and place.step in playbook.flows[place.flow].polite
    return not scene.minor and (stands or session.notes.get(f"{TRUTH}.whose") in OTHERS)


def politely(bubble: Bubble) -> Bubble:
    return replace(bubble, text=replace(bubble.text, polite=True))

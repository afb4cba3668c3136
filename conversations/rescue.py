"""Crisis words win over everything, in what somebody types and in what they say in a picture of a chat."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from conversations.crisis import LONGEST, Despair, despair, heard, mark
from conversations.crisis.signs import without_harmless
from conversations.crisis.spelling import spell
from conversations.crisis.voices import Voice
from conversations.crisis.weighing import weigh
from conversations.cues import cued
from conversations.flow import Open, Playbook
from conversations.moving import enter, follow
from conversations.pictures.told import ME, THEM
from conversations.received import ADDRESSED
from conversations.scene import Scene
from conversations.session import Session
from conversations.showing import Turn

HAPPENING = "call_120_now"
"""The step of the crisis flow for what is already being done: no question comes before the number."""

SURE_IN_CHAT, SURE = 2.0, 3.5
"""Measured on everyday messages: one chat in 124 was taken for despair, none of 496 others, and 84 of 100 sentences
of despair in a chat are heard."""


def in_crisis(playbook: Playbook, session: Session, text: str, found: Despair, scene: Scene) -> Turn:
    """Whatever was open is put down."""
    walks = [(*place.trail, place.step) for place in session.places if place.flow == playbook.crisis]
    step = "other" if found is Despair.OTHER else "safe" if walks else ""
    if any(HAPPENING in walk for walk in walks):
        step = HAPPENING
    turn = enter(playbook, replace(session, places=(), editing=""), Open(playbook.crisis, step), scene)
    now = cued(playbook.flows[playbook.crisis].cues, text) if found is not Despair.OTHER else None
    if now != HAPPENING:
        return turn
    onward = follow(playbook, turn.session, now, scene)
    return replace(onward, effects=(*turn.effects, *onward.effects))


def despair_pictured(text: str) -> tuple[str, Despair]:
    """What the person says of themselves in a picture: in a chat their own side alone; elsewhere (a diary, a post) all
    of it, if it is addressed to nobody.

    It has to be surer than in what somebody types now: most pictures are of everyday talk, and of another day.
    """
    lines = text.splitlines()
    is_chat = any(line.startswith((ME, THEM)) for line in lines)
    own = "\n".join(line.removeprefix(ME) for line in lines if line.startswith(ME)) if is_chat else text
    found = despair(own)
    if found is Despair.QUOTED or not weight_of_own(own) > (SURE_IN_CHAT if is_chat else SURE):
        return own, Despair.NONE
    if not is_chat and (found is not Despair.OWN or ADDRESSED.search(text)):
        return own, Despair.NONE
    return own, found


def weight_of_own(text: str) -> float:
    """How surely somebody speaks of themselves; without end where they say it in so many words."""
    page = without_harmless(spell(text[:LONGEST]))
    stated, marks = heard(page, asks=False)
    own, _, _ = weigh(page, marks)
    return inf if Voice.SELF in stated or mark(Voice.SELF) in marks else own

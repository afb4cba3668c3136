"""Whose despair is in a text: the writer's own, somebody's words that were quoted, another person's, or none.

One spelling first: whatever is typed is brought to plain Chinese (`spelling`). Then the rules: what is said outright
(不想活了) decides, if the writer says it of nobody but themselves (`signs`, `voices`). All the rest is weighed
(`weighing`): how somebody says goodbye without the word is learnt from examples, and a table says by how much.

Every answer can be explained: by the words that were said outright, or by the pieces that weighed most
(`tests/teach_despair.py --why`). In doubt between none and own it is own: a kind word too many costs little.
"""

from __future__ import annotations

from enum import StrEnum

from conversations.crisis.signs import PLAIN_GROUPS, STATED_GROUP, take_threats, without_harmless
from conversations.crisis.spelling import spell
from conversations.crisis.voices import Scene, Voice
from conversations.crisis.weighing import weigh


class Despair(StrEnum):
    NONE = "none"
    OWN = "own"
    QUOTED = "quoted"
    BOTH = "both"
    OTHER = "other"


LONGEST = 8192


def despair(text: str, forwarded: bool = False) -> Despair:
    """Judge a text. A forwarded one is somebody's words, never the forwarder's own."""
    page = without_harmless(spell(text[:LONGEST]))
    stated, marks = heard(page, "?" in text or "？" in text)
    own, theirs, other = weigh(page, marks)
    if forwarded:
        cruel = THREAT in marks or max(own, theirs, other) > 0 or marks & {mark(voice) for voice in PRESENT}
        return Despair.QUOTED if cruel else Despair.NONE
    quoted = theirs > 0
    if Voice.SELF in stated or own > max(0, other):
        return Despair.BOTH if quoted else Despair.OWN
    if Voice.DEAR in stated or other > 0:
        return Despair.OTHER
    return Despair.QUOTED if quoted else Despair.NONE


def said_outright(text: str) -> bool:
    """Whether the writer says it outright of themselves, whatever stands around it."""
    stated, _ = heard(without_harmless(spell(text[:LONGEST])), asks=False)
    return Voice.SELF in stated


def wishes_death(text: str) -> bool:
    """Whether a text tells somebody to die."""
    return take_threats(without_harmless(spell(text[:LONGEST])))[1]


def heard(page: str, asks: bool) -> tuple[frozenset[Voice], frozenset[str]]:
    """What the rules hear: who says it outright, and marks for the weighing."""
    left, threatened = take_threats(page)
    scene = Scene(left)
    marks = {mark(scene.voice(sign)) for group in PLAIN_GROUPS for sign in group.finditer(left)}
    marks |= {name for name, holds in ((THREAT, threatened), ("worried", scene.worried), ("asks", asks)) if holds}
    return frozenset(map(scene.voice, STATED_GROUP.finditer(left))), frozenset(marks)


def mark(voice: Voice) -> str:
    return f"said by {voice}"


PRESENT = (Voice.SELF, Voice.DEAR, Voice.THEM)
THREAT = "threat"

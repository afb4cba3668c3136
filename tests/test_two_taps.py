"""The first line to read aloud is at most two taps away, from any screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from conftest import as_needed

from bot.house import grounded
from bot.words import Words
from conversations.engine import advance
from conversations.events import Picked
from conversations.flow import Ask, Choose
from conversations.knocking import knock
from conversations.scene import Consent, Scene
from conversations.session import Knock, Place, Session
from conversations.showing import Turn
from conversations.standing import current
from conversations.times import BEIJING

PLAYBOOK = grounded(Words())
MOST = 2
SCENES = (
    Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING)),
    Scene(datetime(2026, 11, 25, 23, tzinfo=BEIJING), Consent.REFUSED),
    Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING), Consent.REFUSED, minor=True),
)


def screens(scene: Scene) -> Iterator[tuple[str, Session]]:
    """Every screen: none yet, each step of each flow, each question before a line, each knock."""
    yield "start", Session()
    for flow in PLAYBOOK.flows.values():
        for step in flow.steps:
            if isinstance(step, Choose | Ask):
                place = Session((Place(flow.id, step.id),))
                yield f"{flow.id}.{step.id}", place
                yield f"{flow.id}.{step.id}, as needed", Session((Place(flow.id, step.id),), as_needed(step))
                yield f"{flow.id}.{step.id}, changed", Session(place.places, editing=f"{flow.id}.{step.id}")
        if isinstance(flow.steps[0], Choose):
            yield f"{flow.id} knocks", knock(PLAYBOOK, Session(), Knock(flow.id), scene).session


def reads_aloud(turn: Turn) -> bool:
    found = current(PLAYBOOK, turn.session)
    return bool(found and isinstance(found[1], Choose) and found[1].aloud)


def taps(session: Session, scene: Scene) -> int:
    """The least taps to a line: the key that is always there first, then whatever the screens offer."""
    turns, count = [advance(PLAYBOOK, session, Picked("@open.live_call", 0), scene)], 1
    while not any(map(reads_aloud, turns)):
        turns = [
            advance(PLAYBOOK, turn.session, Picked(option, turn.session.screen), scene)
            for turn in turns
            for option in turn.session.offer
        ]
        count += 1
        assert count <= MOST, "no line within two taps"
    return count


@pytest.mark.parametrize("scene", SCENES, ids=("day", "night", "young"))
def test_two_taps_at_most_from_any_screen(scene: Scene) -> None:
    assert PLAYBOOK.keys[0] == "@open.live_call"
    assert "@open.live_call" in PLAYBOOK.more_keys
    counted = {name: taps(session, scene) for name, session in screens(scene)}
    assert max(counted.values()) == MOST, max(counted, key=lambda name: counted[name])

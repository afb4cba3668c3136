"""你 for whoever owes, 您 for parents, relatives and strangers: in every sentence that they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from conftest import as_needed

from bot.words import Words, politely
from conversations.engine import advance
from conversations.events import Opened, Picked, Started, Typed
from conversations.flow import Ask, Choose
from conversations.flows import PLAYBOOK
from conversations.scene import Consent, Scene
from conversations.screen import Text
from conversations.session import Place, Session
from conversations.showing import Turn
from conversations.times import BEIJING

WORDS = Words()
SCENE = Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING), Consent.AGREED)
YOURS = re.compile("「[^」]*」|你们")
MOTHER = {"truth.whose": "kin", "truth.relation": "parent", "truth.signed": "no"}


def spoken(turn: Turn) -> str:
    """What the bot says in its own voice: nothing that is quoted, read aloud or sent on."""
    return YOURS.sub("", "\n".join(WORDS.say(bubble.text) for bubble in turn.screen if not bubble.copy))


def places() -> Iterator[tuple[str, str]]:
    for flow in PLAYBOOK.flows.values():
        yield from ((flow.id, step.id) for step in flow.steps if isinstance(step, Choose | Ask))


@pytest.mark.parametrize("flow", PLAYBOOK.flows)
def test_a_mother_is_told_nothing_with_an_unpolite_word(flow: str) -> None:
    """On every screen, and where her words are not understood on it."""
    for step in (step for where, step in places() if where == flow):
        there = Session((Place(flow, step),), MOTHER)
        shown = advance(PLAYBOOK, there, Picked("@resume", 0), SCENE)
        unheard = advance(PLAYBOOK, shown.session, Typed("嗯嗯啊"), SCENE)
        again = advance(PLAYBOOK, shown.session, Started(), SCENE)
        for turn in (shown, unheard, again):
            assert "你" not in spoken(turn), spoken(turn)


def test_who_owes_is_not_spoken_to_as_a_stranger() -> None:
    start = advance(PLAYBOOK, Session(notes={"truth.whose": "mine"}), Opened("live_call"), SCENE)
    assert "你" in spoken(start)
    assert "您" not in spoken(start)


def test_a_question_before_a_line_for_relatives_is_polite() -> None:
    """Nobody said yet whose debt it is; the line that they came for speaks to parents."""
    polite = [
        (flow.id, step)
        for flow in PLAYBOOK.flows.values()
        for step in flow.steps
        if isinstance(step, Choose) and step.needs and step.id in flow.polite
    ]
    assert polite
    for flow, step in polite:
        known = {name: told for name, told in as_needed(step).items() if name == "truth.whose"}
        turn = advance(PLAYBOOK, Session((Place(flow, step.id),), known), Picked("@resume", 0), SCENE)
        assert "你" not in spoken(turn)


def test_a_child_whose_mother_owes_stays_a_child() -> None:
    young = Scene(SCENE.now, Consent.REFUSED, minor=True)
    assert "您" not in spoken(advance(PLAYBOOK, Session(notes=MOTHER), Opened("live_call"), young))


def test_only_the_bots_own_words_change() -> None:
    assert politely("你先坐下，念「你好」，你们都在吗？") == "您先坐下，念「你好」，你们都在吗？"
    said = Text("family", "kept", {"he_said": "你妈完了", "moment": "15:00"}, polite=True)
    assert "你妈完了" in WORDS.say(said)

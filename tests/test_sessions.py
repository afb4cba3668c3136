"""Sessions of every release so far: whoever was in mid-talk goes on, and nobody loses their place without a reason."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.words import Words
from conversations.engine import advance
from conversations.events import Picked, Started, Typed
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Playbook
from conversations.flows import PLAYBOOK
from conversations.scene import Scene
from conversations.screen import Text
from conversations.session import Place, Session
from conversations.standing import current, mend, options
from conversations.times import BEIJING

SAVED = [
    (file.stem, number, raw)
    for file in sorted((Path(__file__).parent / "sessions").glob("*.json"))
    for number, raw in enumerate(json.loads(file.read_text("utf-8")))
]
SCENE = Scene(datetime(2027, 3, 1, 15, tzinfo=BEIJING))


@pytest.mark.parametrize(("release", "number", "raw"), SAVED)
def test_a_saved_session_goes_on(release: str, number: int, raw: dict[str, Any]) -> None:
    session = Session.load(json.dumps(raw))
    assert [place.flow for place in mend(PLAYBOOK, session).places] == [place.flow for place in session.places]
    found = current(PLAYBOOK, mend(PLAYBOOK, session))
    assert found is not None
    recap = advance(PLAYBOOK, session, Started(), SCENE)
    resumed = advance(PLAYBOOK, recap.session, Picked("@resume", recap.session.screen), SCENE)
    assert Words().say(resumed.screen[-1].text)
    option = next(iter(options(found[1])), None)
    event = Picked(option, resumed.session.screen) if option else Typed("嗯")
    onward = advance(PLAYBOOK, resumed.session, event, SCENE)
    assert Text("common", "old_button") not in [bubble.text for bubble in onward.screen]


def test_there_are_saved_sessions_of_several_flows() -> None:
    flows = {place[0] for _, _, raw in SAVED for place in raw["places"]}
    assert len(SAVED) >= 40
    assert {"live_call", "door_visit", "crisis", "family"} <= flows


def text(said: str, scene: Scene) -> str:
    return said


OLD = Place("f", "c", ("a", "b"), 3)


@pytest.mark.parametrize(
    ("steps", "renamed", "mended"),
    [
        ((Choose("a", go="b"), Choose("b", go="c"), Choose("c", go="z")), {}, Place("f", "c", ("a", "b"), 3)),
        ((Choose("a", go="b"), Choose("b", go="z")), {}, Place("f", "b", ("a",), 3)),
        ((Choose("a", go="c"), Choose("c", go="z")), {}, Place("f", "c", ("a",), 3)),
        ((Choose("a", go="n"), Choose("n", go="z")), {"b": "n", "c": "n"}, Place("f", "n", ("a",), 3)),
        ((Choose("x", go="z"),), {}, Place("f", "x", (), 3)),
        ((Choose("a", go="c"), Branch("c", lambda notes, scene: "z", to=("z",))), {}, Place("f", "a", (), 3)),
        ((Ask("a", text, then="c"), Finish("c")), {}, Place("f", "a", (), 3)),
    ],
)
def test_mend_keeps_the_steps_that_one_can_still_stand_on(
    steps: tuple[Choose | Ask | Branch | Finish, ...], renamed: dict[str, str], mended: Place
) -> None:
    playbook = Playbook({"f": Flow("f", (*steps, Finish("z")), renamed=renamed)}, (), "f")
    assert mend(playbook, Session((OLD,))).places == (mended,)


def test_a_flow_that_is_gone_is_dropped() -> None:
    assert mend(Playbook({}, (), "f"), Session((OLD,))).places == ()


def test_after_a_change_the_screen_is_shown_again_and_the_old_tap_does_nothing() -> None:
    session = Session((Place("live_call", "gone", ("who",), 1),), turn=4, screen=4)
    turn = advance(PLAYBOOK, session, Picked("told", 4), SCENE)
    assert [bubble.text.id for bubble in turn.screen] == ["updated", "who"]
    assert turn.session.places[-1].step == "who"

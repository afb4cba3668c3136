"""Any session, any event: a screen that can be put into words, and a session that can be stored."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.house import grounded
from bot.words import Words
from conversations.debts_told.lines import debts_told
from conversations.engine import advance
from conversations.events import (
    FATES,
    Edited,
    Event,
    Failed,
    Fetched,
    Forwarded,
    Kept,
    Knocked,
    Opened,
    Picked,
    Pictured,
    Refused,
    Started,
    Typed,
    Unreadable,
)
from conversations.flow import Ask, Choose
from conversations.knocking import knock
from conversations.ledger import Ledger
from conversations.pictures import Refusal
from conversations.scene import Case, Consent, Host, Scene
from conversations.screen import MOST_BUBBLES, MOST_BUTTONS, Text
from conversations.session import Knock, Place, Session
from conversations.showing import Turn
from conversations.standing import mend
from conversations.times import BEIJING

WORDS = Words()
PLAYBOOK = grounded(WORDS)
FLOWS = sorted(PLAYBOOK.flows)
STEPS = sorted({step.id for flow in PLAYBOOK.flows.values() for step in flow.steps})
OPTIONS = sorted(
    {
        option
        for flow in PLAYBOOK.flows.values()
        for s in flow.steps
        if isinstance(s, Choose | Ask)
        for option in s.options
    }
)
ANYWHERE = ["@back", "@change", "@more", "@less", "@agree", "@refuse", "@resume", "@fresh", "@nothing"]
ANYWHERE += ["@why", "@why.live_call.line_family", "@why.live_call.line_family.1", "@why.x.y.9", "@why."]
ANYWHERE += [f"@open.{flow}" for flow in (*FLOWS, "gone")] + ["@change.live_call.caller", "@change.x.y", "@"]
ANYWHERE += [
    "@text",
    "@pictures",
    "@pictures.all",
    "@pictures.scam.1",
    "@pictures.scam.9",
    "@pictures.x.y",
    "@pictures.",
]
SAYINGS = [
    "",
    "嗯",
    "他说要抓我",
    "不想活了",
    "明天下午3点",
    "3点",
    "我妈",
    "转账",
    "{now}",
    "\ud800",
    "\x00",
    "1",
    "删除",
    "欠款",
    "6200",
    "借呗 一万二\n信用卡 两个月",
]

texts = st.sampled_from(SAYINGS) | st.text(max_size=40)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2032, 1, 1)).map(lambda at: at.replace(tzinfo=BEIJING))
LINES = "借呗 一万二\n信用卡 两个月\n甲平台 传票来了\n朋友 两千\n欠了三千"
LEDGERS = [
    Ledger(),
    Ledger(said=1600_00),
    Ledger().adding(debts_told(LINES, date(2026, 11, 25)).debts),
]
scenes = st.builds(
    Scene,
    ledger=st.sampled_from(LEDGERS),
    now=moments,
    consent=st.sampled_from(Consent),
    case=st.builds(
        Case,
        calls=st.integers(0, 3),
        messages=st.integers(0, 3),
        reminders=st.integers(0, 2),
        due=st.none() | moments,
        deadline=st.none() | moments,
        resting=st.booleans(),
    ),
    host=st.sampled_from([Host(), Host("甲", "乙", "丙")]),
    missed=st.booleans(),
)
knocks = st.builds(
    Knock,
    st.sampled_from([*FLOWS, "gone"]),
    st.sampled_from([*STEPS, "gone", ""]),
    st.sampled_from(["", "1", "7.2"]),
    st.just("") | moments.map(datetime.isoformat),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.just(Started()),
    st.just(Edited()),
    st.just(Refused()),
    st.just(Failed()),
    st.builds(Opened, st.sampled_from([*FLOWS, "gone"])),
    st.builds(
        Picked,
        st.sampled_from(OPTIONS + ANYWHERE),
        st.integers(0, 9),
        st.none() | st.builds(Kept, st.integers(1, 9), texts, texts),
    ),
    st.builds(Typed, texts),
    st.builds(
        Forwarded,
        texts,
        texts,
        st.none() | st.datetimes(datetime(1970, 1, 2), datetime(2036, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),
    ),
    st.just(Unreadable()),
    st.builds(
        Fetched,
        st.dictionaries(st.sampled_from(FATES), st.integers(1, 30), min_size=1, max_size=4),
        st.integers(0, 2),
        st.dictionaries(st.sampled_from(Refusal), st.integers(1, 30), max_size=3),
        st.none() | st.builds(Kept, st.integers(1, 9), texts, texts),
    ),
    st.builds(Knocked, knocks, st.sampled_from(OPTIONS)),
)
impossible_sessions = st.builds(
    Session,
    places=st.lists(
        st.builds(
            Place,
            st.sampled_from([*FLOWS, "gone"]),
            st.sampled_from([*STEPS, "gone", ""]),
            st.lists(st.sampled_from([*STEPS, "gone"]), max_size=4).map(tuple),
            st.integers(0, 9),
        ),
        max_size=4,
    ).map(tuple),
    notes=st.dictionaries(
        st.sampled_from(["kin", "live_call.ask_signed", "live_call.line_self", "live_call.caller", "call_lender.x"]),
        st.sampled_from(["no", "yes", "mother", "wife", "某某公司 1023"]),
        max_size=4,
    ),
    turn=st.integers(0, 9),
    screen=st.integers(0, 9),
    offer=st.lists(st.sampled_from(OPTIONS + ANYWHERE), max_size=4).map(tuple),
    editing=st.sampled_from(["", "live_call.ask_signed", "live_call.gone", "x.y", "nonsense"]),
    knock=st.none() | knocks,
    keyed=st.booleans(),
)


def assert_good(turn: Turn, before: Session) -> None:
    """What has to hold after every event."""
    assert 1 <= len(turn.screen) <= MOST_BUBBLES
    for bubble, locale in product(turn.screen, WORDS.catalogues):
        said = WORDS.say(bubble.text, locale)
        assert said.strip()
        assert not re.search(r"\{(?!now\b)[a-z_]+\}", said), "a placeholder was left"
        assert len(bubble.buttons) <= MOST_BUTTONS
        labels = [WORDS.say(button.label, locale) for button in bubble.buttons]
        assert all(labels)
    session = turn.session
    assert session.turn == before.turn + 1
    assert Session.load(session.dump()) == session
    flows = [place.flow for place in session.places]
    assert len(flows) == len(set(flows)), "a flow is open at most once"
    for place in session.places:
        walk = (*place.trail, place.step)
        assert len(walk) == len(set(walk)), "a trail never holds a step twice"
        step = PLAYBOOK.flows[place.flow].get(place.step)
        assert isinstance(step, Choose | Ask), "one stands only on what can be answered"
    assert mend(PLAYBOOK, session) == session


@given(impossible_sessions, events, scenes)
@settings(max_examples=400, deadline=None)
def test_any_event_in_any_session_gives_a_screen_in_words(session: Session, event: Event, scene: Scene) -> None:
    assert_good(advance(PLAYBOOK, session, event, scene), session)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_pressing_and_typing_anything_for_forty_moves_never_gets_stuck(data: st.DataObject) -> None:
    session = Session()
    scene = data.draw(scenes)
    for number, text in enumerate(data.draw(st.lists(texts, max_size=3))):
        session = advance(PLAYBOOK, session, Pictured(Forwarded(text), 1, number), scene).session
    for _ in range(40):
        options = [Picked(option, session.screen) for option in session.offer]
        event = data.draw(st.sampled_from(options) | events if options else events)
        turn = advance(PLAYBOOK, session, event, scene)
        assert_good(turn, session)
        session = Session.load(turn.session.dump())
        scene = Scene(scene.now + timedelta(minutes=7), scene.consent, scene.case, scene.host)


@given(impossible_sessions, scenes, st.sampled_from(["call_lender", "check_in", "first_step"]))
@settings(max_examples=60, deadline=None)
def test_a_knock_leaves_the_talk_where_it_is(session: Session, scene: Scene, flow: str) -> None:
    turn = knock(PLAYBOOK, session, Knock(flow), scene)
    assert (turn.session.places, turn.session.screen, turn.session.offer) == (
        session.places,
        session.screen,
        session.offer,
    )
    assert WORDS.say(turn.screen[0].text)


@given(impossible_sessions, scenes)
@settings(max_examples=100, deadline=None)
def test_from_any_session_there_is_a_way_home(session: Session, scene: Scene) -> None:
    """Started, then 从头来: the start screen, whatever was before."""
    turn = advance(PLAYBOOK, session, Started(), scene)
    turn = advance(PLAYBOOK, turn.session, Picked("@fresh", turn.session.screen), scene)
    assert Text("common", "start") in [bubble.text for bubble in turn.screen]


EVERYWHERE = [
    Session(),
    *(Session((Place(flow.id, step.id),)) for flow in PLAYBOOK.flows.values() for step in flow.steps),
]


@pytest.mark.parametrize("hour", [10, 23])
def test_two_taps_lead_from_any_screen_to_a_line_to_read_aloud(hour: int) -> None:
    """The key that is always there, then one button: whatever was open, whatever was told of oneself or not."""
    scene = Scene(datetime(2026, 11, 25, hour, tzinfo=BEIJING))
    for session in EVERYWHERE:
        turn = advance(PLAYBOOK, session, Picked("@open.live_call", session.screen), scene)
        turn = advance(PLAYBOOK, turn.session, Picked("start", turn.session.screen), scene)
        assert "照着念" in WORDS.say(turn.screen[-1].text), session

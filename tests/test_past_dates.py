"""With the clock at 2031 no rule has been read again: no withdrawn sentence is said, and every way still leads on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from conftest import as_needed, said
from test_walks import assert_good

from bot.house import grounded
from bot.terminal import Talk
from bot.timely import said_today
from bot.words import SOURCE, Words
from conversations.batch import record_of
from conversations.debts_told.lines import debts_told
from conversations.engine import advance
from conversations.events import Event, Fetched, Forwarded, Kept, Opened, Picked, Pictured, Typed
from conversations.facts import FACTS
from conversations.flow import TRUTH, Ask, Choose
from conversations.in_hand import PICKED
from conversations.ledger import Ledger
from conversations.pictures import Refusal
from conversations.scene import Case, Consent, Host, Scene
from conversations.screen import Text
from conversations.session import Knock, Place, Session
from conversations.showing import Turn
from conversations.standing import current
from conversations.times import BEIJING
from conversations.waiting import Reminder

WORDS = Words()
PLAYBOOK = grounded(WORDS)
LATER = datetime(2031, 1, 8, 15, tzinfo=BEIJING)
DEADLINE = LATER.replace(day=10)
SCENES = (
    *(Scene(LATER, consent) for consent in Consent),
    *(Scene(LATER.replace(hour=hour), Consent.AGREED) for hour in (20, 22)),
    Scene(LATER, Consent.AGREED, Case(calls=1)),
    Scene(LATER, Consent.REFUSED, minor=True),
    Scene(LATER, Consent.AGREED, Case(calls=1, reminders=1, due=DEADLINE, deadline=DEADLINE)),
    Scene(LATER, Consent.AGREED, Case(resting=True), Host("甲", "乙", "丙")),
)
STEPS = {f"{flow.id}.{s.id}" for flow in PLAYBOOK.flows.values() for s in flow.steps if isinstance(s, Choose | Ask)}
LINES = "借呗 一万二\n信用卡1.8万\n甲平台6500 传票来了\n乙平台3900\n丙平台八千 我姐担保的\n房租1万\n丁平台5000 年化36%"
OWING = Scene(LATER, Consent.AGREED, ledger=Ledger(said=1600_00).adding(debts_told(LINES, LATER.date()).debts))
"""Somebody with a debt for every reason why it may come first."""

TIMES = (
    Reminder(Knock("call_lender", last=DEADLINE.isoformat()), DEADLINE),
    Reminder(Knock("weekly"), LATER.replace(day=12), rang=True),
)
REMINDED = Scene(LATER, Consent.AGREED, reminders=TIMES)
PAUSED = Scene(LATER, Consent.AGREED, paused=True)
"""Somebody with reminders, and somebody whose reminders wait for a word."""

CRISIS_NUMBERS = {"110", "120", "12356"}
CHECKED = "（2026-11-22 核对）"


SENT = (
    "【某某消费金融】您尾号1234的贷款本期应还1,260元，已逾期3天，请于11月28日前还款，详询官方客服。",
    "陈某，你在橙借的欠款8600元已逾期，请尽快处理，我们会联系你的家人",
    "陈某，你在橙借的欠款8600元已逾期，请尽快处理，我们会联系你的家人，还会到你单位找你",
    "你是陈某的表姐吧，他欠款8600元，再不还我们带队上门，公开到朋友圈，打断你的腿",
    "【某某银行】您好，可为您办理分期还款，分12期，每期420元，减免罚息，请回复是否同意。",
    "您的账单已逾期，请尽快处理",
)
"""Messages of several kinds, with one, two and more lines crossed."""


def walk(scene: Scene, *begun: tuple[Session, Event]) -> Iterator[Turn]:
    """Every screen that can be come to: flows opened, alone and below another, buttons pressed, questions answered."""
    waiting = deque(begun)
    for flow in PLAYBOOK.flows:
        waiting.append((Session(), Opened(flow)))
        waiting.append((opened(flow, scene), Opened("progress")))
    waiting.append((opened("received", scene), Fetched({"kept": 1})))
    for text in SENT:
        waiting.append((Session(), Forwarded(text)))
        session = advance(PLAYBOOK, Session(), Forwarded(text), scene).session
        waiting.append((session, Opened("reply")))
        session = advance(PLAYBOOK, session, Opened("misjudged"), scene).session
        waiting.append((session, Picked("unsaid", session.screen)))
    session = Session()
    for at, text in enumerate(SENT):
        session = advance(PLAYBOOK, session, Pictured(Forwarded(text), 1, at), scene).session
    waiting.append((session, Fetched({"kept": len(SENT)}, 1)))
    waiting.append((opened("talk", scene), Fetched({"kept": 1}, 1, {Refusal.NO_TEXT: 1})))
    seen = set()
    while waiting:
        session, event = waiting.popleft()
        turn = advance(PLAYBOOK, session, event, scene)
        assert_good(turn, session)
        yield turn
        shown = tuple(bubble.text.id for bubble in turn.screen)
        if (name(turn.session), shown) in seen:
            continue
        seen.add((name(turn.session), shown))
        waiting += [(turn.session, pressed(turn.session, option)) for option in turn.session.offer]
        if (found := current(PLAYBOOK, turn.session)) and isinstance(found[1], Ask):
            waiting.append((turn.session, Typed("周五下午3点")))


def pressed(session: Session, option: str) -> Picked:
    """A button of the newest screen, with what is kept of the picture that it is about."""
    record = record_of(session, option)
    return Picked(option, session.screen, Kept(record, SENT[record % len(SENT)]) if record else None)


def cues(scene: Scene) -> Iterator[tuple[Session, Event]]:
    """Every word that leads somewhere by itself, where it does."""
    yield from ((Session(), Typed("".join(cue.words))) for cue in PLAYBOOK.cues)
    for flow in PLAYBOOK.flows.values():
        yield from ((opened(flow.id, scene), Typed("".join(cue.words))) for cue in flow.cues)


def lines() -> Iterator[tuple[Session, Event]]:
    """Every line that is for some people only, as one of them, and what the others are shown in its place."""
    for flow in PLAYBOOK.flows.values():
        instead = {step.otherwise for step in flow.steps if isinstance(step, Choose)}
        for step in flow.steps:
            if as_needed(step) or step.id in instead:
                yield Session((Place(flow.id, step.id),), as_needed(step)), Picked("@resume", 0)


def owing() -> Iterator[tuple[Session, Event]]:
    """Every step about debts and the budget: where it leads depends on what was told."""
    for flow in ("debts", "budget", "deal", "due", "progress"):
        for step in PLAYBOOK.flows[flow].steps:
            if isinstance(step, Choose | Ask):
                yield Session((Place(flow, step.id),), as_needed(step)), Picked("@resume", 0)


def moving() -> Iterator[tuple[Session, Event]]:
    """A time that can be read in two ways."""
    picked = replace(opened("reminders", REMINDED), notes={PICKED: TIMES[0].id})
    yield replace(picked, places=(Place("reminders", "when"),)), Typed("8点")


def after_calls() -> Iterator[tuple[Session, Event]]:
    """After calls in which somebody asked who it was: about their own debt, and about another's."""
    asked = {"live_call.who": "told"}
    yield Session((Place("live_call", "hung_day"),), asked), Picked("ok", 0)
    yield Session((Place("live_call", "verdict"),), {**asked, f"{TRUTH}.whose": "kin"}), Picked("clear", 0)


def late() -> Iterator[tuple[Session, Event]]:
    """What usually comes next, for who is overdue for longer than a month, and than three."""
    for days in (40, 200):
        known = {f"{TRUTH}.whose": "mine", f"{TRUTH}.since": (LATER - timedelta(days)).date().isoformat()}
        yield Session((Place("stage", "here"),), known), Picked("next", 0)


def papers() -> Iterator[tuple[Session, Event]]:
    """A paper of a court, by when it came and what kind it is; and many people at the door."""
    for came, step in ((LATER.date(), "last_day"), (LATER.date() - timedelta(15), "today"), (LATER.date(), "over")):
        known = {f"{TRUTH}.paper_came": came.isoformat(), f"{TRUTH}.paper_period": "15"}
        yield Session((Place("court_paper", step),), known), Picked("@resume", 0)
    for kind in ("order", "summons"):
        yield Session((Place("paper_due", "knock"),), {"court_paper.which": kind}, offer=("look",)), Picked("look", 0)
    many = {"door_visit.how_many": "many"}
    yield Session((Place("door_visit", "showed"),), many, offer=("yes",)), Picked("yes", 0)


def relatives() -> Iterator[tuple[Session, Event]]:
    """Whether a call was allowed, by whom it was made to; whether they have to pay, as the husband or wife."""
    for whom, what in (("kin", "pay"), ("partner", "pay"), ("bound", "pay"), ("work", "insult")):
        asked = {"allowed.whom": whom, "allowed.said": what}
        yield Session((Place("allowed", "reached"),), asked, offer=("yes",)), Picked("yes", 0)
    partner = {f"{TRUTH}.whose": "kin", f"{TRUTH}.relation": "partner"}
    for way in ("home", "alone"):
        yield Session((Place("family", "shared"),), partner, offer=(way,)), Picked(way, 0)
    yield Session((Place("family", "signed"),), partner, offer=("no",)), Picked("no", 0)


def opened(flow: str, scene: Scene) -> Session:
    return advance(PLAYBOOK, Session(), Opened(flow), scene).session


def name(session: Session) -> str:
    """Where somebody stands, as "flow.step"."""
    found = current(PLAYBOOK, session)
    return f"{found[0]}.{found[1].id}" if found else ""


def test_every_flow_is_walked_to_its_ends_and_no_withdrawn_sentence_is_said() -> None:
    stood = set()
    first = (*cues(SCENES[0]), *lines(), *late(), *relatives(), *after_calls(), *papers())
    others = ((OWING, (*owing(),)), (REMINDED, (*moving(),)), (PAUSED, ()))
    for scene, begun in ((SCENES[0], first), *((scene, ()) for scene in SCENES[1:]), *others):
        for turn in walk(scene, *begun):
            stood.add(name(turn.session))
            if found := current(PLAYBOOK, turn.session):
                ways = {option for option in found[1].options if not option.startswith("row_")}
                assert ways <= set(turn.session.offer), "a way on is missing"
            for bubble in turn.screen:
                facts = PLAYBOOK.grounds.get(f"{bubble.text.catalogue}.{bubble.text.id}", ())
                shown, written = said_today(WORDS, bubble.text, SOURCE, LATER.date()), WORDS.say(bubble.text)
                assert shown.strip()
                if any(not fact.lasting for fact in facts):
                    assert shown != written, "a rule past its date was said"
                elif facts:
                    assert shown == written + CHECKED
    assert stood >= STEPS, STEPS - stood


def test_every_number_of_the_crisis_is_said_with_the_day_on_which_it_was_checked() -> None:
    found = set()
    for step in PLAYBOOK.flows["crisis"].steps:
        for fact in PLAYBOOK.grounds.get(f"crisis.{step.id}", ()):
            shown = said_today(WORDS, Text("crisis", step.id), SOURCE, LATER.date())
            assert fact.number in shown
            assert CHECKED in shown
            found.add(fact.number)
    assert found == CRISIS_NUMBERS


async def test_a_call_in_2031_still_has_its_sentences(talk: Talk) -> None:
    await talk.hear("@at 2031-01-08T22:40")
    await talk.begin()
    answer = await said(talk, "正在通话")
    assert "一般不该催" not in answer
    assert "很晚了，可以直接挂断" in answer
    assert "不要把欠款告诉其他人" in await said(talk, "开始", "他说了", "某某", "我借的", "他又提家人", "没有")


async def test_stopping_a_payment_in_2031_still_names_the_hotline(talk: Talk) -> None:
    await talk.hear("@at 2031-01-08T15:00")
    await talk.begin()
    answer = await said(talk, "@forward - | - | 请把验证码发给我")
    assert f"打 96110 问。{CHECKED}" in answer
    assert "110" in await said(talk, "有人要我转钱", "已经转了")


def test_up_to_its_date_a_rule_is_said_and_the_day_after_it_is_not() -> None:
    text = Text("live_call", "visit")
    last = min(fact.read_again_by for fact in PLAYBOOK.grounds["live_call.visit"])
    assert said_today(WORDS, text, SOURCE, last) == WORDS.say(text)
    assert said_today(WORDS, text, SOURCE, last.replace(day=last.day + 1)) == WORDS.say(Text("live_call", "visit.safe"))


def test_a_sentence_without_a_safe_one_of_its_own_is_replaced_by_the_one_for_all() -> None:
    words = Words()
    words.catalogues[SOURCE]["live_call"].pop("visit.safe")  # type: ignore[attr-defined]  # what is read is a dict
    shown = said_today(words, Text("live_call", "visit"), SOURCE, LATER.date())
    assert shown == words.sentence("common", "withdrawn", SOURCE)


def test_every_sentence_that_can_be_withdrawn_leads_on_in_words_of_its_own() -> None:
    for sentence, facts in PLAYBOOK.grounds.items():
        catalogue, _, id = sentence.partition(".")
        if any(not fact.lasting for fact in facts):
            assert WORDS.has(catalogue, f"{id}.safe"), sentence


def test_the_four_that_are_never_withdrawn() -> None:
    assert {fact.number for fact in FACTS.values() if fact.lasting} == {"110", "120", "12356", "96110"}

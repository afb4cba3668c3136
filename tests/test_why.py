"""[为什么]: under what states a rule, with its source, its date and whom it binds, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from conftest import as_needed, labels, said

from bot.house import grounded
from bot.sentences import MOST_LINES
from bot.terminal import Talk
from bot.words import Words
from conversations.engine import advance
from conversations.events import Picked
from conversations.facts import FACTS
from conversations.flow import Ask, Choose
from conversations.scene import Consent, Scene
from conversations.screen import MOST_BUTTONS
from conversations.session import Place, Session
from conversations.times import BEIJING
from conversations.why import reason

WORDS = Words()
PLAYBOOK = grounded(WORDS)
SCENE = Scene(datetime(2026, 11, 25, 21, 50, tzinfo=BEIJING), Consent.AGREED)
RULES = [
    (flow.id, step)
    for flow in PLAYBOOK.flows.values()
    for step in flow.steps
    if isinstance(step, Choose | Ask)
    if any(fact.kind != "channel" for fact in PLAYBOOK.grounds.get(f"{flow.id}.{step.id}", ()))
]
UP_TO_FAMILY = ("正在通话", "开始", "他说了", "某某信息 1023", "我借的", "他又提家人", "没有")


@pytest.mark.parametrize(("flow", "step"), RULES, ids=lambda each: each if isinstance(each, str) else each.id)
def test_whoever_is_told_a_rule_can_ask_why(flow: str, step: Choose | Ask) -> None:
    """By a button where there is room for one, and by the word on every screen; the talk stays where it is."""
    here = Session(places=(Place(flow, step.id),), notes=as_needed(step))
    shown = advance(PLAYBOOK, here, Picked("@resume", 0), SCENE)
    assert ("@why" in {option.rpartition(f".{flow}.")[0] for option in shown.session.offer}) == (
        len(step.options) < MOST_BUTTONS
    )
    asked = advance(PLAYBOOK, shown.session, Picked("@why", 0), SCENE)
    first = PLAYBOOK.grounds[f"{flow}.{step.id}"][0]
    assert WORDS.say(asked.screen[0].text).startswith(first.in_short)
    assert asked.screen[-1] == shown.screen[-1]
    assert asked.session.places == here.places


def test_every_fact_is_told_in_three_short_lines() -> None:
    for fact in FACTS.values():
        lines = WORDS.say(reason(fact)).splitlines()
        assert len(lines) == MOST_LINES, lines
        assert max(map(len, lines)) <= 32, lines
        assert ("据公开报道" in lines[1]) == (fact.confidence == "medium")


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("cba-2026-hours", "约束协会会员和受托催收方，违反可投诉。"),
        ("gbt-45251-contacts", "约束网络消费贷的放款方和受托催收方，违反可投诉。"),
        ("cf-2024-collection", "约束消费金融公司和受托催收方，违反监管可处罚。"),
        ("psl-50", "约束任何人，包括催收的人，违反可报警或起诉。"),
        ("court-service", "适用：法院和打官司的双方。"),
        ("court-12368", "时间：工作时间，人工常占线。"),
    ],
)
def test_whom_a_rule_binds_and_what_a_breach_is_good_for(id: str, words: str) -> None:
    assert WORDS.say(reason(FACTS[id])).splitlines()[2] == words


async def test_a_second_reason_is_one_tap_away(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_FAMILY)
    first = await said(talk, "为什么")
    assert "来源：银行业协会催收指引，2026 年 1 月起。" in first
    assert "请不要联系我家人" in first
    assert labels(talk) == ["还有一条", "念完了", "他让我今天就给钱", "我说不出口", "为什么"]
    assert "来源：网贷催收国家标准，2025 年 2 月起。" in await said(talk, "还有一条")
    assert "还有一条" not in labels(talk)
    assert "最后一句" in await said(talk, "念完了")


@pytest.mark.parametrize("words", ["为啥", "凭什么", "有什么依据", "哪条规定", "為什麼"])
async def test_why_is_heard_in_other_words(talk: Talk, words: str) -> None:
    await talk.begin()
    await said(talk, *UP_TO_FAMILY)
    assert "银行业协会催收指引" in await said(talk, words)


async def test_where_no_rule_was_stated_why_says_so_and_the_talk_goes_on(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始", "他说了")
    answer = await said(talk, "为什么")
    assert "没有用到要核对的规则" in answer
    assert "打给我就记下" in answer
    assert "没有用到要核对的规则" in await said(talk, "/start", "从头来", "为什么")


async def test_an_old_why_still_tells_its_own_rule(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *UP_TO_FAMILY, "念完了")
    answer = await said(talk, "@old 1 为什么")
    assert "银行业协会催收指引" in answer
    assert "最后一句" in answer


async def test_a_hotline_in_a_crisis_carries_no_why(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "我很难受", "有", "现在还安全")
    assert "为什么" not in labels(talk)
    assert "撑不住、想伤害自己时，可以打。" in await said(talk, "为什么")


def test_a_withdrawn_rule_is_no_reason() -> None:
    here = Session(places=(Place("live_call", "line_family"),), notes={"truth.whose": "mine", "truth.kin_signed": "no"})
    later = replace(SCENE, now=SCENE.now.replace(year=2031))
    shown = advance(PLAYBOOK, here, Picked("@resume", 0), later)
    assert not [option for option in shown.session.offer if option.startswith("@why")]
    asked = advance(PLAYBOOK, shown.session, Picked("@why.live_call.line_family", 0), later)
    assert WORDS.say(asked.screen[0].text) == WORDS.sentence("common", "why.none", "zh_Hans")

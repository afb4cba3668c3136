"""Asking freely: the right answer is found, what cannot wait comes first, and nobody loses their place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from conftest import labels, said

from bot.hearing import Said, understood
from bot.house import grounded
from bot.sentences import LONGEST_LABEL
from bot.terminal import Talk
from bot.words import SOURCE, Words
from conversations.asking import MOST_OFFERED, asked
from conversations.check import faults
from conversations.engine import advance
from conversations.flow import Open, Playbook, Question
from conversations.questions import ASK, QUESTIONS
from conversations.scene import Scene
from conversations.session import Session
from conversations.times import BEIJING

DATA = Path(__file__).parent / "data"
WORDS = Words()
PLAYBOOK = grounded(WORDS)
SCENE = Scene(datetime(2026, 11, 25, 15, tzinfo=BEIJING))
ANSWERED_BY = {one.id: one.to.flow for one in QUESTIONS if one.to.flow != ASK}
"""The questions that another flow answers."""

OUTSIDE = {"stop_paying", "door_visit", "crisis", "minor"}
"""What cannot wait: a question of this kind never gets an answer instead."""


def records(name: str) -> Iterator[tuple[str, str]]:
    """What is typed first of all, and where it should lead: a question, a flow, or the menu."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record["text"], record["answer"]


def led_to(text: str) -> tuple[str, ...]:
    """Where a text leads: one name, or those of the questions that are offered."""
    event = understood(Said(text), PLAYBOOK, Session(), SCENE, WORDS, SOURCE)
    turn = advance(PLAYBOOK, Session(), event, SCENE)
    first = turn.screen[0].text
    if first.id == "perhaps":
        return tuple(option.removeprefix("@ask.") for option in turn.session.offer if option.startswith("@ask."))
    if first.catalogue == ASK:
        return (first.id,)
    return (turn.session.places[-1].flow,) if turn.session.places else ("menu",)


@pytest.mark.parametrize(
    ("name", "right", "offered"), [("questions.jsonl", 0.97, 0.99), ("questions_unseen.jsonl", 0.88, 0.94)]
)
def test_what_people_ask_leads_to_the_answer_that_they_are_after(name: str, right: float, offered: float) -> None:
    """`questions_unseen.jsonl` was written before the patterns, and no pattern was written for it."""
    found = [(text, ANSWERED_BY.get(wanted, wanted), led_to(text)) for text, wanted in records(name)]
    missed = [(text, wanted, got) for text, wanted, got in found if wanted not in got]
    at_once = sum((wanted,) == got for _, wanted, got in found)
    assert at_once >= right * len(found), f"{at_once} of {len(found)}"
    assert len(missed) <= (1 - offered) * len(found), missed
    assert not [one for one in missed if one[1] in OUTSIDE], "what cannot wait was kept waiting"


def test_every_question_is_asked_in_the_data_in_more_than_its_own_words() -> None:
    wanted = {answer for name in ("questions.jsonl", "questions_unseen.jsonl") for _, answer in records(name)}
    assert {one.id for one in QUESTIONS} <= wanted


def test_the_data_holds_enough_and_a_third_of_it_was_held_out() -> None:
    seen, unseen = (list(records(name)) for name in ("questions.jsonl", "questions_unseen.jsonl"))
    assert len(seen) + len(unseen) >= 250
    assert 3 * len(unseen) >= len(seen) + len(unseen)
    assert not {text for text, _ in seen} & {text for text, _ in unseen}


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("不想活了，会坐牢吗", "crisis"),
        ("扫码还款会影响征信吗", "stop_paying"),
        ("他让我把钱转过去才不起诉，可以吗", "stop_paying"),
        ("他们在砸门，可以报警吗", "door_visit"),
        ("我17岁，会坐牢吗", "minor"),
    ],
)
def test_what_cannot_wait_comes_before_any_question(text: str, flow: str) -> None:
    assert led_to(text) == (flow,)


@pytest.mark.parametrize(
    ("text", "flow"),
    [("电话打来了", "live_call"), ("我妈接到催收电话", "live_call"), ("想分期", "talk"), ("把资料都删了", "leave")],
)
def test_whoever_tells_is_led_where_the_words_have_always_led(text: str, flow: str) -> None:
    assert led_to(text) == (flow,)


@pytest.mark.parametrize("text", ["做牢", "做 牢", "坐監", "蹲局子", "坐牢 嗎？", "坐牢！！！"])
def test_slips_and_the_words_of_other_places_mean_the_same(text: str) -> None:
    assert led_to(text) == ("jail",)


def test_two_meant_alike_are_both_offered_and_never_more_than_three() -> None:
    alike = tuple(Question(name, ("钱",), Open("about")) for name in "abcde")
    surer = Question("z", ("还钱",), Open("about"))
    assert len(asked(alike, "钱")) == MOST_OFFERED
    assert asked((*alike, surer), "怎么还钱") == (surer, *alike[:2])
    assert asked((*alike, Question("z", ("怎么 还钱",), Open("about"))), "怎么还钱")[1:] == ()
    assert asked(alike, "没有的事") == ()


async def test_a_question_amid_a_call_is_answered_and_the_line_stands_there_again(talk: Talk) -> None:
    await talk.begin()
    line = await said(talk, "正在通话", "开始")
    answer = await said(talk, "停息挂账靠谱吗")
    assert "银行没有义务同意" in answer
    assert answer.endswith(line)
    assert "就先不谈钱" in await said(talk, "他不肯说"), "the buttons of the call still work"


async def test_what_is_answered_in_words_is_never_taken_for_a_question(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "正在通话", "开始", "他说了", "征信修复公司会不会是")
    assert answer.startswith("记下了，10:00。")


async def test_where_a_time_is_asked_for_a_question_is_answered_and_the_time_is_still_asked_for(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "想谈还款", "怎么打", "约个时间打", "会影响孩子吗")
    assert "没起诉、没进执行" in answer
    assert "什么时候" in answer


async def test_in_a_crisis_no_question_about_debt_is_answered(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, "不想活了", "征信多久能消")
    assert "五年" not in answer
    assert "120" in answer


async def test_a_question_that_was_offered_can_be_tapped_or_typed(talk: Talk) -> None:
    await talk.begin()
    await talk.hear("紧急联系人会不会影响征信")
    assert labels(talk)[:2] == ["紧急联系人要还吗", "逾期几天上征信"]
    assert "只是联系人" in await said(talk, "紧急联系人要还吗")


def test_the_names_of_the_questions_fit_on_buttons_and_differ() -> None:
    names = [WORDS.sentence("questions", one.id, SOURCE) for one in QUESTIONS]
    assert max(map(len, names)) <= LONGEST_LABEL
    assert len(set(names)) == len(names)


def test_a_question_that_leads_nowhere_is_named() -> None:
    broken = Playbook({}, (), "", questions=(Question("jail", ("坐牢",), Open("aks"), ("@ask.jial", "@open.tlak")),))
    assert [fault for fault in faults(broken) if "aks" in fault]
    assert [fault for fault in faults(broken) if "'@ask.jial', which does not exist; did you mean 'jail'?" in fault]
    assert [fault for fault in faults(broken) if "'@open.tlak'" in fault]


def test_wenzhu_ask_answers_each_line_needs_nothing_and_says_which_line_was_none() -> None:
    lines = [
        b'{"id": 1, "text": "\xe4\xbc\x9a\xe5\x9d\x90\xe7\x89\xa2\xe5\x90\x97"}',
        b"no json",
        b'{"id": "b", "text": "\\ud800"}',
        b'{"text": "no id"}',
        '{"id": [2], "text": "法院热线多少，怎么核实立案"}'.encode(),
    ]
    program = [sys.executable, "-m", "bot", "ask"]
    done = subprocess.run(
        program, input=b"\n".join(lines), capture_output=True, env={}, cwd=Path(__file__).parent.parent
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [one["id"] for one in told] == [1, None, "b", None, [2]]
    assert "普通欠款一般是民事问题" in told[0]["answer"]
    assert "myth-jail" in told[0]["facts"]
    assert [set(one) for one in told] == [
        {"id", "answer", "facts"} if "answer" in one else {"id", "error"} for one in told
    ]
    assert "12368" in told[4]["answer"]
    assert "court-12368" in told[4]["facts"]
    assert told[2]["answer"].startswith("这句我没听懂")

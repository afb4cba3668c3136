"""Nobody is given a line that is untrue for them, whatever they told and whatever they did not tell yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import pytest
from conftest import labels, said

from bot.aloud import aloud_faults
from bot.sentences import question_faults
from bot.terminal import Talk
from bot.words import LOCALES, SOURCE, Entry, Words, entries
from conversations.check import faults
from conversations.engine import advance
from conversations.events import Picked
from conversations.flow import TRUTH, Ask, Choose, Finish, Flow, Playbook, Step
from conversations.flows import PLAYBOOK
from conversations.scene import Consent, Scene
from conversations.session import Place, Session
from conversations.standing import current
from conversations.times import BEIJING

WORDS = Words()
Told = Mapping[str, str]
ANSWERS = {
    "whose": ("", "mine", "kin", "other", "unsure"),
    "relation": ("", "parent", "partner", "other", "friend"),
    "signed": ("", "no", "yes", "unsure"),
    "named": ("", "no", "mine", "unsaid"),
    "kin_signed": ("", "no", "yes", "partner", "unsure"),
    "can_call": ("", "yes", "unsure"),
    "kin": ("", "mother", "wife", "husband"),
}
"""Everything that can be known of a person; empty where they did not say it."""


UNTRUE: tuple[tuple[str, tuple[Callable[[Told], bool], ...]], ...] = (
    # the debt is said to be one's own
    ("这笔账我会处理", (lambda person: person["whose"] != "mine",)),
    ("找我本人|跟我本人沟通|我本人能联系上|我的欠款", (lambda person: person["whose"] != "mine",)),
    ("我这笔账|我向对方借了|手上几家的款", (lambda person: person["whose"] != "mine",)),
    (
        "我名下的账单|我想还这笔款|我欠钱的事|我是借款人|我愿意还|我这张卡|我名下有一笔款",
        (lambda person: person["whose"] != "mine",),
    ),
    # nothing is owed by who says it
    ("(?<!一句：我)没有借钱|没借钱", (lambda person: person["whose"] != "kin",)),
    (
        "(?<!一句：我没有借钱，也)没有担保|没担保",
        (
            lambda person: person["whose"] != "kin",
            lambda person: person["signed"] != "no",
            lambda person: person["relation"] not in ("parent", "other", "friend"),
        ),
    ),
    ("不是我借的", (lambda person: (person["whose"], person["named"]) != ("other", "mine"),)),
    ("您找的人不是我", (lambda person: (person["whose"], person["named"]) != ("other", "no"),)),
    ("有事找他本人|(?<!一句：我没有借钱，也没有担保，)请找他本人", (lambda person: person["whose"] != "kin",)),
    (
        "我不是你们要找的人|这个号码现在",
        (lambda person: (person["whose"], person["named"]) != ("other", "no"),),
    ),
    ("我是借款人|我自己在处理|我在处理|是我个人的事", (lambda person: person["whose"] != "mine",)),
    # the family is kept out of what nobody of it shares
    (
        "不要联系我家人|你们没签过字",
        (
            lambda person: person["whose"] != "mine",
            lambda person: person["kin_signed"] != "no",
        ),
    ),
    ("不要联系我家人", (lambda person: person["kin"] in ("wife", "husband"),)),
    # what is put into the mouth of the family
    (
        "一句：我没有借钱，也没有担保",
        (
            lambda person: person["whose"] != "mine",
            lambda person: person["kin_signed"] != "no",
            lambda person: person["kin"] in ("wife", "husband"),
        ),
    ),
    # what is promised is meant
    (
        "三天内我会联系|三天内，我联系",
        (lambda person: person["whose"] != "mine", lambda person: person["can_call"] != "yes"),
    ),
)
"""By hand, from what the lines say: which words are untrue in whose mouth. Who did not tell yet is among them."""

DAY = Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING))
STANDING = [
    (flow.id, step.id) for flow in PLAYBOOK.flows.values() for step in flow.steps if isinstance(step, Choose | Ask)
]


class Unsaid(Exception):
    """Somebody looks at what was left open."""


@dataclass(frozen=True)
class Person(Mapping[str, str]):
    """Somebody of whom some answers are settled; whoever looks at another one hears which."""

    told: Told
    prefix: str = ""

    def __getitem__(self, name: str) -> str:
        plain = name.removeprefix(self.prefix)
        if plain not in self.told:
            raise Unsaid(plain)
        if self.prefix and not self.told[plain]:
            raise KeyError(name)  # among the notes, what was not said is not there
        return self.told[plain]

    def __iter__(self) -> Iterator[str]:
        return iter(self.told)

    def __len__(self) -> int:
        return len(self.told)


def everybody(judge: Callable[[Told], None]) -> None:
    """Judge for every combination of answers: each that is looked at is tried in every way, whoever looks."""
    people: list[Told] = [{}]
    while people:
        told = people.pop()
        try:
            judge(told)
        except Unsaid as unsaid:
            name = str(unsaid)
            people += [{**told, name: answer} for answer in ANSWERS[name]]


def test_the_table_goes_over_every_answer_that_can_be_given() -> None:
    asked = {step.id: set(step.options) for step in PLAYBOOK.flows[TRUTH].steps if isinstance(step, Choose)}
    assert {name: set(answers) - {""} for name, answers in ANSWERS.items() if name != "kin"} == asked


def test_nobody_is_offered_a_line_that_is_untrue_for_them() -> None:
    """Every step of every flow, led to by whatever way, for everybody that there can be."""
    risky = [(re.compile(words), whom) for words, whom in UNTRUE]
    texts = {
        (flow, step): "\n".join(filter(None, (sentence(flow, step), sentence(flow, f"{step}.copy"))))
        for flow, step in STANDING
    }
    untrue = {place: [rule for words, whom in risky for rule in whom if words.search(texts[place])] for place in texts}
    assert sum(map(bool, untrue.values())) >= 15
    offered = set()

    def judge(told: Told, flow: str, step: str) -> None:
        found = current(PLAYBOOK, Session((Place(flow, step),), Person(told, f"{TRUTH}.")))
        assert found is not None
        shown = found[0], found[1].id
        offered.add(shown)
        assert not any(rule(Person(told)) for rule in untrue[shown]), f"{texts[shown]}\nfor {told}"

    for place in STANDING:
        everybody(partial(judge, flow=place[0], step=place[1]))
    assert {place for place in untrue if untrue[place]} <= offered, "some line is offered to nobody"


def sentence(flow: str, id: str) -> str:
    return WORDS.catalogues[SOURCE][flow].get(id, Entry(id, "")).sentence


@pytest.mark.parametrize("consent", list(Consent))
def test_what_was_told_outlasts_every_flow_and_is_gone_with_a_refusal(consent: Consent) -> None:
    notes = {f"{TRUTH}.whose": "mine", f"{TRUTH}.kin_signed": "no"}
    session = Session(notes=notes)
    scene = replace(DAY, consent=consent)
    for flow in PLAYBOOK.flows:
        session = advance(PLAYBOOK, session, Picked(f"@open.{flow}", session.screen), scene).session
    assert notes.items() <= session.notes.items()
    session = advance(PLAYBOOK, session, Picked("@refuse", session.screen), scene).session
    assert not session.notes


async def test_a_question_is_asked_once_and_leads_back_to_the_line(talk: Talk) -> None:
    await talk.begin()
    assert "是谁借的" in await said(talk, "正在通话", "开始", "他说了", "先跳过")
    assert "这笔账我会处理" in await said(talk, "我借的")
    assert "这笔账我会处理" in await said(talk, "正在通话", "开始", "他说了", "先跳过")


async def test_back_from_a_question_is_the_step_before_the_line(talk: Talk) -> None:
    await talk.begin()
    assert "打给我就记下" in await said(talk, "正在通话", "开始", "他说了", "先跳过", "返回")


async def test_typing_something_else_answers_no_question(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "正在通话", "开始", "他说了", "先跳过", "他说要抓我", "念完了")
    assert labels(talk) == ["我借的", "家人或朋友", "跟我们没关系", "说不清"]


# --- what the checks say ---------------------------------------------------------------------------


ASKS = Flow("truth", (Choose("signed", asks=True, no="told", yes="told"), Finish("told", quiet=True)))


def found(*steps: Step) -> list[str]:
    flow = Flow("f", (Choose("start", a="a"), *steps, Finish("end")))
    return list(faults(Playbook({"f": flow, "truth": ASKS}, ("f",), "f")))


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((Choose("a", needs={"signd": "no"}, otherwise="b", ok="end"),), "did you mean 'signed'?"),
        ((Choose("a", needs={"signed": "none"}, otherwise="b", ok="end"),), "the answers are no, yes"),
        ((Choose("a", needs={"signed": "no"}, ok="end"),), "say what is shown where the line is untrue"),
        ((Choose("a", needs={"signed": "no"}, otherwise="c", ok="end"),), "leads to 'c', which does not exist"),
        ((Choose("a", needs={"signed": "no"}, otherwise="a", ok="end"),), "has to end at a step with buttons"),
        ((Choose("a", needs={"signed": "no"}, otherwise="end", ok="end"),), "has to end at a step with buttons"),
        ((Choose("a", tells="signed", no="end", perhaps="end"),), "its options have to be among them"),
        ((Choose("a", tells="paid", no="end"),), "truth does not ask it"),
        ((Choose("a", needs={"signed": "no"}, otherwise="b", no="end"),), "and so has the question signed before it"),
    ],
)
def test_what_is_wrong_with_needs_is_said_with_its_place(steps: tuple[Step, ...], fault: str) -> None:
    told = found(*steps, Choose("b", ok="end"))
    assert any(line.startswith("f.a") and fault in line for line in told), told


def test_a_button_that_says_what_an_answer_before_it_says_is_found() -> None:
    line = Choose("a", needs={"signed": "no"}, otherwise="b", ok="end")
    have = {"a.ok": Entry("a.ok", "没签过")}
    asked = {"signed.no": Entry("signed.no", "没签过"), "signed.name": Entry("signed.name", "签过没有")}
    (told,) = question_faults("f", line, have, asked)
    assert told == "f.po a: 「没签过」 answers the question signed before it, too; say it otherwise"
    assert not list(question_faults("f", line, {"a.ok": Entry("a.ok", "念完了")}, asked))


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry("a", "照着念：「我晚点回电话。」"), "for whom is it true? Add needs= to the step, or"),
        (
            Entry("a", "照着念：「我没担保。」", everyone=("都一样",)),
            "says 没担保, which is not true for all; add needs=",
        ),
        (Entry("a.copy", "我本人会处理。", everyone=("都一样",)), "says 本人"),
    ],
)
def test_a_line_that_declares_nothing_is_found(entry: Entry, fault: str) -> None:
    flow = Flow("f", (Choose("a", ok="end"), Finish("end")))
    files = {"f": {entry.id: entry, "a.ok": Entry("a.ok", "念完了")}}
    (told,) = aloud_faults(Playbook({"f": flow}, ("f",), "f"), files)
    assert told.startswith(f"f.po {entry.id}: ")
    assert fault in told


def test_a_line_that_says_for_whom_it_is_true_is_fine() -> None:
    flow = Flow(
        "f", (Choose("a", needs={"signed": "no"}, otherwise="b", ok="end"), Choose("b", ok="end"), Finish("end"))
    )
    files = {
        "f": {
            "a": Entry("a", "照着念：「我没担保。」"),
            "b": Entry("b", "照着念：「再见。」念完点「好」。", everyone=("谁都可以告辞",)),
            "b.ok": Entry("b.ok", "好"),
        }
    }
    assert not list(aloud_faults(Playbook({"f": flow, "truth": ASKS}, ("f",), "f"), files))


def test_every_reason_stands_above_a_line() -> None:
    """A reason that is left over where the line went would hide the next one."""
    for file in sorted((LOCALES / SOURCE).glob("LC_MESSAGES/*.po")):
        for entry in entries(file).values():
            assert not entry.everyone or "「" in entry.sentence or entry.id.endswith(".copy"), f"{file.name} {entry.id}"

"""Questions about the playbook, and the checker's own words."""

from __future__ import annotations

from dataclasses import replace

from bot.hearing import SCRIPTS
from bot.sentences import word_faults
from bot.words import LOCALES
from bot.workshop import PAGES, page_of
from conversations.check import OFFERS, arrows, faults
from conversations.events import Opened
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Open, Playbook, Step
from conversations.flows import PLAYBOOK


def playbook(*steps: Step) -> Playbook:
    return Playbook({"f": Flow("f", steps)}, ("f",), "f")


def test_the_playbook_has_no_faults() -> None:
    assert list(faults(PLAYBOOK)) == []


def test_a_wrong_target_is_named_with_what_was_meant() -> None:
    broken = playbook(Choose("a", go="bb"), Finish("b"))
    assert "f.a.go leads to 'bb', which does not exist; did you mean 'b'?" in list(faults(broken))


def test_a_wrong_flow_is_named_with_what_was_meant() -> None:
    broken = playbook(Choose("a", go=Open("ff"), end="b"), Finish("b"))
    assert "f.a.go leads to the flow 'ff', which does not exist; did you mean 'f'?" in list(faults(broken))


def test_a_wrong_branch_and_a_wrong_answer_are_found() -> None:
    broken = playbook(
        Ask("a", lambda said, scene: said, then="c"), Branch("b", lambda notes, scene: "x", to=("x",)), Finish("end")
    )
    found = list(faults(broken))
    assert "f.a leads to 'c', which does not exist" in found
    assert any(fault.startswith("f.b.x leads to 'x'") for fault in found)


def test_what_cannot_be_reached_or_left_is_found() -> None:
    broken = playbook(
        Choose("a", on="b"), Choose("b", on="a"), Choose("lost", on="end"), Choose("stuck"), Finish("end")
    )
    found = list(faults(broken))
    assert "f.lost cannot be reached" in found
    assert "f.a has no way to an end of the flow" in found
    assert "f.stuck has no options: nobody gets out of it" in found


def test_five_buttons_are_too_many() -> None:
    broken = playbook(Choose("a", p="b", q="b", r="b", s="b", t="b"), Finish("b"))
    assert "f.a has 5 buttons; a bubble has at most 4" in list(faults(broken))


def test_every_flow_has_its_page_and_it_is_fresh() -> None:
    for flow in PLAYBOOK.flows.values():
        written = (PAGES / f"{flow.id}.md").read_text("utf-8")
        assert written == page_of(flow), f"run wenzhu pages: {flow.id}.md is stale"
    assert {file.stem for file in PAGES.glob("*.md")} == set(PLAYBOOK.flows)


def test_a_page_would_be_stale_after_a_change_of_structure() -> None:
    flow = PLAYBOOK.flows["check_in"]
    assert page_of(replace(flow, steps=flow.steps[:-1])) != page_of(flow)


def test_the_words_are_complete_and_short_enough() -> None:
    assert list(word_faults(PLAYBOOK, LOCALES / "zh_Hans")) == []


def test_every_flow_can_be_opened_from_somewhere() -> None:
    opened = {way.flow for *_, way in arrows(PLAYBOOK) if isinstance(way, Open)}
    keys = {key.removeprefix("@open.") for key in (*PLAYBOOK.keys, *PLAYBOOK.more_keys, *PLAYBOOK.farewell, *OFFERS)}
    reminders = {"nudge", "call_lender", "check_in", "due", "expiry", "first_step", "number_check"}
    reminders |= {"paper_check", "paper_due", "hearing_due"}
    commands = {"privacy", "about", "mydata"}
    typed = {cue.to.flow for cue in PLAYBOOK.cues if isinstance(cue.to, Open)}
    typed |= {event.flow for event in SCRIPTS.values() if isinstance(event, Opened)}
    assert set(PLAYBOOK.flows) <= opened | keys | set(PLAYBOOK.menu) | reminders | commands | typed

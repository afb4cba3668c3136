"""What the placeholders of the sentences stand for. This list is all there is: a sentence may use no other name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from conversations.court_days import last_day
from conversations.cues import KIN
from conversations.flow import TRUTH, Choose, Notes, Playbook
from conversations.lateness import days_late, stage_of
from conversations.scene import Scene
from conversations.screen import Text, Value, When
from conversations.session import Knock, Session
from conversations.standing import options
from conversations.telling import ledger_values
from conversations.telling_reminders import reminder_values
from conversations.times import next_morning
from conversations.truth import told
from conversations.verdict import Verdict, practice

COMMON = "common"


def values(playbook: Playbook, session: Session, scene: Scene) -> Mapping[str, Value]:
    """Every placeholder by name, for where a person is."""
    now, case, host = scene.now, scene.case, scene.host
    kin = session.notes.get("kin", "")
    kin = kin if kin in KIN else "family"
    verdict = Verdict.of(session.notes)
    shown: list[Value] = [practice(name) for name in verdict.practices] if verdict else []
    shown += [""] * 3
    morning = next_morning(now)
    return {
        "now": When(now, now, clock=True),
        "moment": When(now, now),
        "morning": When(morning, now),
        "due": When(case.due or morning, now),
        "deadline": When(last_day_of_knock(session) or case.deadline or case.due or morning, now, day=True),
        "greeting": Text(COMMON, greeting(now.time())),
        "kin_mine": Text(COMMON, f"kin.{kin}.mine"),
        "kin_yours": Text(COMMON, f"kin.{kin}.yours"),
        "nth": lines_read(playbook, session) + 1,
        "calls": case.calls,
        "talked": case.talked,
        "rung": case.rung,
        "visits": case.visits,
        "messages": case.messages,
        "files": case.files,
        "reminders": case.reminders,
        "dealings": case.dealings,
        "items": case.items,
        "expires": When(case.expires or now, now, day=True),
        "backup_until": When(case.backup_until or now, now, day=True),
        "hash_until": When(case.hash_until or now, now, day=True),
        "he_said": answered(playbook, session, "family", "he_said"),
        "platform": answered(playbook, session, "previous_owner", "platform"),
        "my_number": own_number(session),
        **truths(playbook, session),
        **lateness(session.notes, now.date()),
        **days_of_paper(session.notes, now),
        "verdict": verdict.named() if verdict else "",
        "practice_1": shown[0],
        "practice_2": shown[1],
        "practice_3": shown[2],
        "operator": host.operator,
        "contact": host.contact,
        "place": host.place,
        **ledger_values(session, scene),
        **reminder_values(session.notes, scene),
    }


def last_day_of_knock(session: Session) -> datetime | None:
    """The last day of what the flow on top knocked for."""
    rang = Knock.noted(session.places[-1].flow, session.notes) if session.places else None
    return datetime.fromisoformat(rang.last) if rang and rang.last else None


def answered(playbook: Playbook, session: Session, flow: str, step: str) -> Text | str:
    """What was answered to a question, in the words of the button or in the person's own."""
    answer = session.notes.get(f"{flow}.{step}", "")
    asked = playbook.flows[flow].get(step) if flow in playbook.flows else None
    return Text(flow, f"{step}.{answer}") if asked and answer in options(asked) else answer


def own_number(session: Session) -> Text | str:
    """The person's own number, its middle hidden; a blank to fill in where they gave none."""
    number = session.notes.get("previous_owner.number", "")
    return number if "*" in number else Text(COMMON, "blank_number")


def truths(playbook: Playbook, session: Session) -> Mapping[str, Text]:
    """What is known to be true for the person, in the words of their answer: my_signed is 没签过."""
    steps = playbook.flows[TRUTH].steps if TRUTH in playbook.flows else ()
    questions = [step for step in steps if isinstance(step, Choose)]
    answers = {step.id: told(session.notes, step.id) for step in questions}
    return {
        f"my_{step.id}": Text(TRUTH, f"{step.id}.{answers[step.id]}")
        if answers[step.id] in step.options
        else Text(COMMON, "untold")
        for step in questions
    }


def lateness(notes: Notes, today: date) -> Mapping[str, Value]:
    """How long the debt is overdue today, counted anew each day, and in which of the three stages that is."""
    late = days_late(notes, today) or 0
    return {"late": late, "late_stage": Text(COMMON, f"late.{stage_of(late)}")}


def days_of_paper(notes: Notes, now: datetime) -> Mapping[str, When]:
    """The last day of the newest paper, and the day to be ready by; when one has to be at the court. Where nothing
    was told, nothing speaks of them."""
    found = last_day(notes, now.date())
    last, by = (found.day, found.by) if found else (now.date(), now.date())
    told = notes.get("truth.paper_hearing", "")

    def day(on: date) -> When:
        return When(now.replace(year=on.year, month=on.month, day=on.day), now, day=True)

    hearing = datetime.fromisoformat(told) if told else now
    return {"paper_last": day(last), "paper_by": day(by), "paper_hearing": When(hearing, now)}


def greeting(hour: time) -> str:
    if hour < time(12):
        return "greeting.morning"
    return "greeting.day" if hour < time(18) else "greeting.evening"


def lines_read(playbook: Playbook, session: Session) -> int:
    """How many lines to read aloud the person has been given on this walk."""
    if not session.places:
        return 0
    place = session.places[-1]
    flow = playbook.flows.get(place.flow)
    steps = (flow.get(name) for name in place.trail) if flow else ()
    return sum(isinstance(step, Choose) and step.aloud for step in steps)

"""What is true for a person: no line is shown to somebody for whom it is untrue.

What was told once is kept among the notes, as "truth.signed": "no". A line says what it `needs`; while that is not
known, the question for it is shown in its place, and where it is untrue, what the line names as `otherwise`.
"""

from __future__ import annotations

from conversations.flow import NOTICED, TRUTH, Ask, Choose, Notes, Open, Playbook


def told(notes: Notes, truth: str) -> str:
    """What is known; empty where it was not asked yet."""
    return notes.get(truth, NOTICED[truth]) if truth in NOTICED else notes.get(f"{TRUTH}.{truth}", "")


def instead(step: Choose | Ask, notes: Notes) -> str | Open | None:
    """What comes in the place of a step: another one where it is untrue, a question where that is not known yet.

    What is known to be untrue comes first: nobody is asked a question that changes nothing.
    """
    needs = step.needs if isinstance(step, Choose) else {}
    answers = {truth: told(notes, truth) for truth in needs}
    if any(answer and answer not in needs[truth].split() for truth, answer in answers.items()):
        return step.otherwise if isinstance(step, Choose) else None
    return next((Open(TRUTH, truth) for truth, answer in answers.items() if not answer), None)


def shown(playbook: Playbook, flow: str, step: Choose | Ask, notes: Notes) -> tuple[str, Choose | Ask]:
    """The flow and step that somebody sees who was led to this one: itself, what is true in its place, a question.

    Raises LookupError where there is no such step; wenzhu check names it.
    """
    while (way := instead(step, notes)) is not None:
        where, name = (way.flow, way.step) if isinstance(way, Open) else (flow, way)
        found = playbook.flows[where].get(name) if where in playbook.flows else None
        if not isinstance(found, Choose | Ask):
            raise LookupError(f"{flow}.{step.id} leads to {where}.{name}, which nobody can stand on")
        flow, step = where, found
    return flow, step

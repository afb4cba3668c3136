"""Changing an earlier answer (改前面的回答) without losing the later ones."""

from __future__ import annotations

from dataclasses import replace

from conversations.flow import TRUTH, Ask, Choose, Finish, Open, Playbook, Step
from conversations.moving import landing
from conversations.scene import Scene
from conversations.screen import MOST_BUTTONS, Bubble, Button, Text
from conversations.session import Session
from conversations.showing import Turn, close, say, show
from conversations.standing import current, options
from conversations.truth import shown
from conversations.values import COMMON


def changeable(playbook: Playbook, session: Session) -> tuple[str, ...]:
    """The answers that can be changed, as "flow.step": those of the flow on top, newest first, and what is known to
    be true for the person."""
    answers: list[str] = []
    for place in session.places[-1:]:
        steps = (playbook.flows[place.flow].get(step) for step in reversed((*place.trail, place.step)))
        answers += [f"{place.flow}.{step.id}" for step in steps if step and is_asked(step)]
    if TRUTH in playbook.flows:
        answers += [f"{TRUTH}.{step.id}" for step in playbook.flows[TRUTH].steps if is_asked(step)]
    return tuple(name for name in dict.fromkeys(answers) if name in session.notes)


def is_asked(step: Step) -> bool:
    """Whether the answer of a step is one of its own, which somebody may want to change."""
    return (isinstance(step, Ask) and not step.noted_as) or (isinstance(step, Choose) and step.asks)


def change_list(playbook: Playbook, session: Session, scene: Scene) -> Turn:
    """Offer the answers to change."""
    answers = changeable(playbook, session)[:MOST_BUTTONS]
    if not answers:
        return show(playbook, session, scene, say("nothing_to_change"))
    buttons = []
    for answer in answers:
        flow, _, step = answer.partition(".")
        buttons.append(Button(f"@change.{answer}", Text(flow, f"{step}.name")))
    return close(playbook, session, (Bubble(Text(COMMON, "change"), tuple(buttons)),), scene)


def walk_again(playbook: Playbook, before: Session, session: Session, scene: Scene) -> Turn:
    """Walk again from the changed answer, by the later answers, as far as they still lead the old way.

    `before` is the session with the old answer. What is true for the person is no step of the walk: of the walk
    only the line in front of them may change by it.
    """
    flow, _, edited = session.editing.partition(".")
    before, session = replace(before, editing=""), replace(session, editing="")
    for place in session.places[-1:]:
        walk = (*place.trail, place.step)
        walked = flow == place.flow and edited in walk
        path = [*walk[: walk.index(edited)], edited] if walked else [*walk]
        while path[-1] in walk and path[-1] != place.step:
            onward = led_to(playbook, session, path[-1], scene)
            if not onward or onward in path:
                break
            path.append(onward)
        session = session.at(replace(place, step=path[-1], trail=tuple(path[:-1])))
    same = current(playbook, before) == current(playbook, session)
    return show(playbook, session, scene, say("changed" if same else "changed_path"))


def led_to(playbook: Playbook, session: Session, step_id: str, scene: Scene) -> str:
    """The step to which a kept answer leads in the flow on top; empty where none is kept or it leads out."""
    flow = playbook.flows[session.places[-1].flow]
    step = flow.get(step_id)
    if isinstance(step, Choose | Ask):
        _, step = shown(playbook, flow.id, step, session.notes)
    answer = session.notes.get(f"{flow.id}.{step.id}") if step else None
    if step is None or answer is None:
        return ""
    way = options(step).get(answer) or (step.then if isinstance(step, Ask) else "")
    if isinstance(way, Open) or not way:
        return ""
    onward, _, _ = landing(playbook, session, way, scene)
    return "" if isinstance(onward, Finish) else onward.id

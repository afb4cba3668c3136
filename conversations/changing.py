"""Changing an earlier answer (改前面的回答) without losing the later ones."""

from __future__ import annotations

from dataclasses import replace

from conversations.flow import Ask, Choose, Finish, Open, Playbook
from conversations.moving import landing
from conversations.scene import Scene
from conversations.screen import MOST_BUTTONS, Bubble, Button, Text
from conversations.session import Session
from conversations.showing import Turn, close, say, show
from conversations.standing import options
from conversations.values import COMMON


def changeable(playbook: Playbook, session: Session) -> tuple[str, ...]:
    """The answers of the flow on top that can be changed, as "flow.step", newest first."""
    if not session.places:
        return ()
    place = session.places[-1]
    steps = (playbook.flows[place.flow].get(step) for step in reversed((*place.trail, place.step)))
    return tuple(
        name
        for step in steps
        if isinstance(step, Ask) or (isinstance(step, Choose) and step.asks)
        if (name := f"{place.flow}.{step.id}") in session.notes
    )


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


def walk_again(playbook: Playbook, session: Session, scene: Scene) -> Turn:
    """Walk again from the changed answer, by the later answers, as far as they still lead the old way."""
    edited = session.editing.partition(".")[2]
    session = replace(session, editing="")
    place = session.places[-1]
    walk = (*place.trail, place.step)
    if edited not in walk:
        return show(playbook, session, scene, say("changed"))
    path = [*walk[: walk.index(edited)], edited]
    while path[-1] in walk and path[-1] != place.step:
        onward = led_to(playbook, session, path[-1], scene)
        if not onward or onward in path:
            break
        path.append(onward)
    session = session.at(replace(place, step=path[-1], trail=tuple(path[:-1])))
    return show(playbook, session, scene, say("changed" if path[-1] == place.step else "changed_path"))


def led_to(playbook: Playbook, session: Session, step_id: str, scene: Scene) -> str:
    """The step to which a kept answer leads in the flow on top; empty where none is kept or it leads out."""
    flow = playbook.flows[session.places[-1].flow]
    step = flow.get(step_id)
    answer = session.notes.get(f"{flow.id}.{step_id}")
    if step is None or answer is None:
        return ""
    way = options(step).get(answer) or (step.then if isinstance(step, Ask) else "")
    if isinstance(way, Open) or not way:
        return ""
    onward = landing(playbook, session, way, scene)
    return "" if isinstance(onward, Finish) else onward.id

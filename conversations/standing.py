"""Where a person stands: on a step of the playbook as it is today."""

from __future__ import annotations

from dataclasses import replace

from conversations.flow import Ask, Choose, Playbook, Step, Way
from conversations.session import Place, Session
from conversations.truth import shown


def mend(playbook: Playbook, session: Session) -> Session:
    """Keep a session usable after a release: of each walk, keep the steps that one can still stand on."""
    places: list[Place] = []
    for place in session.places:
        flow = playbook.flows.get(place.flow)
        if flow is None or any(place.flow == other.flow for other in places):
            continue
        walk = [flow.get(step) for step in (*place.trail, place.step)]
        path = list(dict.fromkeys(step.id for step in walk if isinstance(step, Choose | Ask))) or [first(flow.steps)]
        places.append(Place(flow.id, path[-1], tuple(path[:-1]), place.opened))
    mended = tuple(place for place in places if place.step)
    editing = session.editing if standing(playbook, session.editing) else ""
    return replace(session, places=mended, editing=editing)


def first(steps: tuple[Step, ...]) -> str:
    """The first step of a flow that one can stand on; empty where there is none."""
    return next((step.id for step in steps if isinstance(step, Choose | Ask)), "")


def current(playbook: Playbook, session: Session) -> tuple[str, Choose | Ask] | None:
    """The flow and step that the newest screen shows: the one being changed, or the one stood on, as far as it is
    true for the person; else what comes in its place."""
    if session.editing and (step := standing(playbook, session.editing)):
        return session.editing.partition(".")[0], step
    if not session.places:
        return None
    place = session.places[-1]
    found = standing(playbook, f"{place.flow}.{place.step}")
    return shown(playbook, place.flow, found, session.notes) if found else None


def standing(playbook: Playbook, name: str) -> Choose | Ask | None:
    """The step "flow.step", if it is one that a person can stand on."""
    flow, _, step = name.partition(".")
    found = playbook.flows[flow].get(step) if flow in playbook.flows else None
    return found if isinstance(found, Choose | Ask) else None


def options(step: Step) -> dict[str, Way]:
    """The buttons of a step, and where they lead."""
    return dict(step.options) if isinstance(step, Choose | Ask) else {}

"""How a reminder knocks: where it stands, what its flow then knows of it, and the one letter for several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from conversations.effects import Remind, RemindBy
from conversations.flow import Ask, Choose, Flow, Playbook
from conversations.ladder import RUNGS
from conversations.moving import opening
from conversations.paging import ROWS
from conversations.scene import Scene
from conversations.screen import Bubble, Button, Text
from conversations.session import Knock, Place, Session
from conversations.showing import RANG, Turn, anywhere, bubbles, say, show
from conversations.telling_reminders import neutral
from conversations.values import COMMON, greeting
from conversations.waiting import Reminder

KNOCK = "knock"
"""The first step of a flow that knocks."""


def rings(flow: Flow) -> bool:
    """Whether a flow knocks, by the names of its steps: it needs a name then that may stand on a lock screen."""
    return flow.start == KNOCK or flow.get(RUNGS[-1][0]) is not None


def door(playbook: Playbook, rang: Knock | None) -> Choose | None:
    """The step that a reminder shows; None where this release has none with buttons there."""
    flow = playbook.flows.get(rang.flow) if rang else None
    if rang is None or flow is None:
        return None
    found = flow.get(rang.step) or flow.steps[0]
    return found if isinstance(found, Choose) else None


def at_door(session: Session, rang: Knock, found: Choose) -> Session:
    """This session with the flow of a reminder opened at the step that it shows, and with what it is about noted."""
    session = opening(session, Place(rang.flow, found.id, (), session.turn))
    return replace(session, notes={**session.notes, **rang.notes})


def ringing(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Every step with which a reminder may knock, as flow and step: the first of a flow that something reminds of,
    or that is called a knock; the rungs where something reminds on the way to a last day."""
    steps = (step for flow in playbook.flows.values() for step in flow.steps)
    asked = [effect for step in steps if not isinstance(step, Ask) for effect in step.does]
    reminded = {effect.flow for effect in asked if isinstance(effect, Remind)}
    for flow in playbook.flows.values():
        if flow.id in reminded or flow.start == KNOCK:
            yield flow.id, flow.start
    for ladder in dict.fromkeys(effect.flow for effect in asked if isinstance(effect, RemindBy)):
        yield from ((ladder, step) for step, _ in RUNGS)


def come_in(playbook: Playbook, session: Session, rang: Knock, scene: Scene) -> Turn:
    """The screen with which a reminder knocks, to stand on."""
    found = door(playbook, rang)
    if found is None:
        return show(playbook, session, scene, say("old_button"))
    return show(playbook, at_door(session, rang, found), scene)


def knock(playbook: Playbook, session: Session, rang: Knock, scene: Scene) -> Turn:
    """A reminder rings: the screen with which its flow knocks, numbered by a turn of its own. It knocks and does not
    open the door: the person stays where they are, and so do the buttons in front of them."""
    found = door(playbook, rang)
    if found is None:
        raise TypeError(f"{rang.flow}.{rang.step} cannot knock: there is no step with buttons")
    session = replace(session, turn=session.turn + 1, knock=rang)
    return Turn(session, bubbles(playbook, rang.flow, found, at_door(session, rang, found), scene))


def knock_for_all(session: Session, things: Sequence[Reminder], scene: Scene) -> Turn:
    """Several reminders ring at once: one bubble for all of them, and a button for each of the first three."""
    session = replace(session, turn=session.turn + 1)
    hello = Text(COMMON, greeting(scene.now.time()))
    text = Text(COMMON, "knock_for_all", {"count": len(things), "greeting": hello})
    buttons = tuple(Button(f"{RANG}.{one.key}", neutral(one.key)) for one in things[:ROWS])
    return Turn(session, (Bubble(text, (*buttons, *anywhere("@open.reminders"))),))

"""From step to step: into flows, through branches, out at the end, back again."""

from __future__ import annotations

from dataclasses import replace

from conversations.batch import forgetting
from conversations.correcting import corrected, next_picture
from conversations.effects import (
    Correct,
    Done,
    Drop,
    Effect,
    Erase,
    EraseSome,
    KeepLedger,
    LiveBy,
    Log,
    Move,
    Remind,
    RemindBy,
    Resume,
    Wake,
)
from conversations.flow import TRUTH, Ask, Branch, Choose, Finish, Open, Playbook, Step, Way, ways
from conversations.foresight import foreseen
from conversations.in_hand import PICKED, REMINDERS, taken
from conversations.reminding import reminded
from conversations.scene import Consent, Scene
from conversations.screen import Bubble, Text
from conversations.session import Place, Session
from conversations.showing import Turn, anywhere, close, consent, show
from conversations.times import next_morning
from conversations.values import values


def follow(playbook: Playbook, session: Session, way: Way, scene: Scene, lead: Text | None = None) -> Turn:
    """Go where an answer leads."""
    if isinstance(way, Open):
        return enter(playbook, session, way, scene)
    return arrive(playbook, session, way, scene, lead)


def enter(playbook: Playbook, session: Session, way: Open, scene: Scene) -> Turn:
    """Open a flow over what is open. Where the way says what comes then, the flow below goes on to there first."""
    effects: tuple[Effect, ...] = ()
    meant = way.pick(session.notes, scene) if way.pick else ""
    reminder = taken(session, way.step, scene)
    if way.then and session.places:
        onward = arrive(playbook, session, way.then, scene)
        session, effects = replace(onward.session, asked=session.asked), onward.effects
        scene = foreseen(scene, effects)
    opened = opening(session, Place(way.flow, "", (), session.turn))
    opened = opened.noting(f"{way.flow}.pick", meant) if meant else opened
    if way.flow == REMINDERS:
        opened = opened.noting(PICKED, reminder)
    turn = arrive(playbook, opened, way.step or playbook.flows[way.flow].start, scene)
    return replace(turn, effects=(*effects, *turn.effects))


def opening(session: Session, place: Place) -> Session:
    """This session with a flow put on top, its old answers forgotten. A flow is open at most once.

    What is true for the person stays known: it is asked once.
    """
    old = {name for name in session.notes if name.startswith(f"{place.flow}.") and place.flow != TRUTH}
    notes = {name: note for name, note in session.notes.items() if name not in old}
    below = tuple(other for other in session.places if other.flow != place.flow)
    return replace(session, places=(*below, place), notes=notes, editing="")


def arrive(playbook: Playbook, session: Session, target: str, scene: Scene, lead: Text | None = None) -> Turn:
    """Come to a step of the flow on top: stand on it and do what it does, or leave the flow."""
    place = session.places[-1]
    step, effects, scene = landing(playbook, session, target, scene)
    if effects and place.step:  # what was carried out is not gone back to
        place = replace(place, step=(place.trail or ("",))[-1], trail=place.trail[:-1])
    own = carried(step, place, session, scene)
    effects, scene = (*effects, *own), foreseen(scene, own)
    if any(isinstance(effect, Correct) for effect in effects):
        session = corrected(session)
    if EraseSome("messages") in effects:
        session = forgetting(session)
    lead = replace(lead, values=values(playbook, session, scene)) if lead else None
    if isinstance(step, Finish):
        return leave(playbook, session, step, effects, scene, lead)
    place = place.walking(step.id) if place.step else replace(place, step=step.id)
    return show(playbook, session.at(place), scene, effects=effects, lead=lead)


Landed = tuple[Choose | Ask | Finish, tuple[Effect, ...], Scene]
"""A step, what was done on the way to it, and the scene after that."""


def landing(playbook: Playbook, session: Session, target: str, scene: Scene) -> Landed:
    """The step that a person comes to stand on when sent to `target` in the flow on top."""
    place = session.places[-1]
    flow = playbook.flows[place.flow]
    scene = replace(scene, parked=len(session.places) > 1)
    effects: tuple[Effect, ...] = ()
    while True:
        step = flow.get(target)
        if step is None:
            raise LookupError(f"{flow.id}.{target} does not exist; wenzhu check names such arrows")
        if not isinstance(step, Branch):
            return step, effects, scene
        done = carried(step, place, session, scene)
        effects, scene = (*effects, *done), foreseen(scene, done)
        target = step.decide(session.notes, scene)


def leave(
    playbook: Playbook,
    session: Session,
    step: Finish,
    effects: tuple[Effect, ...],
    scene: Scene,
    lead: Text | None,
) -> Turn:
    """End the flow on top: its last words, and what lies below it."""
    flow = session.places[-1].flow
    below = () if step.home else session.places[:-1]
    corrects = any(isinstance(effect, Correct) for effect in effects)
    offers = (*step.offers, *(next_picture(session) if corrects else ()))
    said = Bubble(Text(flow, step.id, values(playbook, session, scene), lead), anywhere(*offers))
    session = replace(session, places=below, editing="")
    if any(isinstance(effect, Erase) for effect in effects):
        session = replace(session, notes={})
    if step.quiet or below:
        session = stand_again(playbook, session, scene)
        return show(playbook, session, scene, None if step.quiet else said, effects=effects)
    reminds = any(isinstance(effect, Remind | RemindBy) for effect in effects)
    if reminds and scene.consent is Consent.OPEN:
        return close(playbook, replace(session, asked=flow), (said, consent()), scene, effects)
    return close(playbook, session, (said,), scene, effects)


def step_back(session: Session) -> Session:
    """One step back, or out of the flow. Answers stay noted."""
    if session.editing or not session.places:
        return replace(session, editing="")
    place = session.places[-1]
    if place.trail:
        return session.at(replace(place, step=place.trail[-1], trail=place.trail[:-1]))
    return replace(session, places=session.places[:-1])


def stand_again(playbook: Playbook, session: Session, scene: Scene, back: bool = False) -> Session:
    """Choose anew among the steps of the branch that led here: what it looked at may have changed.

    A step to which an answer leads, too, is stayed on: who stands there need not have come by the branch. Who went
    `back` is where they wanted to be, unless the branch says that its questions are settled by an answer.
    """
    if not session.places or session.editing:
        return session
    place = session.places[-1]
    steps = playbook.flows[place.flow].steps
    answers = (way for step in steps if not isinstance(step, Branch) for _, way in ways(step))
    if place.step in {way.then if isinstance(way, Open) else way for way in answers}:
        return session
    for branch in steps:
        if isinstance(branch, Branch) and place.step in branch.to and not branch.does and (branch.settles or not back):
            step, _, _ = landing(playbook, session, branch.id, scene)
            stays = isinstance(step, Finish) or step.id in place.trail
            return session if stays else session.at(replace(place, step=step.id))
    return session


def carried(step: Step, place: Place, session: Session, scene: Scene) -> tuple[Effect, ...]:
    """What a step does, with what the engine knows filled in. For who chose 不保存, nothing is kept."""
    wanted = () if isinstance(step, Ask) else step.does
    if scene.consent is Consent.REFUSED:
        wanted = tuple(effect for effect in wanted if not isinstance(effect, Log | Remind | RemindBy | LiveBy))
    own = {name: note for name, note in session.notes.items() if name.startswith(f"{place.flow}.")}
    if scene.case.resting and any(plans(effect) for effect in wanted):
        wanted = (Wake(), *wanted)  # whoever makes a new plan about money is no longer resting from it
    turn = int(session.notes.get("read.record", 0))
    wanted = tuple(replace(effect, turn=turn) if isinstance(effect, Correct) else effect for effect in wanted)
    known = (filled(effect, place, own, scene) for effect in wanted)
    return tuple(effect for effect in known if effect)


def plans(effect: Effect) -> bool:
    return isinstance(effect, RemindBy | Move) or (isinstance(effect, Remind) and not effect.within_a_day)


def filled(effect: Effect, place: Place, notes: dict[str, str], scene: Scene) -> Effect | None:
    match effect:
        case Log():
            return replace(effect, visit=place.opened, notes=notes)
        case Remind() | RemindBy() | Move() | Drop() | Done():
            return reminded(effect, notes, scene)
        case Correct():
            return replace(effect, notes=notes)
        case LiveBy():
            return replace(effect, hours=effect.change(notes, scene))
        case KeepLedger():
            return replace(effect, ledger=effect.change(notes, scene))
        case Wake() | Resume():
            return replace(effect, due=next_morning(scene.now))
        case _:
            return effect

"""The screen of a turn: where the person is, a note above it, a question beside it; never more than two bubbles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from conversations.effects import Effect, Told
from conversations.flow import Ask, Choose, Playbook
from conversations.paging import PAGE, page_of
from conversations.scene import Consent, Scene
from conversations.screen import MOST_BUBBLES, Bubble, Button, Screen, Text
from conversations.session import Session
from conversations.standing import current, options
from conversations.values import COMMON, values
from conversations.why import WHY, WHY_READ, explained

RANG = "@rang"
"""The button of one of several reminders that rang at once."""

ASKED = "questions"
"""The catalogue of the questions that have an answer, as they stand on buttons."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one event: where the person is now, what they see, and what the shell has to do."""

    session: Session
    screen: Screen
    effects: tuple[Effect, ...] = ()


def show(
    playbook: Playbook,
    session: Session,
    scene: Scene,
    note: Bubble | None = None,
    *,
    beside: Bubble | None = None,
    effects: tuple[Effect, ...] = (),
    lead: Text | None = None,
) -> Turn:
    """Show the step that the person stands on, or the start screen; `lead` is a line above its text. Below a note a
    text to copy is not repeated: the question and its buttons are."""
    found = current(playbook, session)
    if found is None:
        buttons = anywhere(*(f"@open.{flow}" for flow in playbook.menu))
        body: Screen = (Bubble(Text(COMMON, "start"), buttons),)
    else:
        body = bubbles(playbook, *found, session, scene, lead)
        visit = f"{found[0]}.{session.places[-1].opened}" if session.places else ""
        if note is None and calm(found[1]) and scene.consent is Consent.OPEN and session.asked != visit:
            session = replace(session, asked=visit)
            beside = consent()
    every = (note, *body[-1:], beside) if note else (*body, beside)
    return close(playbook, session, tuple(bubble for bubble in every if bubble), scene, effects)


def close(playbook: Playbook, session: Session, screen: Screen, scene: Scene, effects: tuple[Effect, ...] = ()) -> Turn:
    """Close a turn: at most two bubbles, rules with their [为什么], what was missed said first where there is room,
    the options noted."""
    screen = tuple(explained(playbook, bubble, scene) for bubble in screen[:MOST_BUBBLES])
    if session.back and len(screen) < MOST_BUBBLES:
        screen = (*screen, say("back", "@wake", "@open.quiet")) if scene.paused else screen
        session = replace(session, back=False)
    if scene.missed and len(screen) < MOST_BUBBLES:
        screen = (say("missed"), *screen)
        effects = (*effects, Told())
    offer = tuple(button.option for bubble in screen for button in bubble.buttons)
    return Turn(replace(session, screen=session.turn, offer=offer, knock=None), screen, effects)


def bubbles(
    playbook: Playbook,
    flow: str,
    step: Choose | Ask,
    session: Session,
    scene: Scene,
    lead: Text | None = None,
) -> Screen:
    """A step's own bubbles: what to copy, if there is something, and the question with its buttons."""
    page = page_of(flow, step, session, scene)
    known = {**values(playbook, session, scene), **page.values}
    labels = {option: Text(flow, f"{step.id}.{option}", known) for option in options(step) if page.has(option)}
    buttons = tuple(Button(option, label) for option, label in labels.items()) + page.buttons
    asked = Bubble(Text(flow, step.id, known, lead), buttons)
    if isinstance(step, Choose) and step.copy:
        return (Bubble(Text(flow, f"{step.id}.copy", known), copy=True), asked)
    return (asked,)


def calm(step: Choose | Ask) -> bool:
    return isinstance(step, Choose) and step.calm


def say(sentence: str, *offers: str) -> Bubble:
    """A sentence of the bot's own, with buttons that act on any screen."""
    return Bubble(Text(COMMON, sentence), anywhere(*offers))


def consent() -> Bubble:
    """The three lines about privacy, and the question."""
    return say("consent", "@agree", "@refuse", "@open.minor")


def keys(sentence: str, names: Iterable[str]) -> Bubble:
    """The keys that stay below the chat, with a short text of their own: a message carries one keyboard."""
    return Bubble(Text(COMMON, sentence), keys=anywhere(*names))


def anywhere(*names: str) -> tuple[Button, ...]:
    """Buttons that act on any screen, old or new. Their options begin with @."""
    return tuple(Button(name, key(name)) for name in names)


def key(option: str) -> Text:
    """What a button says that acts on any screen."""
    name = option[1:]
    if name.startswith("ask."):
        return Text(ASKED, name.removeprefix("ask."))
    if name.startswith("pictures.") and name.count(".") == 2:
        _, group, number = name.split(".")
        return Text(COMMON, f"key.pictures.{group}" if number == "1" else "key.pictures.next")
    return Text(COMMON, f"key.{name}")


def label(playbook: Playbook, session: Session, option: str, scene: Scene) -> Text | None:
    """What the button of an option says; None where the option is not one of the current step's."""
    if option.startswith("@change."):
        flow, _, step = option.removeprefix("@change.").partition(".")
        return Text(flow, f"{step}.name")
    if option.startswith(f"{WHY}.") and option != WHY_READ:
        return Text(COMMON, "key.why_more" if option.rpartition(".")[2].isdecimal() else "key.why")
    if option.startswith(f"{PAGE}."):
        return Text(COMMON, "key.page")
    if option.startswith(f"{RANG}."):
        return Text(option.split(".")[1], "neutral")
    if option.startswith("@"):
        return key(option)
    found = current(playbook, session)
    if found is None or option not in options(found[1]):
        return None
    page = page_of(*found, session, scene)
    known = {**values(playbook, session, scene), **page.values}
    return Text(found[0], f"{found[1].id}.{option}", known) if page.has(option) else None

"""advance(): the state machine. Every event is accepted in every session, and yields a screen."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from conversations import screenshots
from conversations.address import addressed
from conversations.asking import asked, is_question
from conversations.batch import PICTURES, READ_TEXT, batch_of
from conversations.changing import change_list, changeable, walk_again
from conversations.crisis import Despair
from conversations.cues import cued, kin_of, swears, urgent
from conversations.effects import Agree, Refuse, Resume
from conversations.events import (
    Edited,
    Event,
    Failed,
    Fetched,
    Forwarded,
    Knocked,
    Opened,
    Picked,
    Pictured,
    Refused,
    Started,
    Typed,
    Unreadable,
)
from conversations.flow import TRUTH, Ask, Choose, Open, Playbook, Problem, Way, ways
from conversations.in_hand import CORRECTIONS, REMINDERS
from conversations.knocking import at_door, come_in, door
from conversations.ledger import Ledger
from conversations.moving import enter, follow, stand_again, step_back
from conversations.paging import page_of, turned
from conversations.received import forwarded, looks_sent, own_despair, pasted, reasons_told
from conversations.rescue import despair_pictured, in_crisis
from conversations.scene import Case, Consent, Scene
from conversations.screen import Bubble, Text
from conversations.session import Knock, Session
from conversations.showing import Turn, anywhere, close, keys, say, show
from conversations.standing import current, mend, options, standing
from conversations.times import next_morning
from conversations.unkept import drafted, with_draft
from conversations.values import COMMON, values
from conversations.verdict import Verdict
from conversations.why import READ, WHY_READ, why

ABOUT_A_MESSAGE = (WHY_READ, READ_TEXT, "@open.reply", "@open.misjudged", "@open.misread")


def advance(playbook: Playbook, session: Session, event: Event, scene: Scene) -> Turn:
    """Apply one event. Nothing is read but the arguments: the same arguments give the same turn."""
    scene = with_draft(session, scene)
    return addressed(playbook, drafted(react(playbook, session, event, scene), scene), scene)


def react(playbook: Playbook, session: Session, event: Event, scene: Scene) -> Turn:
    whole = mend(playbook, session)
    session, mended = replace(whole, turn=session.turn + 1), whole.places != session.places
    match event:
        case Typed(text=text) if (found := own_despair(text)) not in (Despair.NONE, Despair.QUOTED):
            return in_crisis(playbook, session, text, found, scene)
        case Started():
            return started(playbook, session, scene)
        case Opened(flow=flow) if flow in playbook.flows:
            return enter(playbook, session, Open(flow), scene)
        case Picked(option=option, turn=turn) if about_older(session, option, turn):
            return show(playbook, session, scene, say("older_message"))
        case Picked(option=option) if option == READ_TEXT or option.partition(".")[0] == PICTURES:
            return screenshots.picked(playbook, session, option, event.kept, scene)
        case Picked(option=option) if option.startswith("@"):
            return picked_anywhere(playbook, session, option, scene)
        case Knocked(knock=rang, option=option):
            return knocked(playbook, session, rang, option, scene)
        case Forwarded(text=text):
            return read_here(playbook, session, text, scene) or forwarded(playbook, session, event, scene)
        case Pictured(message=message):
            read = screenshots.pictured(session, event, scene)
            own, found = despair_pictured(message.text)
            if found is Despair.NONE:
                return read
            rescue = in_crisis(playbook, read.session, own, found, scene)
            return replace(rescue, effects=(*read.effects, *rescue.effects))
        case Fetched(only=only):
            here = only and read_here(playbook, session, only.text, scene)
            return here or screenshots.fetched(playbook, session, event, scene)
        case Unreadable():
            return show(playbook, session, scene, say("unreadable"))
        case Edited(text=text, turn=turn) if turn:
            return forwarded(playbook, session, Forwarded(text), scene, record=turn)
        case Edited():
            return show(playbook, session, scene, say("edited", "@change"))
        case Failed():
            return show(playbook, session, scene, say("failed"))
        case Picked() | Typed() if mended:
            return show(playbook, session, scene, say("updated"))
        case Picked(option=option, turn=turn) if turn == session.screen:
            return picked(playbook, session, option, scene)
        case Typed(text=text):
            return typed(playbook, session, text, scene)
        case Picked() | Opened() | Refused():
            return show(playbook, session, scene, say("old_button"))
        case _:
            assert_never(event)


def started(playbook: Playbook, session: Session, scene: Scene) -> Turn:
    """/start: the start screen, or, where there is a talk, where it stands and how to go on."""
    if not session.places:
        below = None if session.keyed else keys("keys", playbook.keys)
        return show(playbook, replace(session, keyed=True, editing=""), scene, beside=below)
    recap = Text(COMMON, "recap", {"title": Text(session.places[-1].flow, "title")})
    return close(playbook, session, (Bubble(recap, anywhere("@resume", "@fresh", "@open.live_call")),), scene)


def picked(playbook: Playbook, session: Session, option: str, scene: Scene) -> Turn:
    """A button of the current step."""
    found = next((found for found in pressable(playbook, session) if option in options(found[1])), None)
    if found is None:
        return show(playbook, session, scene, say("old_button"))
    flow, step = found
    answer = page_of(flow, step, session, scene).answer(option)
    before, session = session, turned(playbook, session, "0").noting(f"{flow}.{step.id}", answer)
    session = telling(playbook, session, step, option, scene)
    if session.editing:
        return walk_again(playbook, before, session, scene)
    if flow != session.places[-1].flow:
        return show(playbook, session, scene)  # it was asked before a line, which can be judged now
    return follow(playbook, session, options(step)[option], scene)


def telling(playbook: Playbook, session: Session, step: Choose | Ask, answer: str, scene: Scene) -> Session:
    """With what an answer tells of the person, where it tells something; and what has to be true to be asked that."""
    told = step.accept(answer, scene) if isinstance(step, Ask) else answer
    if not step.tells or not isinstance(told, str):
        return session
    session = session.noting(f"{TRUTH}.{step.tells}", told)
    asked = [(question.id, *way) for question in playbook.flows[TRUTH].steps for way in ways(question)]
    before = [(question, option) for question, option, way in asked if way == step.tells]
    return session.noting(f"{TRUTH}.{before[0][0]}", before[0][1]) if len(before) == 1 else session


def pressable(playbook: Playbook, session: Session) -> list[tuple[str, Choose | Ask]]:
    """What the newest screen shows. Where a question stands before a line, the buttons of the line work, too: an
    earlier release may have shown it already."""
    shown = current(playbook, session)
    found = [shown] if shown else []
    for place in session.places[-1:]:
        line = standing(playbook, f"{place.flow}.{place.step}")
        if line and shown and shown[0] != place.flow and not session.editing:
            was_shown = set(options(line)) <= set(session.offer)
            found.insert(0 if was_shown else 1, (place.flow, line))
    return found


def picked_anywhere(playbook: Playbook, session: Session, option: str, scene: Scene) -> Turn:
    """A button that acts on any screen, old or new: its option begins with @."""
    name, _, argument = option[1:].partition(".")
    match name:
        case "open" if argument in playbook.flows:
            return enter(playbook, session, Open(argument), scene)
        case "ask" if found := [one for one in playbook.questions if one.id == argument]:
            return enter(playbook, session, found[0].to, scene)
        case "back":
            return show(playbook, stand_again(playbook, step_back(session), scene, back=True), scene)
        case "change" if not argument:
            return change_list(playbook, session, scene)
        case "change" if argument in changeable(playbook, session):
            return show(playbook, replace(session, editing=argument), scene)
        case "page" if argument.isdecimal():
            return show(playbook, turned(playbook, session, argument), scene)
        case "rang" if rung := [one.what for one in scene.rang if one.key == argument]:
            return come_in(playbook, session, rung[0], scene)
        case "ring" if argument in CORRECTIONS:
            return enter(playbook, session, Open(REMINDERS, argument), scene)
        case "wake":
            return show(playbook, session, scene, say("awake"), effects=(Resume(next_morning(scene.now)),))
        case "paid":
            return enter(playbook, session, Open("stop_paying", "paid"), scene)
        case "why" if argument.partition(".")[0] == READ:
            return reasons_told(playbook, session, argument, scene)
        case "why":
            return show(playbook, session, scene, why(playbook, session, argument, scene))
        case "more":
            return Turn(session, (keys("more", playbook.more_keys),))
        case "less":
            return Turn(session, (keys("less", playbook.keys),))
        case "agree":
            return agreed(playbook, session, scene)
        case "refuse":
            return refused(playbook, session, scene)
        case "resume":
            return show(playbook, session, scene)
        case "fresh":
            return show(playbook, replace(session, places=(), editing=""), scene)
        case _:
            return show(playbook, session, scene, say("old_button"))


def about_older(session: Session, option: str, turn: int) -> bool:
    """Whether a button speaks of a message after which another one came: nobody is told of the wrong one."""
    if option.startswith(PICTURES):
        return turn < batch_of(session).turn
    newest = Verdict.of(session.notes)
    return newest is not None and option in ABOUT_A_MESSAGE and turn < newest.turn


def agreed(playbook: Playbook, session: Session, scene: Scene) -> Turn:
    """可以: from now on the person is remembered. Who is under 18 is not."""
    if scene.minor:
        return show(playbook, session, scene, say("minor"))
    note = say("agreed_already" if scene.consent is Consent.AGREED else "agreed")
    return consented(playbook, session, replace(scene, consent=Consent.AGREED), note, Agree())


def refused(playbook: Playbook, session: Session, scene: Scene) -> Turn:
    """不保存: what was answered is forgotten at once, and help goes on from the same step."""
    places = tuple(replace(place, trail=()) for place in session.places)
    session = replace(session, places=places, notes={}, editing="")
    scene = replace(scene, consent=Consent.REFUSED, case=Case(), ledger=Ledger())
    return consented(playbook, session, scene, say("refused"), Refuse())


def consented(playbook: Playbook, session: Session, scene: Scene, note: Bubble, effect: Agree | Refuse) -> Turn:
    """Confirm, and show the step again as it is now; where a talk has just ended, nothing more."""
    if current(playbook, session) is None:
        return close(playbook, session, (note,), scene, (effect,))
    return show(playbook, stand_again(playbook, session, scene), scene, note, effects=(effect,))


def typed(playbook: Playbook, session: Session, text: str, scene: Scene) -> Turn:
    """Words that are no button's: an answer where words are asked for, else what they are known to lead to."""
    found = current(playbook, session)
    asks = found[1] if found and isinstance(found[1], Ask) else None
    if turn := read_here(playbook, session, text, scene):
        return turn
    if text.lstrip().startswith("【") or (asks.pasted if asks else looks_sent(text)):
        return pasted(playbook, session, asks, text, scene)
    if kin := kin_of(text):
        session = session.noting("kin", kin)
    rang, stands = session.knock, door(playbook, session.knock)
    if rang and stands and (way := cued(playbook.flows[rang.flow].cues, text)):
        return follow(playbook, at_door(session, rang, stands), way, scene)
    if found is None:
        return typed_freely(playbook, session, text, scene)
    flow, step = found
    if isinstance(step, Ask) and step.first and not isinstance(step.accept(text, scene), Problem):
        return replied(playbook, session, flow, step, text, scene)
    way = None if session.editing else meant(playbook, session.places[-1].flow, step, text)
    if way:
        session = session if flow == TRUTH else session.noting(f"{flow}.{step.id}", "typed")
        return follow(playbook, session, way, scene)
    if isinstance(step, Ask):
        return replied(playbook, session, flow, step, text, scene)
    if flow == playbook.crisis:
        return show(playbook, session, scene, say("unheard_in_crisis"))
    unheard = say("sworn" if swears(text) else "not_an_option")
    return answered(playbook, session, text, scene) or show(playbook, session, scene, unheard)


def typed_freely(playbook: Playbook, session: Session, text: str, scene: Scene) -> Turn:
    """Words where no flow is open: what cannot wait, what is asked, what they are known to lead to, else the reminder
    that waits for an answer."""
    urgently = urgent(playbook, text, playbook.urgent)
    if not urgently and is_question(text) and (turn := answered(playbook, session, text, scene)):
        return turn
    if way := urgently or cued(playbook.cues, text):
        return answering(playbook, follow(playbook, session, way, scene), text, scene)
    if turn := answered(playbook, session, text, scene):
        return turn
    if session.knock and door(playbook, session.knock):
        return come_in(playbook, session, session.knock, scene)
    return show(playbook, session, scene, say("sworn" if swears(text) else "not_understood"))


def answering(playbook: Playbook, turn: Turn, text: str, scene: Scene) -> Turn:
    """Words that opened a question may be the answer to it, too: 逾期40天了."""
    found = current(playbook, turn.session)
    if found is None or not isinstance(step := found[1], Ask) or not step.tells:
        return turn
    if isinstance(step.accept(text, scene), Problem):
        return turn
    onward = replied(playbook, turn.session, found[0], step, text, scene)
    return replace(onward, effects=(*turn.effects, *onward.effects))


def answered(playbook: Playbook, session: Session, text: str, scene: Scene) -> Turn | None:
    """The answer to what is asked, and then where the person was; where it is not clear, what may be meant; None where
    nothing known is asked, or an earlier answer is being changed."""
    found = () if session.editing else asked(playbook.questions, text)
    if not found:
        return None
    if len(found) == 1:
        return enter(playbook, session, found[0].to, scene)
    return show(playbook, session, scene, say("perhaps", *(f"@ask.{one.id}" for one in found)))


def meant(playbook: Playbook, flow: str, step: Ask | Choose, text: str) -> Way | None:
    """Where typed words lead by themselves: in an answer to a question, only to what cannot wait."""
    cues = playbook.flows[flow].cues
    if isinstance(step, Ask):
        cues = tuple(cue for cue in cues if isinstance(cue.to, Open) and cue.to.flow in playbook.urgent)
    return cued(cues, text) or urgent(playbook, text, playbook.rescue if flow == playbook.crisis else playbook.urgent)


def replied(playbook: Playbook, session: Session, flow: str, step: Ask, text: str, scene: Scene) -> Turn:
    """An answer in words."""
    answer = step.accept(text, scene)
    if isinstance(answer, Problem):
        turn = answered(playbook, session, text, scene) if is_question(text) else None
        return turn or show(playbook, session, scene, say(answer.id))
    before, name = session, f"{flow}.{step.noted_as or step.id}"
    session = session.noting(name, answer)
    session = telling(playbook, session, step, text, scene)
    if session.editing:
        return walk_again(playbook, before, session, scene)
    noted = step.noted and scene.consent is not Consent.REFUSED
    lead = Text(flow, f"{step.id}.noted", values(playbook, session, scene)) if noted else None
    turn = follow(playbook, session, step.then, scene, lead)
    if step.forget:
        notes = {other: note for other, note in turn.session.notes.items() if other != name}
        turn = replace(turn, session=replace(turn.session, notes=notes))
    return turn


def read_here(playbook: Playbook, session: Session, text: str, scene: Scene) -> Turn | None:
    """The answer of who passes on what is asked for; None where it is no answer, or nothing is asked for."""
    flow, step = current(playbook, session) or ("", None)
    if not isinstance(step, Ask) or not step.reads or isinstance(step.accept(text, scene), Problem):
        return None
    return replied(playbook, session, flow, step, text, scene)


def knocked(playbook: Playbook, session: Session, rang: Knock, option: str, scene: Scene) -> Turn:
    """Answer a reminder: its flow opens where it knocked, and the option is picked there."""
    found = door(playbook, rang)
    if found is None or option not in found.options:
        return show(playbook, session, scene, say("old_button"))
    return picked(playbook, at_door(session, rang, found), option, scene)

"""Somebody else's message came: it is read at once, kept, and answered, wherever the person is. It is data: nothing
in it is acted upon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from conversations.answers import clean
from conversations.batch import PICTURES, READ_TEXT, batch_of, with_verdict
from conversations.collector import names_in, times_of_same
from conversations.crisis import Despair, despair, said_outright
from conversations.effects import KeepMessage
from conversations.events import Forwarded
from conversations.flow import Ask, Choose, Playbook
from conversations.reading import Message, Reading, read
from conversations.scene import Consent, Scene
from conversations.screen import MOST_BUTTONS, Bubble, Button, Text, Value, When
from conversations.session import Session
from conversations.showing import Turn, anywhere, close, show
from conversations.standing import current
from conversations.times import BEIJING
from conversations.values import COMMON
from conversations.verdict import LABELS, OPENS, READING, Verdict, verdict_on
from conversations.why import WHY, WHY_READ, why

ANSWERED = frozenset({"reminder", "crossed", "offer", "unsure"})
"""Labels of messages that can be answered with a text to copy."""

WANTING = frozenset({"reminder", "crossed", "scam", "offer", "unsure"})
"""Labels of messages that want something, by a time."""


SHORTEST_MESSAGE = 25
"""Typed words shorter than this are the person's own."""

OWN_WORDS = re.compile("我(?![们司行方院部局所])|[他她](?:们)?(?:说|讲|问|骂|打|来|要)")
"""Who tells what happened says I, or what he said. A message says we, and you."""

ADDRESSED = re.compile("[你您]")


def forwarded(playbook: Playbook, session: Session, message: Forwarded, scene: Scene, record: int = 0) -> Turn:
    """Where no other flow is open, two bubbles: what it is, and what to do. Else one, above where the person is.

    `record` is the turn under which an earlier version of the message is kept: it is put in the place of that.
    """
    reading, verdict = looked_at(message, session.turn)
    verdict = replace(verdict, record=record or session.turn)
    session = with_verdict(answered(playbook, session), verdict, reread=True)
    kept = scene.consent is not Consent.REFUSED
    effects = (KeepMessage(message.text, message.sender, message.sent, reading, verdict.record),) if kept else ()
    if current(playbook, session) is not None:
        named = Text(READING, "found", {"kept": Text(READING, "kept" if kept else "unkept"), "label": verdict.named()})
        note = Bubble(deed(verdict, quoted(reading, verdict, named)), buttons(verdict, session, alone=True))
        return show(playbook, session, scene, note, effects=effects)
    sent = When(message.sent.astimezone(scene.now.tzinfo), scene.now) if message.sent else Text(COMMON, "sent_unknown")
    sender = message.sender or Text(COMMON, "sender_unknown")
    lead = Text(COMMON, "forward.kept" if kept else "forward.unkept", {"sent": sent, "sender": sender})
    if record and kept:
        lead = Text(COMMON, "forward.amended")
    found = Bubble(quoted(reading, verdict, replace(verdict.named(), lead=lead)), of_picture(verdict, session))
    todo = Bubble(deed(verdict, wanted(reading, verdict)), buttons(verdict, session))
    return close(playbook, session, (found, todo), scene, effects)


def pasted(playbook: Playbook, session: Session, step: Choose | Ask | None, text: str, scene: Scene) -> Turn:
    """Typed words that are a message, or what stands in a picture that was read wrongly: that is put in its place."""
    verdict = Verdict.of(session.notes)
    if verdict is None or not (isinstance(step, Ask) and step.amends):
        return forwarded(playbook, session, Forwarded(text), scene)
    item = batch_of(session).item(verdict.record)
    return forwarded(playbook, session, Forwarded(text, sent=item.sent if item else None), scene, verdict.record)


def reasons_told(playbook: Playbook, session: Session, asked: str, scene: Scene) -> Turn:
    """[为什么这样判断]: one reason; where no flow is open, with what else can be done about the message."""
    bubble, verdict = why(playbook, session, asked, scene), Verdict.of(session.notes)
    if verdict is None or current(playbook, session):
        return show(playbook, session, scene, bubble)
    others = (button for button in buttons(verdict, session, alone=True) if not button.option.startswith(WHY))
    return close(playbook, session, (replace(bubble, buttons=(*bubble.buttons, *others)[:MOST_BUTTONS]),), scene)


def looks_sent(text: str) -> bool:
    """Whether typed words are plainly a message that somebody was sent."""
    if len(text) < SHORTEST_MESSAGE or OWN_WORDS.search(text) or not ADDRESSED.search(text):
        return False
    reading, _ = looked_at(Forwarded(text), 0)
    return reading.sure and LABELS[reading.kind] in WANTING


def own_despair(text: str) -> Despair:
    """Whose despair is in what somebody typed. A message that was pasted has its own tone: around it, only what is
    said outright is the person's."""
    found = despair(text)
    return Despair.NONE if looks_sent(text) and not said_outright(text) else found


def looked_at(message: Forwarded, turn: int) -> tuple[Reading, Verdict]:
    """A message read. A mark that nobody sees hides nothing."""
    text = clean(message.text)
    channel = "sms" if text.lstrip().startswith("【") else ""
    received = message.sent.astimezone(BEIJING) if message.sent else None
    letter = Message(text, channel, received)
    reading = read(letter)
    if times := times_of_same(names_in(reading, message.sender), message.contacts):
        reading = read(replace(letter, prior_times=times))
    return reading, verdict_on(reading, text, turn)


def given(playbook: Playbook, session: Session) -> Session:
    """One step on for who was asked for somebody else's message, and has given it."""
    found = current(playbook, session)
    if found and isinstance(found[1], Ask) and found[1].pasted and not session.editing:
        return session.at(session.places[-1].walking(found[1].then))
    return session


def answered(playbook: Playbook, session: Session) -> Session:
    """Who was asked for a message has it answered, and that flow is over."""
    place = session.places[-1] if session.places and not session.editing else None
    if place and any(isinstance(step, Ask) and step.pasted for step in playbook.flows[place.flow].steps):
        return replace(session, places=session.places[:-1])
    return session


def quoted(reading: Reading, verdict: Verdict, lead: Text) -> Text:
    """The words that led to it, at most two pieces: those of the practices that are named first."""
    pieces = {piece.practice: piece.text for piece in reversed(reading.evidence) if piece.text}
    words = list(dict.fromkeys(pieces[name] for name in verdict.practices if name in pieces))[:2]
    if not words:
        return lead
    values: Mapping[str, Value] = dict(zip(("first", "second"), words, strict=False))
    return Text(READING, "quoted_two" if words[1:] else "quoted", values, lead)


def wanted(reading: Reading, verdict: Verdict) -> Text | None:
    """The sum that it names, and by when."""
    sums, days = reading.entities["amounts"], reading.entities["deadlines"]
    if verdict.label not in WANTING or not (sums or days):
        return None
    values = {"sum": sums[0].text if sums else "", "until": days[0].text if days else ""}
    return Text(READING, "wants" if sums and days else "wants_sum" if sums else "wants_by", values)


def deed(verdict: Verdict, lead: Text | None) -> Text:
    return Text(READING, f"deed.{verdict.deed}", lead=lead)


def buttons(verdict: Verdict, session: Session, alone: bool = False) -> tuple[Button, ...]:
    """The flow that helps; a reply to copy, or what to do who has paid already; why, and what is wrong. Of a picture,
    the next one is offered, and what is wrong is below what it is (`of_picture`), unless the bubble stands `alone`."""
    opens = OPENS.get(verdict.deed, "")
    second = "@paid" if verdict.label == "scam" else ""
    if verdict.label in ANSWERED and verdict.deed != "cruel":
        second = "@open.reply"
    helping = [name for name in (opens, second) if name]
    batch = batch_of(session)
    if batch.item(verdict.record) is None:
        return anywhere(*helping, WHY_READ, "@open.misjudged")
    onward = [name for name in (batch.after(verdict.record),) if name]
    if alone:
        return anywhere(*helping[-1:], WHY_READ, READ_TEXT, *(onward or ["@open.misjudged"]))
    return anywhere(*helping, WHY_READ, *onward)


def of_picture(verdict: Verdict, session: Session) -> tuple[Button, ...]:
    """What was read in a picture, what is wrong, and all that came with it; nothing where it is none."""
    batch = batch_of(session)
    if batch.item(verdict.record) is None:
        return ()
    return anywhere(READ_TEXT, "@open.misjudged", *([PICTURES] if len(batch.items) > 1 else []))

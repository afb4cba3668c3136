"""Pictures of messages: each is read as it comes, and answered when the last one is: one by one, or as a summary."""

from __future__ import annotations

from dataclasses import replace

from conversations.batch import (
    PICTURES,
    READ_TEXT,
    Batch,
    Item,
    batch_of,
    item_of,
    with_batch,
    with_verdict,
)
from conversations.effects import KeepMessage
from conversations.events import Fetched, Forwarded, Kept, Pictured
from conversations.files import listed, stacked, told, unread
from conversations.flow import Playbook
from conversations.pictures import Refusal, without_frame
from conversations.received import answered, buttons, deed, given, looked_at, of_picture, quoted, wanted
from conversations.scene import Consent, Scene
from conversations.screen import MOST_BUTTONS, Bubble, Text, Value, When, Whole
from conversations.session import Session
from conversations.showing import Turn, anywhere, close, consent, say, show
from conversations.standing import current
from conversations.values import COMMON
from conversations.verdict import READING
from conversations.why import WHY_READ

ROWS: tuple[tuple[str, ...], ...] = (("scam", "crossed", "paper"), ("ordinary", "unsure", "other"), ("blurred",))
"""The groups as the summary counts them, a line each; on the last stand repeats, and what was not read, too."""

MOST_GROUPS = MOST_BUTTONS - 1
"""Groups that the summary offers to open; the others are come to behind their last picture."""


def pictured(session: Session, picture: Pictured, scene: Scene) -> Turn:
    """What is written in one of several pictures is read and kept. The person stays where they are."""
    if scene.consent is Consent.REFUSED:
        return Turn(session, ())
    message = picture.message
    reading, verdict = looked_at(said_in(message), session.turn)
    item = Item(replace(verdict, record=session.turn), message.sent, picture.clear, reading.severity)
    keep = KeepMessage(message.text, message.sender, message.sent, reading, session.turn, picture.file)
    return Turn(with_batch(session, batch_of(session).adding(picture.job, item)), (), (keep,))


def fetched(playbook: Playbook, session: Session, event: Fetched, scene: Scene) -> Turn:
    """All that was sent together has been seen to: the picture is answered, or the summary given."""
    batch = batch_of(session)
    items = batch.items if batch.job == event.job else ()
    if event.only is None and not items:
        session = given(playbook, session) if event.fates.get("kept") else session
        return show(playbook, session, scene, told(event, scene))
    session = answered(playbook, session)
    if any(place.flow == playbook.crisis for place in session.places):
        return Turn(replace(session, offer=(*session.offer, PICTURES)), (say("pictures_wait", PICTURES),))
    if event.only:
        return one_read(playbook, session, event.only, scene, lead_of(event, scene))
    batch = replace(batch.in_order(), turn=session.turn)
    summary = summed_up(batch, event)
    bubbles = (Bubble(stacked(unread(event))), summary) if event.unread else (summary,)
    return shown(playbook, with_batch(session, batch), scene, bubbles, summary)


def picked(playbook: Playbook, session: Session, option: str, kept: Kept | None, scene: Scene) -> Turn:
    """A button about pictures: the summary once more, one of them, or the text that was read in it."""
    batch = batch_of(session)
    if option == READ_TEXT and kept:
        return text_shown(playbook, session, kept, scene)
    if option == f"{PICTURES}.all":
        return all_kept(playbook, session, batch, scene)
    item = item_of(batch, option)
    if item and kept:
        group, number = batch.place(item.verdict.record)
        values: dict[str, Value] = {"number": number, "count": len(batch.group(group))}
        lead = Text(READING, "nth", values)
        if item.sent:
            lead = Text(READING, "nth_at", {**values, "sent": When(item.sent, scene.now)})
        return one_read(playbook, session, kept, scene, lead)
    if option == PICTURES and batch.items:
        summary = summed_up(batch.in_order(), Fetched({"kept": len(batch.items)}))
        return shown(playbook, session, scene, (summary,), summary)
    return show(playbook, session, scene, say("pictures_gone"))


def one_read(playbook: Playbook, session: Session, kept: Kept, scene: Scene, lead: Text) -> Turn:
    """One picture as a message that was forwarded; what can hardly be read is shown first, as it was read."""
    item = batch_of(session).item(kept.record)
    sent = item.sent if item else kept.sent
    reading, verdict = looked_at(said_in(Forwarded(kept.text, kept.sender, sent)), session.turn)
    verdict = replace(item.verdict if item else verdict, turn=session.turn, record=kept.record)
    session = with_verdict(session, verdict)
    named = replace(verdict.named(), lead=lead)
    found = Bubble(quoted(reading, verdict, named), of_picture(verdict, session))
    if item and not item.clear:
        below = (*anywhere("@open.misread"), *found.buttons[1:])
        found = Bubble(Text(READING, "unclear", {"text": Whole(kept.text)}, named), below)
    todo = Bubble(deed(verdict, wanted(reading, verdict)), buttons(verdict, session))
    note = Bubble(deed(verdict, found.text), buttons(verdict, session, alone=True))
    return shown(playbook, session, scene, (found, todo), note)


def said_in(message: Forwarded) -> Forwarded:
    """The message of a picture, without what the phone wrote around it."""
    return replace(message, text=without_frame(message.text))


def shown(playbook: Playbook, session: Session, scene: Scene, bubbles: tuple[Bubble, ...], note: Bubble) -> Turn:
    """Bubbles of their own, or a note above the step of a flow that is open."""
    if current(playbook, session) is not None:
        return show(playbook, session, scene, note)
    return close(playbook, session, bubbles, scene)


def text_shown(playbook: Playbook, session: Session, kept: Kept, scene: Scene) -> Turn:
    """[读到的字]: all of it, to be put right, or to go on from."""
    onward = [name for name in (batch_of(session).after(kept.record),) if name]
    text = Text(READING, "text", {"text": Whole(kept.text)})
    bubble = Bubble(text, anywhere("@open.misread", "@open.misjudged", WHY_READ, *onward))
    return shown(playbook, session, scene, (bubble,), bubble)


def all_kept(playbook: Playbook, session: Session, batch: Batch, scene: Scene) -> Turn:
    """[都存证]: how many are kept, and what may be sent once more."""
    kept = "all_kept" if scene.consent is Consent.AGREED else "all_kept_for_now"
    lines = [Text(READING, kept, {"count": len(batch.items)})]
    if blurred := len(batch.group("blurred")):
        lines.append(Text(READING, "send_as_file", {"count": blurred}))
    bubble = Bubble(stacked(lines), anywhere(*([f"{PICTURES}.blurred.1", "@open.as_file"] if blurred else [])))
    asking = (consent(),) if scene.consent is Consent.OPEN else ()
    return shown(playbook, session, scene, (bubble, *asking), bubble)


def lead_of(event: Fetched, scene: Scene) -> Text:
    """What became of the one picture, and when its message was sent and by whom, where that is known."""
    kept = event.only
    if event.fates.get("again") and not event.fates.get("kept"):
        return Text(COMMON, "files.again", {"count": 1})
    if kept and (kept.sent or kept.sender):
        sent = When(kept.sent.astimezone(scene.now.tzinfo), scene.now) if kept.sent else Text(COMMON, "sent_unknown")
        return Text(COMMON, "forward.kept", {"sent": sent, "sender": kept.sender or Text(COMMON, "sender_unknown")})
    return Text(READING, "picture_kept" if scene.consent is Consent.AGREED else "picture_kept_for_now")


def summed_up(batch: Batch, event: Fetched) -> Bubble:
    """How many of each kind, the most dangerous first, and the buttons that open them."""
    rows = [[counted(group, len(batch.group(group))) for group in row if batch.group(group)] for row in ROWS]
    rows[-1] += left_over(event, len(batch.items))
    lines = [listed(row) for row in rows if row]
    whole = "stopped" if event.fates.get("stopped") or Refusal.STOPPED in event.unread else "summary"
    first = Text(READING, whole, {"count": sum(event.fates.values()), "kinds": lines[0]})
    others = [Text(READING, "summary_line", {"kinds": line}) for line in lines[1:]]
    offers = batch.first_ones()[:MOST_GROUPS]
    return Bubble(stacked([first, *others]), anywhere(*offers, f"{PICTURES}.all"))


def counted(group: str, count: int) -> Text:
    return Text(READING, f"group.{group}", {"count": count})


def left_over(event: Fetched, read: int) -> list[Text]:
    """What the groups do not count: repeats, what could not be read, what holds no picture, what is not kept."""
    fates, not_read = event.fates, sum(event.unread.values())
    values = {
        "again": fates.get("again", 0),
        "unread": not_read,
        "no_picture": max(0, fates.get("kept", 0) - read - not_read),
        "not_kept": sum(count for fate, count in fates.items() if fate not in ("kept", "again")),
    }
    return [Text(READING, f"group.{name}", {"count": count}) for name, count in values.items() if count]

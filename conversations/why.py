"""[为什么]: which rule a sentence rests on, its source and date, whom it binds, what a breach is good for."""

from __future__ import annotations

from dataclasses import replace

from conversations.facts import FACTS, Fact
from conversations.flow import Playbook
from conversations.scene import Scene
from conversations.screen import MOST_BUTTONS, Bubble, Button, Text
from conversations.session import Session
from conversations.standing import current
from conversations.values import COMMON
from conversations.verdict import Verdict

FACT = "fact"
"""The catalogue of what the facts say: "fact id.field"."""

SAFE = ".safe"
"""The id of the sentence that is said while one of the facts of another is withdrawn."""

WHY = "@why"
READ = "read"
WHY_READ = f"{WHY}.{READ}"
"""[为什么这样判断], of the newest message."""


def reasons(playbook: Playbook, sentence: str, scene: Scene) -> tuple[Fact, ...]:
    """The facts that a sentence, "catalogue.id", rests on; where one is withdrawn, those of its safe sentence."""
    facts = playbook.grounds.get(sentence, ())
    if any(fact.withdrawn(scene.now.date()) for fact in facts):
        return reasons(playbook, f"{sentence}{SAFE}", scene)
    return facts


def explained(playbook: Playbook, bubble: Bubble, scene: Scene) -> Bubble:
    """A bubble that states a rule, with the button [为什么] where there is room. A hotline is no rule."""
    sentence = f"{bubble.text.catalogue}.{bubble.text.id}"
    asked = any(button.option.startswith(f"{WHY}.") for button in bubble.buttons)
    if bubble.copy or asked or len(bubble.buttons) >= MOST_BUTTONS:
        return bubble
    if all(fact.kind == "channel" for fact in reasons(playbook, sentence, scene)):
        return bubble
    return replace(bubble, buttons=(*bubble.buttons, Button(f"{WHY}.{sentence}", Text(COMMON, "key.why"))))


def why(playbook: Playbook, session: Session, asked: str, scene: Scene) -> Bubble:
    """One reason for the sentence `asked`, "catalogue.id", or "catalogue.id.1" for its second one, and a button to
    the next. Where nothing is named, the newest screen is meant."""
    asked = asked or newest(playbook, session)
    sentence, _, number = asked.rpartition(".")
    if not number.isdecimal():
        sentence, number = asked, "0"
    known = reasons_to_read(session, scene) if sentence == READ else reasons(playbook, sentence, scene)
    facts = known[int(number) :]
    if not facts:
        return Bubble(Text(COMMON, "why.none"))
    more = Button(f"{WHY}.{sentence}.{int(number) + 1}", Text(COMMON, "key.why_more"))
    return Bubble(reason(facts[0]), (more,) if facts[1:] else ())


def reasons_to_read(session: Session, scene: Scene) -> tuple[Fact, ...]:
    """The facts that the verdict on the newest message rests on, as far as they may be said today."""
    verdict = Verdict.of(session.notes)
    facts = (FACTS[id] for id in verdict.facts() if id in FACTS) if verdict else ()
    return tuple(fact for fact in facts if not fact.withdrawn(scene.now.date()))


def newest(playbook: Playbook, session: Session) -> str:
    """The sentence of the newest screen that one would ask about."""
    offered = [option for option in session.offer if option.startswith(f"{WHY}.")]
    if offered:
        return offered[0].removeprefix(f"{WHY}.")
    found = current(playbook, session)
    sentence = f"{found[0]}.{found[1].id}" if found else ""
    return sentence if sentence in playbook.grounds else f"{sentence}.copy"


def reason(fact: Fact) -> Text:
    """A fact in three lines: what it says, its source and date, whom it binds or when it can be reached."""

    def field(name: str) -> Text:
        return Text(FACT, f"{fact.id}.{name}")

    dated = "why.reported" if fact.confidence == "medium" else "why.since" if fact.since else "why.read"
    year, month, *_ = (fact.since or fact.read_on.isoformat()).split("-")
    source = Text(COMMON, dated, {"source": field("cited"), "year": int(year), "month": int(month)})
    bound = Text(COMMON, f"why.{fact.level or 'applies'}", {"scope": field("scope")})
    if fact.kind == "channel":
        bound = Text(COMMON, "why.hours", {"hours": field("hours")})
    return Text(COMMON, "why", {"says": field("in_short"), "source": source, "bound": bound})

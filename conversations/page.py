"""A flow as a page to read: the diagram, then every step with its words and where each answer leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from conversations.diagram import diagram
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Open, Step, Way
from conversations.standing import options

Say = Callable[[str], str]
Facts = Callable[[str], Sequence[str]]
"""From the id of a flow's sentence to the facts that it rests on."""

Safe = Callable[[str], str]
"""From the id of a flow's sentence to the one that is said once a fact is past its date; empty where there is none."""


class Frame(Protocol):
    """The words around a flow's own, by id."""

    def __call__(self, id: str, /, **values: object) -> str: ...


def page(flow: Flow, say: Say, facts: Facts, safe: Safe, frame: Frame) -> str:
    """Markdown for whoever reviews a flow without reading code."""
    parts = [
        f"# {say('title')}（{flow.id}）",
        frame("page.made"),
        f"```mermaid\n{diagram(flow, say)}\n```",
        *("\n".join(section(step, say, facts, safe, frame)) for step in flow.steps),
    ]
    if flow.cues:
        cues = "\n".join(f"- 「{' … '.join(cue.words)}」→ {target(cue.to, frame)}" for cue in flow.cues)
        parts.append(f"## {frame('page.cues')}\n\n{cues}")
    return "\n\n".join(parts) + "\n"


def section(step: Step, say: Say, facts: Facts, safe: Safe, frame: Frame) -> Iterator[str]:
    yield f"## {step.id}"
    yield ""
    if isinstance(step, Branch):
        yield frame("page.decides", steps=" / ".join(step.to))
        return
    if isinstance(step, Choose) and step.copy:
        yield f"{frame('page.to_copy')}\n\n> {say(f'{step.id}.copy')}\n"
    if not (isinstance(step, Finish) and step.quiet):
        yield "\n".join(f"> {line}  " for line in say(step.id).splitlines())
        yield ""
    named = options(step).items()
    yield from (f"- 「{say(f'{step.id}.{option}')}」→ {target(way, frame)}" for option, way in named)
    if isinstance(step, Ask):
        yield f"- {frame('page.typed')} → {step.then}"
    if isinstance(step, Finish):
        yield f"- {frame('page.ends' if step.home else 'page.returns')}"
    if isinstance(step, Choose) and step.needs:
        yield from (f"- {frame('page.needs', truth=truth, answers=step.needs[truth])}" for truth in step.needs)
        yield f"- {frame('page.otherwise', step=step.otherwise)}"
    if isinstance(step, Choose) and step.tells:
        yield f"- {frame('page.tells', truth=step.tells)}"
    offers = step.offers if isinstance(step, Finish) else ()
    yield from (f"- → `{offer.removeprefix('@open.')}`" for offer in offers)
    does = step.does if isinstance(step, Choose | Finish) else ()
    yield from (f"- {frame('page.also')}{type(effect).__name__}" for effect in does)
    for id in (f"{step.id}.copy", step.id):
        if known := facts(id):
            yield f"- {frame('page.facts')}{'、'.join(known)}"
        if later := safe(id):
            yield f"- {frame('page.safe')}{' / '.join(later.splitlines())}"


def target(way: Way, frame: Frame) -> str:
    if not isinstance(way, Open):
        return way
    place = f"`{way.flow}`{f'.{way.step}' if way.step else ''}"
    return frame("page.then_on", place=place, step=way.then) if way.then else frame("page.then_back", place=place)

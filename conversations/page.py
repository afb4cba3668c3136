"""A flow as a page to read: the diagram, then every step with its words and where each answer leads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from conversations.diagram import diagram
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Open, Step, Way, ways

Say = Callable[[str], str]
Facts = Callable[[str], Sequence[str]]
"""From the id of a flow's sentence to the facts that it rests on."""


def page(flow: Flow, say: Say, facts: Facts) -> str:
    """Markdown for whoever reviews a flow without reading code."""
    parts = [
        f"# {say('title')}（{flow.id}）",
        "这一页由 `wenzhu pages` 写成。改流程改同名的 `.py`，改话改 `locales/zh_Hans/LC_MESSAGES/` 里同名的 `.po`。",
        f"```mermaid\n{diagram(flow, say)}\n```",
        *("\n".join(section(step, say, facts)) for step in flow.steps),
    ]
    if flow.cues:
        cues = "\n".join(f"- 「{' … '.join(cue.words)}」→ {target(cue.to)}" for cue in flow.cues)
        parts.append(f"## 打字时认得的词\n\n{cues}")
    return "\n\n".join(parts) + "\n"


def section(step: Step, say: Say, facts: Facts) -> Iterator[str]:
    yield f"## {step.id}"
    yield ""
    if isinstance(step, Branch):
        yield f"自动判断：{' / '.join(step.to)}"
        return
    if isinstance(step, Choose) and step.copy:
        yield f"单独一条，给人复制：\n\n> {say(f'{step.id}.copy')}\n"
    if not (isinstance(step, Finish) and step.quiet):
        yield "\n".join(f"> {line}  " for line in say(step.id).splitlines())
        yield ""
    yield from (f"- 「{say(f'{step.id}.{option}')}」→ {target(way)}" for option, way in ways(step) if option)
    if isinstance(step, Ask):
        yield f"- 打字 → {step.then}"
    if isinstance(step, Finish):
        yield "- 到此为止" if step.home else "- 回到来的地方"
    does = step.does if isinstance(step, Choose | Finish) else ()
    yield from (f"- 同时：{type(effect).__name__}" for effect in does)
    if known := facts(step.id):
        yield f"- 依据：{'、'.join(known)}"


def target(way: Way) -> str:
    if isinstance(way, Open):
        return f"`{way.flow}`{f'.{way.step}' if way.step else ''}，然后{f'到 {way.then}' if way.then else '回来'}"
    return way

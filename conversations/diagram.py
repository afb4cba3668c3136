"""A flow as a Mermaid diagram, drawn from the same arrows that the engine follows."""

from __future__ import annotations

from collections.abc import Callable

from conversations.flow import Ask, Branch, Finish, Flow, Open, Step, ways
from conversations.standing import options

Say = Callable[[str], str]
"""From the id of a flow's sentence to the sentence."""


def diagram(flow: Flow, say: Say) -> str:
    """Mermaid text: a node a step, an arrow an answer; what leads into another flow is drawn dotted.

    "?signed" is asked first where it is not known, and "!" leads to what is shown where a line is untrue.
    """
    lines = ["flowchart TD"]
    lines += [f"    {step.id}{node(step, say)}" for step in flow.steps]
    for step in flow.steps:
        for option, way in ways(step):
            label = say(f"{step.id}.{option}") if option in options(step) else option
            named = f'|"{safe(label)}"|' if option and not isinstance(step, Branch) else ""
            if isinstance(way, Open):
                lines.append(f"    {step.id} -.->{named} {step.id}_{way.flow}([{way.flow}])")
            else:
                lines.append(f"    {step.id} -->{named} {way}")
    return "\n".join(lines)


def node(step: Step, say: Say) -> str:
    match step:
        case Branch():
            return f'{{"{step.id}"}}'
        case Finish(quiet=True):
            return f'(("{step.id}"))'
        case Finish():
            return f'(["{safe(first_line(say(step.id)))}"])'
        case Ask():
            return f'[/"{safe(first_line(say(step.id)))}"/]'
        case _:
            return f'["{safe(first_line(say(step.id)))}"]'


def first_line(sentence: str) -> str:
    """The line that tells a step best: what is to be read aloud, if there is something."""
    lines = sentence.splitlines()
    return next((line for line in lines if "「" in line), lines[0])


def safe(text: str) -> str:
    return text.replace('"', "'").replace("{", "‹").replace("}", "›").replace("|", "／")

"""Whether what lines need to know of a person can be asked, and whether everybody has something to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conversations.cues import KIN
from conversations.flow import NOTICED, TRUTH, Choose, Finish, Flow, Playbook


def truth_faults(playbook: Playbook) -> Iterator[str]:
    """What is wrong with needs, with what is said otherwise, and with the questions, in sentences that name the place
    and the way out."""
    answers = known_answers(playbook)
    for flow in playbook.flows.values():
        instead = {step.otherwise for step in flow.steps if isinstance(step, Choose)}
        for step in flow.steps:
            if isinstance(step, Choose):
                yield from need_faults(flow, step, answers)
                if step.does and (step.needs or step.id in instead):
                    yield f"{flow.id}.{step.id} does something, though it may be another step that is shown"
    if TRUTH in playbook.flows:
        yield from question_faults(playbook.flows[TRUTH])


def known_answers(playbook: Playbook) -> Mapping[str, tuple[str, ...]]:
    """Everything that a line may need to know, and what can be answered."""
    steps = playbook.flows[TRUTH].steps if TRUTH in playbook.flows else ()
    asked = {step.id: tuple(step.options) for step in steps if isinstance(step, Choose)}
    return asked | {"kin": ("family", *KIN)}


def need_faults(flow: Flow, step: Choose, answers: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    where = f"{flow.id}.{step.id}"
    if bool(step.needs) != bool(step.otherwise):
        yield f"{where}: `needs` and `otherwise` go together; say what is shown where the line is untrue"
    for truth, enough in step.needs.items():
        if truth in answers and (wrong := set(enough.split()) - set(answers[truth])):
            known = ", ".join(answers[truth])
            yield f"{where} needs {truth} to be {' or '.join(sorted(wrong))}; the answers are {known}"
        if same := sorted(set(answers.get(truth, ())) & set(step.options)):
            yield f"{where} has the option {same[0]!r}, and so has the question {truth} before it; rename it"
    if step.tells and not set(step.options) <= set(answers.get(step.tells, ())):
        known = ", ".join(answers.get(step.tells, ())) or f"none: {TRUTH} does not ask it"
        yield f"{where} tells {step.tells}, whose answers are {known}; its options have to be among them"
    walked = [step.id]
    following = flow.get(step.otherwise) if step.otherwise else None
    while following is not None:
        if not isinstance(following, Choose) or following.id in walked:
            yield f"{where}: what is shown otherwise has to end at a step with buttons that needs nothing"
            return
        walked.append(following.id)
        following = flow.get(following.otherwise) if following.otherwise else None


def question_faults(flow: Flow) -> Iterator[str]:
    """A question may stand before any line: it has buttons, is changeable, and does nothing but to be answered."""
    for step in flow.steps:
        plain = isinstance(step, Choose) and step.asks and not step.does and not step.needs
        if step.id in NOTICED or not (plain or isinstance(step, Finish)):
            yield f"{flow.id}.{step.id} has to be a Choose with asks=True that does and needs nothing"

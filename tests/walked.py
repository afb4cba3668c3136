"""Which arrows the stories walk: `python tests/walked.py` prints those that no story does, flow by flow.

They are seen where it happens: the engine follows a way only when its option was pressed, its words were typed or its
cue was heard; and a branch is seen deciding.
"""

from __future__ import annotations

import asyncio
import copy
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from unittest.mock import patch

from retell import STORIES

from bot.desk import House
from bot.house import open_house
from bot.settings import read_settings
from bot.story import story_clock, tell
from conversations.check import arrows
from conversations.flow import OTHERWISE, Ask, Branch, Choose, Cue, Flow, Notes, Open, Playbook, Step, Way
from conversations.flows import PLAYBOOK
from conversations.moving import follow
from conversations.scene import Scene
from conversations.screen import Text
from conversations.session import Session
from conversations.showing import Turn
from conversations.truth import instead

WHOLE = (
    *("live_call", "door_visit", "crisis", "call_lender", "stop_paying", "check_in", "collector", "my_case"),
    *("stage", "slot", "weekly"),
    *("debts", "budget", "first_step"),
    *("family", "refusal", "previous_owner", "number_check", "stolen_name", "tell_family", "family_card"),
    *("contact", "allowed", "workplace"),
    *("talk", "materials", "agreement", "miss", "several", "assigned", "lump_sum", "mediation"),
    *("paper", "court_paper", "paper_check", "paper_due", "hearing_due", "police"),
)
"""The flows of which every arrow is walked, and every cue is heard, in some story."""

Arrow = tuple[str, str, str]
"""Flow, step, option (empty for words typed, the target for a branch); or flow, "cue", its words."""


class Road(str):
    """A way to a step, which knows the arrow that it is."""

    arrow: Arrow


@dataclass(frozen=True, slots=True)
class Gate(Open):
    """A way into another flow, which knows the arrow that it is."""

    arrow: Arrow = ("", "", "")


def marked(way: Way, arrow: Arrow) -> Way:
    if isinstance(way, Open):
        return Gate(**asdict(way), arrow=arrow)
    road = Road(way)
    road.arrow = arrow
    return road


def watched_step(flow: str, step: Step, walked: set[Arrow]) -> Step:
    """The same step: each of its ways knows its arrow, and a branch notes where it goes on."""
    if isinstance(step, Branch):

        def decide(notes: Notes, scene: Scene, branch: Branch = step) -> str:
            target = branch.decide(notes, scene)
            walked.add((flow, branch.id, target))
            return target

        return replace(step, decide=decide)
    other = copy.copy(step)
    if isinstance(step, Choose | Ask):
        ways = {option: marked(way, (flow, step.id, option)) for option, way in step.options.items()}
        object.__setattr__(other, "options", ways)
    if isinstance(step, Ask):
        object.__setattr__(other, "then", marked(step.then, (flow, step.id, "")))
    return other


def watched(playbook: Playbook, walked: set[Arrow]) -> Playbook:
    """The same playbook, its arrows told apart."""

    def flow_of(flow: Flow) -> Flow:
        steps = tuple(watched_step(flow.id, step, walked) for step in flow.steps)
        cues = tuple(replace(cue, to=marked(cue.to, cue_arrow(flow, cue))) for cue in flow.cues)
        return replace(flow, steps=steps, cues=cues)

    return replace(playbook, flows={name: flow_of(flow) for name, flow in playbook.flows.items()})


def judging(playbook: Playbook, walked: set[Arrow]) -> Callable[[Choose | Ask, Notes], str | Open | None]:
    """`instead`, which notes the question that comes before a line, or that another line is shown."""

    def judged(step: Choose | Ask, notes: Notes) -> str | Open | None:
        way = instead(step, notes)
        if way is not None:
            flow = next(flow.id for flow in playbook.flows.values() if any(step is other for other in flow.steps))
            walked.add((flow, step.id, f"?{way.step}" if isinstance(way, Open) else OTHERWISE))
        return way

    return judged


@contextmanager
def walking(house: House) -> Iterator[tuple[House, set[Arrow]]]:
    """A house in which every arrow is seen that is walked."""
    walked: set[Arrow] = set()

    def watching(playbook: Playbook, session: Session, way: Way, scene: Scene, lead: Text | None = None) -> Turn:
        if isinstance(way, Road | Gate):
            walked.add(way.arrow)
        return follow(playbook, session, way, scene, lead)

    house = replace(house, playbook=watched(house.playbook, walked))
    with (
        patch("conversations.engine.follow", watching),
        patch("conversations.rescue.follow", watching),
        patch("conversations.truth.instead", judging(house.playbook, walked)),
    ):
        yield house, walked


def cue_arrow(flow: Flow, cue: Cue) -> Arrow:
    return flow.id, "cue", " ".join(cue.words)


def all_arrows(names: Iterable[str]) -> set[Arrow]:
    flows = [PLAYBOOK.flows[name] for name in names]
    known = {flow.id for flow in flows}
    cues = {cue_arrow(flow, cue) for flow in flows for cue in flow.cues}
    ways = {(flow, step, option) for flow, step, option, _ in arrows(PLAYBOOK) if flow in known}
    return cues | {arrow for arrow in ways if not is_settled(*arrow)}


def is_settled(flow: str, step: str, option: str) -> bool:
    """Whether a question before a line was answered already by whom the line is shown to otherwise."""
    steps = PLAYBOOK.flows[flow].steps
    before = [other for other in steps if isinstance(other, Choose) and other.otherwise == step]
    cues = [(flow, cue.to) for cue in PLAYBOOK.flows[flow].cues] + [("", cue.to) for cue in PLAYBOOK.cues]
    ways = [(here, way) for here, _, name, way in arrows(PLAYBOOK) if name != OTHERWISE]
    led = {(way.flow, way.step) if isinstance(way, Open) else (here, way) for here, way in ways + cues}
    return option[:1] == "?" and (flow, step) not in led and any(option[1:] in other.needs for other in before)


async def walked_by(names: Iterable[str]) -> set[Arrow]:
    """Every arrow that these stories walk, each told in a house of its own that is gone afterwards."""
    found: set[Arrow] = set()
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            async with open_house(read_settings({"HOME": folder}), story_clock()) as house:
                with walking(house) as (watching, walked):
                    await tell(watching, name, (STORIES / f"{name}.txt").read_text("utf-8"))
        found |= walked
    return found


def main(flows: Sequence[str]) -> int:
    """1 where an arrow of the flows that have to be walked whole is not."""
    os.chdir(STORIES.parent.parent)  # where the files are that somebody sends
    walked = asyncio.run(walked_by(path.stem for path in sorted(STORIES.glob("*.txt"))))
    missing = sorted(all_arrows(flows or PLAYBOOK.flows) - walked)
    for flow, ways in groupby(missing, lambda arrow: arrow[0]):
        print(f"{flow}{' *' if flow in WHOLE else ''}")
        for _, step, option in ways:
            print(f"  {step} {option}")
    return int(any(flow in WHOLE for flow, *_ in missing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

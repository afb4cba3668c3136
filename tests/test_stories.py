"""The stories: each is told word for word, and together they walk every arrow of the calls, the door and the crisis."""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import pytest
from conftest import as_needed
from retell import STORIES, retold

from bot.desk import House
from bot.hearing import Said, understood
from bot.house import open_house
from bot.settings import Settings
from bot.story import answered, read_story, story_clock, tell
from bot.words import SOURCE, Words
from conversations.check import arrows
from conversations.engine import advance
from conversations.events import Event, Picked, Typed
from conversations.flow import OTHERWISE, Ask, Branch, Choose, Cue, Flow, Notes, Open, Playbook, Step, Way
from conversations.flows import PLAYBOOK
from conversations.moving import follow
from conversations.scene import Scene
from conversations.screen import Text
from conversations.session import Place, Session
from conversations.showing import Turn, label
from conversations.times import BEIJING
from conversations.truth import instead

ALL = {path.stem: path.read_text("utf-8") for path in sorted(STORIES.glob("*.txt"))}
WORDS = Words()
WALKED = (
    *("live_call", "door_visit", "crisis", "call_lender", "stop_paying", "check_in", "collector", "my_case"),
    *("stage", "slot", "weekly"),
    *("debts", "budget", "first_step"),
    *("family", "refusal", "previous_owner", "number_check", "stolen_name", "tell_family", "family_card"),
    *("contact", "allowed", "workplace"),
    *("talk", "materials", "agreement", "miss", "several", "assigned", "lump_sum", "mediation"),
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


def cue_arrow(flow: Flow, cue: Cue) -> Arrow:
    return flow.id, "cue", " ".join(cue.words)


def all_arrows(names: Iterable[str]) -> set[Arrow]:
    flows = [PLAYBOOK.flows[name] for name in names]
    cues = {cue_arrow(flow, cue) for flow in flows for cue in flow.cues}
    ways = {(flow, step, option) for flow, step, option, _ in arrows(PLAYBOOK) if flow in names}
    return cues | {arrow for arrow in ways if not is_settled(*arrow)}


def is_settled(flow: str, step: str, option: str) -> bool:
    """Whether a question before a line was answered already by whom the line is shown to otherwise."""
    steps = PLAYBOOK.flows[flow].steps
    before = [other for other in steps if isinstance(other, Choose) and other.otherwise == step]
    cues = [(flow, cue.to) for cue in PLAYBOOK.flows[flow].cues] + [("", cue.to) for cue in PLAYBOOK.cues]
    ways = [(here, way) for here, _, name, way in arrows(PLAYBOOK) if name != OTHERWISE]
    led = {(way.flow, way.step) if isinstance(way, Open) else (here, way) for here, way in ways + cues}
    return option[:1] == "?" and (flow, step) not in led and any(option[1:] in other.needs for other in before)


TOLD: dict[str, tuple[str, set[Arrow]]] = {}
Listen = Callable[[str], Awaitable[tuple[str, set[Arrow]]]]


@pytest.fixture
def listen(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Listen:
    """Tells a story, once: what it says otherwise than is written, and the arrows that it walks.

    They are seen where it happens: the engine follows a way only when its option was pressed, its words were typed
    or its cue was heard; and a branch is seen deciding.
    """

    async def listening(name: str) -> tuple[str, set[Arrow]]:
        if name not in TOLD:
            monkeypatch.chdir(STORIES.parent.parent)  # where the files are that somebody sends
            walked: set[Arrow] = set()

            def watching(
                playbook: Playbook, session: Session, way: Way, scene: Scene, lead: Text | None = None
            ) -> Turn:
                if isinstance(way, Road | Gate):
                    walked.add(way.arrow)
                return follow(playbook, session, way, scene, lead)

            there = replace(settings, data=settings.data / name)
            async with open_house(there, story_clock()) as house:
                house = replace(house, playbook=watched(house.playbook, walked))
                with monkeypatch.context() as patch:
                    for module in ("engine", "rescue"):
                        patch.setattr(f"conversations.{module}.follow", watching)
                    patch.setattr("conversations.truth.instead", judging(house.playbook, walked))
                    _, difference = await tell(house, name, ALL[name])
            TOLD[name] = difference, walked
        return TOLD[name]

    return listening


@pytest.mark.parametrize("name", ALL)
async def test_a_story_is_told_word_for_word(name: str, listen: Listen) -> None:
    difference, _ = await listen(name)
    assert not difference, difference


async def test_every_arrow_is_walked_in_some_story(listen: Listen) -> None:
    walked: set[Arrow] = set()
    for name in ALL:
        walked |= (await listen(name))[1]
    missing = all_arrows(WALKED) - walked
    assert not missing, "no story walks: " + "\n".join(map(" ".join, sorted(missing)))


@pytest.mark.parametrize("name", ALL)
def test_a_story_says_first_who_this_is(name: str) -> None:
    assert ALL[name].startswith("# ")


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("crisis")])
def test_nobody_is_asked_about_their_life_who_spoke_of_something_else(name: str) -> None:
    """Words of a caller, of a time or of a mother are no despair: a retold story must not hide that they became it."""
    question = WORDS.sentence("crisis", "ask", SOURCE)
    asked = [exchange.said for exchange in read_story(ALL[name]) if question in exchange.answer]
    assert set(asked) <= {WORDS.sentence("common", "key.open.crisis", SOURCE)}


async def test_a_story_without_input_is_what_somebody_sees_who_only_starts(house: House) -> None:
    (beginning,) = await answered(house, read_story(""))
    (_, again) = await answered(house, read_story("> /start"))
    assert beginning.answer == read_story(ALL["3.0"])[0].answer
    assert again.answer == beginning.answer.split("\n\n")[0]


async def test_retelling_keeps_inputs_and_comments_and_brings_the_answers() -> None:
    new = await retold("# 谁\n\n# 然后\n> 正在通话\n# 他念\n\n# 之后\n> 开始\n旧的话\n")
    assert new.startswith("# 谁\n你好。")
    assert "{更多}\n\n# 然后\n\n> 正在通话\n# 他念\n我在。" in new
    assert "]\n\n# 之后\n\n> 开始\n第 1 句" in new
    assert "旧的话" not in new
    assert await retold(new) == new


# --- a button is pressed by a tap, by its number, or by its words ---------------------------------

EVENING = Scene(datetime(2026, 11, 25, 21, 50, tzinfo=BEIJING))
STEPS = [step for step in PLAYBOOK.flows["live_call"].steps if isinstance(step, Choose | Ask)]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_number_and_the_words_with_and_without_brackets_press_a_button(step: Choose | Ask) -> None:
    """On every screen of a call. Where words are asked for, a number is an answer and no button's."""
    here = Session(places=(Place("live_call", step.id),), notes=as_needed(step))
    session = advance(PLAYBOOK, here, Picked("@resume", here.screen), EVENING).session
    for number, option in enumerate(step.options, 1):
        tapped = advance(PLAYBOOK, session, Picked(option, session.screen), EVENING)
        text = label(PLAYBOOK, session, option, EVENING)
        assert text is not None
        words = WORDS.say(text)
        for said in (words, f"[{words}]", f"【{words}】。"):
            assert advance(PLAYBOOK, session, heard(said, session), EVENING) == tapped
        numbered = heard(str(number), session)
        if isinstance(step, Ask):
            assert numbered == Typed(str(number))
        else:
            assert advance(PLAYBOOK, session, numbered, EVENING) == tapped


def heard(said: str, session: Session) -> Event:
    return understood(Said(said), PLAYBOOK, session, EVENING, WORDS, SOURCE)

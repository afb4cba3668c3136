"""The stories: each is told word for word, and together they walk every arrow of the calls, the door and the crisis."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest
from conftest import as_needed
from retell import STORIES, retold
from walked import WHOLE, Arrow, all_arrows, walking

from bot.desk import House
from bot.hearing import Said, understood
from bot.house import open_house
from bot.settings import Settings
from bot.story import answered, read_story, story_clock, tell
from bot.words import SOURCE, Words
from conversations.engine import advance
from conversations.events import Event, Picked, Typed
from conversations.flow import Ask, Choose
from conversations.flows import PLAYBOOK
from conversations.scene import Scene
from conversations.session import Place, Session
from conversations.showing import label
from conversations.times import BEIJING

ALL = {path.stem: path.read_text("utf-8") for path in sorted(STORIES.glob("*.txt"))}
WORDS = Words()
TOLD: dict[str, tuple[str, set[Arrow]]] = {}
Listen = Callable[[str], Awaitable[tuple[str, set[Arrow]]]]


@pytest.fixture
def listen(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Listen:
    """Tells a story, once: what it says otherwise than is written, and the arrows that it walks."""

    async def listening(name: str) -> tuple[str, set[Arrow]]:
        if name not in TOLD:
            monkeypatch.chdir(STORIES.parent.parent)  # where the files are that somebody sends
            there = replace(settings, data=settings.data / name)
            async with open_house(there, story_clock()) as house:
                with walking(house) as (watching, walked):
                    _, difference = await tell(watching, name, ALL[name])
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
    missing = all_arrows(WHOLE) - walked
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

"""The judge is not blind: a good history passes, and each thing that must not be is found in a doctored one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import at
from fake_telegram import FakeTelegram
from history import WORDS, House, Shown, Tally, Verdict, Visit, judge
from lives import environment

from bot.settings import read_settings
from conversations.screen import Text

MISSED = Shown(WORDS.say(Text("common", "missed")))
SAYINGS = ("/start", "正在通话", "开始", "他说了", "某某公司 1023", "我的进度", "更多", "收起", "嗯", "/start")


@pytest.fixture
def visits(tmp_path: Path) -> list[Visit]:
    """What a short talk has to be answered with."""
    fake = FakeTelegram()
    fake.url = "http://127.0.0.1"
    for saying in SAYINGS:
        fake.user(7).says(saying)
    return House(read_settings(environment(fake, tmp_path)), at("2026-11-25T14:00")).visits(fake.pending)


@pytest.fixture
def messages(visits: list[Visit]) -> list[Shown]:
    """A history in which all went well."""
    return [letter.first for visit in visits for letter in visit.plain]


def repeat(letter: Shown, visits: list[Visit]) -> Shown:
    """The marked repeat of a letter."""
    return next(due.again for visit in visits for due in visit.plain if due.first == letter)


def verdict(visits: list[Visit], messages: list[Shown]) -> Verdict:
    return judge(visits, messages, most_failures=3)


def test_a_good_history(visits: list[Visit], messages: list[Shown]) -> None:
    assert verdict(visits, messages) == Verdict(len(SAYINGS), Tally(plain=len(messages)))


@pytest.mark.parametrize("place", [0, 1, 4, -1])
def test_a_marked_repeat_is_good_beside_the_first_and_in_its_place(
    place: int, visits: list[Visit], messages: list[Shown]
) -> None:
    place %= len(messages)
    again = repeat(messages[place], visits)
    rest = len(messages) - 1
    twice = verdict(visits, [*messages[: place + 1], again, *messages[place + 1 :]])
    assert twice == Verdict(len(SAYINGS), Tally(plain=rest, repeated=1))
    once = verdict(visits, [*messages[:place], again, *messages[place + 1 :]])
    assert once == Verdict(len(SAYINGS), Tally(plain=rest, marked=1))


def test_a_letter_that_failed_is_good_if_it_is_told_of(visits: list[Visit], messages: list[Shown]) -> None:
    told = verdict(visits, [*messages[:3], *messages[4:-1], MISSED, messages[-1]])
    assert told == Verdict(len(SAYINGS), Tally(plain=len(messages), failed=1, told=1))


def swap(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return [*messages[:3], messages[4], messages[3], *messages[5:]]


def drop(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return [*messages[:3], *messages[4:]]


def drop_the_last(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return messages[:-1]


def drop_everything(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return []


def double(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return [*messages[:4], messages[3], *messages[4:]]


def double_without_buttons(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    keys = next(message for message in messages if not message.buttons)
    return [*messages[: messages.index(keys)], keys, *messages[messages.index(keys) :]]


def triple(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    again = repeat(messages[3], visits)
    return [*messages[:4], again, again, *messages[4:]]


def mark_the_first(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return [*messages[:3], repeat(messages[3], visits), messages[3], *messages[4:]]


def tell_after_the_end(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    return [*drop(messages, visits), MISSED]


def rename_a_button(messages: list[Shown], visits: list[Visit]) -> list[Shown]:
    (_, data), *rest = messages[3].buttons
    return [*messages[:3], Shown(messages[3].text, (("别的", data), *rest)), *messages[4:]]


@pytest.mark.parametrize(
    ("doctor", "fault"),
    [
        (swap, "a step"),
        (drop, "lost"),
        (drop_the_last, "lost"),
        (drop_everything, "lost"),
        (double, "an unmarked repeat"),
        (double_without_buttons, "a step"),
        (triple, "3 copies"),
        (mark_the_first, "a step"),
        (tell_after_the_end, "a step"),
        (rename_a_button, "a step"),
    ],
)
def test_what_must_not_be_is_found(
    doctor: Callable[[list[Shown], list[Visit]], list[Shown]], fault: str, visits: list[Visit], messages: list[Shown]
) -> None:
    found = verdict(visits, doctor(messages, visits))
    assert any(fault in said for said in found.faults), found


def test_an_update_left_out_or_applied_twice_is_found(visits: list[Visit], messages: list[Shown]) -> None:
    first, second, third, *rest = visits
    assert verdict([first, second, second, third, *rest], messages).faults
    assert verdict([first, third, *rest], messages).faults

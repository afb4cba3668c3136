"""Several reminders of one flow, each about something; three rungs on the way to a last day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conversations.effects import Done, Remind, RemindBy
from conversations.engine import advance
from conversations.events import Knocked, Typed
from conversations.flow import Choose, Cue, Finish, Flow, Playbook
from conversations.hours import Hours
from conversations.knocking import knock
from conversations.ladder import rungs
from conversations.money.schedule import schedule
from conversations.scene import Consent, Scene
from conversations.screen import When
from conversations.session import Knock, Session
from conversations.times import BEIJING, in_two_hours


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def steps(now: str, last: date) -> list[tuple[str, str]]:
    return [(rung.step, f"{rung.due:%m-%d %H:%M}") for rung in rungs("1", last, at(now), Hours())]


@pytest.mark.parametrize(
    ("now", "coming"),
    [
        ("2026-11-25T21:50", [("three_days", "12-02 10:00"), ("one_day", "12-04 10:00"), ("the_day", "12-05 10:00")]),
        ("2026-12-02T10:00", [("one_day", "12-04 10:00"), ("the_day", "12-05 10:00")]),
        ("2026-12-04T23:00", [("the_day", "12-05 10:00")]),
        ("2026-12-05T11:00", [("the_day", "12-05 13:00")]),
        ("2026-12-05T20:00", []),
        ("2026-12-06T00:00", []),
    ],
)
def test_only_rungs_that_are_to_come(now: str, coming: list[tuple[str, str]]) -> None:
    assert steps(now, date(2026, 12, 5)) == coming


def test_each_instalment_of_the_31st_has_its_own_day_in_short_months_too() -> None:
    days = [each.due for each in schedule(300_00, 3, date(2027, 12, 31))]
    assert [steps("2027-11-01T09:00", day)[-1][1] for day in days] == ["12-31 10:00", "01-31 10:00", "02-29 10:00"]


def twice(notes: object, scene: Scene) -> dict[str, date]:
    return {"7.1": date(2026, 12, 5), "7.2": date(2027, 1, 5)}


PAY = Flow(
    "pay",
    (
        Choose("knock", agree="agreed", later="later", paid="paid"),
        Choose("three_days", ok="end", later="later"),
        Choose("one_day", ok="end", later="later"),
        Choose("the_day", paid="paid", later="later"),
        Finish("agreed", does=(RemindBy("pay", twice),)),
        Finish("later", does=(Remind("pay", in_two_hours),)),
        Finish("paid", does=(Done("pay"),)),
        Finish("end", quiet=True),
    ),
    cues=(Cue(("付好了",), "paid"),),
)
HOUSE = Playbook({"pay": PAY}, menu=(), crisis="pay")
SCENE = Scene(at("2026-11-25T21:50"), Consent.AGREED)
RANG = Knock("pay", "the_day", "7.2", at("2027-01-05T18:00").isoformat())


def test_a_step_sets_every_rung_of_every_instalment() -> None:
    (effect,) = advance(HOUSE, Session(), Knocked(Knock("pay"), "agree"), SCENE).effects
    assert isinstance(effect, RemindBy)
    assert [(rung.about, rung.step) for rung in effect.rungs] == [
        (about, step) for about in ("7.1", "7.2") for step in ("three_days", "one_day", "the_day")
    ]


def test_a_rung_knocks_with_its_own_screen_and_leaves_the_talk_as_it_is() -> None:
    before = Session(notes={"pay.@about": "7.1"})
    turn = knock(HOUSE, before, RANG, SCENE)
    assert turn.screen[0].text.id == "the_day"
    assert (turn.session.places, turn.session.notes) == (before.places, before.notes)
    assert Session.load(turn.session.dump()).knock == RANG


def test_its_words_may_name_its_own_last_day() -> None:
    day = knock(HOUSE, Session(), RANG, SCENE).screen[0].text.values["deadline"]
    assert day == When(at("2027-01-05T18:00"), SCENE.now, day=True)


def test_what_is_answered_knows_what_it_is_about() -> None:
    turn = advance(HOUSE, Session(notes={"pay.@about": "7.1"}), Knocked(RANG, "paid"), SCENE)
    assert turn.effects == (Done("pay", "7.2"),)


def test_words_typed_after_a_knock_are_about_the_same() -> None:
    rang = knock(HOUSE, Session(), RANG, SCENE).session
    assert advance(HOUSE, rang, Typed("付好了"), SCENE).effects == (Done("pay", "7.2"),)


def test_later_moves_that_rung_and_not_its_last_day() -> None:
    (effect,) = advance(HOUSE, Session(), Knocked(RANG, "later"), SCENE).effects
    assert isinstance(effect, Remind)
    assert (effect.about, effect.step) == ("7.2", "the_day")
    assert (effect.due, effect.deadline) == (at("2026-11-26T09:00"), at("2027-01-05T18:00"))


def test_a_knock_of_an_earlier_release_is_read() -> None:
    assert Session.load('{"knock": "weekly"}').knock == Knock("weekly")
    assert Session.load('{"knock": ""}').knock is None

"""The days of a paper of a court: told as people tell them, counted from the day after, and marked as an estimate."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conversations.court_days import LastDay, came_on, last_day, period_named
from conversations.flow import Problem
from conversations.scene import Scene
from conversations.times import BEIJING

SCENE = Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING))
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("today", "2026-11-25"),
        ("yesterday", "2026-11-24"),
        ("昨天", "2026-11-24"),
        ("前天收到的", "2026-11-23"),
        ("11月20号", "2026-11-20"),
        ("20号", "2026-11-20"),
        ("签收是28号", "2026-10-28"),
        ("2026-11-02", "2026-11-02"),
        ("unsure", "unsure"),
    ],
)
def test_the_day_it_came_is_told_in_many_ways(said: str, came: str) -> None:
    assert came_on(said, SCENE) == came


@pytest.mark.parametrize("said", ["", "大概吧", "明天", "99号", "5月40号吧"])
def test_no_day_and_a_day_to_come_are_asked_again(said: str) -> None:
    found = came_on(said, SCENE)
    assert isinstance(found, Problem) or date.fromisoformat(found) <= TODAY


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("15", "15"),
        ("15日内", "15"),
        ("十五天", "15"),
        ("收到后三十日内", "30"),
        ("12月9号", "2026-12-09"),
        ("12月9日", "2026-12-09"),
        ("12月19日前", "2026-12-19"),
        ("unsaid", "unsaid"),
    ],
)
def test_a_period_is_days_or_a_date(said: str, period: str) -> None:
    assert period_named(said, SCENE) == period


@pytest.mark.parametrize("said", ["", "半个人", "0", "999999", "昨天"])
def test_what_is_no_period_is_asked_again(said: str) -> None:
    assert period_named(said, SCENE) == Problem("problem.period")


def counted(came: str, period: str, kind: str = "", today: date = TODAY) -> LastDay | None:
    notes = {"truth.paper_came": came, "truth.paper_period": period, "court_paper.which": kind}
    return last_day(notes, today)


def test_the_day_after_is_the_first_and_one_is_ready_a_working_day_before() -> None:
    assert counted("2026-11-20", "15") == LastDay(date(2026, 12, 5), date(2026, 12, 4), True)  # a Saturday
    assert counted("2026-11-21", "15") == LastDay(date(2026, 12, 6), date(2026, 12, 4), True)
    assert counted("2026-11-22", "15") == LastDay(date(2026, 12, 7), date(2026, 12, 4), True)


def test_a_date_on_the_paper_needs_no_counting() -> None:
    assert counted("unsure", "2026-12-09") == LastDay(date(2026, 12, 9), date(2026, 12, 8), True)


def test_days_that_are_not_announced_are_an_estimate() -> None:
    found = counted("2026-11-25", "60")
    assert found is not None
    assert not found.sure


def test_where_the_paper_names_no_period_the_law_does_for_its_kind_as_long_as_it_may_be_said() -> None:
    assert counted("2026-11-24", "unsaid", "order") == LastDay(date(2026, 12, 9), date(2026, 12, 8), True)
    assert counted("2026-11-24", "unsaid", "enforce") is None
    assert counted("2026-11-24", "unsaid", "order", date(2031, 1, 8)) is None


def test_who_does_not_know_when_it_came_is_told_no_day() -> None:
    assert counted("unsure", "15") is None

"""Working days: as announced while they are, and an honest estimate from then on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from conversations.workdays import holiday, is_sure, is_workday, next_holiday, workday_after, workday_before


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-25", True),
        ("2026-11-28", False),
        ("2026-10-01", False),
        ("2026-10-07", False),
        ("2026-10-10", True),  # a Saturday worked for the holiday
        ("2026-09-20", True),  # a Sunday worked for it
        ("2026-02-23", False),
        ("2026-12-31", True),
        ("2027-01-01", False),
        ("2027-01-04", True),
        ("2027-02-05", False),  # the eve
        ("2027-02-09", False),  # the second and third fall on a weekend and are made good
        ("2027-02-10", False),
        ("2027-02-11", True),
        ("2027-04-05", False),
        ("2027-05-03", False),
        ("2027-05-05", True),
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-10-05", False),
        ("2027-10-06", True),
        ("2050-02-02", True),  # whose moon is not in the table
    ],
)
def test_who_works_when(day: str, works: bool) -> None:
    assert is_workday(date.fromisoformat(day)) is works


def test_an_estimate_is_marked_from_the_first_day_that_is_not_announced() -> None:
    assert is_sure(date(2026, 12, 31))
    assert not is_sure(date(2027, 1, 1))
    assert workday_after(date(2026, 12, 30)).sure
    assert workday_after(date(2026, 12, 31)) == workday_after(date(2027, 1, 1))
    assert not workday_after(date(2026, 12, 31)).sure
    assert not workday_before(date(2027, 1, 11)).sure


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-28", 0, "2026-11-30"),
        ("2026-11-25", 1, "2026-11-26"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-25", 5, "2026-12-02"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: str, count: int, found: str) -> None:
    assert workday_after(date.fromisoformat(day), count).day == date.fromisoformat(found)


def test_counting_forth_and_back_agree_on_every_day_of_four_years() -> None:
    day = date(2025, 1, 1)
    while day < date(2029, 1, 1):
        after = workday_after(day).day
        assert after > day
        assert is_workday(after)
        assert workday_before(after).day <= day
        assert workday_before(after + timedelta(days=1)).day == after
        day += timedelta(days=1)


def test_the_holiday_that_comes_next() -> None:
    assert next_holiday(date(2026, 11, 25)) == "new_year"
    assert next_holiday(date(2027, 1, 2)) == "spring"
    assert next_holiday(date(2027, 10, 4)) == "national"
    assert holiday("spring", 2027) == (date(2027, 2, 5), date(2027, 2, 8))
    assert holiday("qingming", 2028) == (date(2028, 4, 4), date(2028, 4, 4))
    assert holiday("spring", 2060) is None

"""The eight questions, and what is left for debts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.money.budget import LEAST_FOR_FOOD, QUESTIONS, Budget, Query, affordable, counted, odd

STORY = Budget(1, 6200_00, 1800_00, 1300_00, 300_00, 200_00, 500_00, 200_00)
"""6,200 a month, 4,300 to live on."""


def test_the_worked_example() -> None:
    found = affordable(STORY)
    assert (found.income, found.living, found.buffer, found.monthly) == (6200_00, 4300_00, 300_00, 1600_00)
    assert (found.raised, found.short) == (0, 0)


def test_there_are_eight_questions() -> None:
    assert QUESTIONS == ("people", "income", "housing", "food", "travel", "health", "family", "repaying")


def test_nothing_is_reckoned_from_half_an_answer() -> None:
    for question in QUESTIONS:
        with pytest.raises(ValueError, match="open questions"):
            affordable(replace(STORY, **{question: None}))


@pytest.mark.parametrize(
    ("question", "answer", "query"),
    [
        ("people", 0, Query.NOBODY),
        ("people", 1, None),
        ("people", 9, Query.MANY_PEOPLE),
        ("income", 0, Query.NO_INCOME),
        ("income", 6_20, Query.SMALL_INCOME),  # 6.2, and thousands were meant
        ("income", 499_99, Query.SMALL_INCOME),
        ("income", 500_00, None),
        ("income", 6200_00, None),
        ("income", 62_000_00, Query.LARGE_INCOME),
        ("housing", 0, None),
        ("housing", 3100_00, None),
        ("housing", 3101_00, Query.MUCH_OF_INCOME),
        ("housing", 6201_00, Query.MORE_THAN_INCOME),
        ("food", 200_00, Query.LITTLE_FOOD),
        ("food", LEAST_FOR_FOOD, None),
        ("food", 4000_00, Query.MUCH_OF_INCOME),
        ("health", 5000_00, Query.MUCH_OF_INCOME),
        ("repaying", 9000_00, Query.MORE_THAN_INCOME),
        ("family", 0, None),
    ],
)
def test_an_odd_answer_is_asked_about(question: str, answer: int, query: Query | None) -> None:
    assert odd(question, answer, Budget(people=1, income=6200_00)) is query


def test_food_is_measured_by_how_many_eat() -> None:
    assert odd("food", 1000_00, Budget(people=3, income=6200_00)) is Query.LITTLE_FOOD
    assert odd("food", 1000_00, Budget(people=1, income=6200_00)) is None


def test_without_an_income_no_cost_is_called_large() -> None:
    assert odd("housing", 1500_00, Budget(people=1, income=0)) is None


def test_nobody_s_plan_is_built_on_hunger() -> None:
    hungry = affordable(replace(STORY, people=2, food=300_00))
    assert hungry.raised == 900_00
    assert hungry.monthly == affordable(replace(STORY, people=2, food=1200_00)).monthly


def test_what_living_lacks_is_said_and_nothing_is_for_debts() -> None:
    found = affordable(replace(STORY, income=3000_00))
    assert (found.monthly, found.short) == (0, 1300_00)


def test_the_buffer_may_be_the_person_s_own_but_is_never_given_up() -> None:
    assert affordable(STORY, buffer=500_00).monthly == 1400_00
    assert affordable(STORY, buffer=0).buffer == 100_00


def test_of_a_range_the_careful_end_counts() -> None:
    assert counted("income", 5000_00, 6000_00) == 5000_00
    assert counted("food", 1000_00, 1500_00) == 1500_00


SUMS = st.integers(0, 10_000_000_00)


@given(st.builds(Budget, st.integers(0, 20), SUMS, SUMS, SUMS, SUMS, SUMS, SUMS, SUMS), st.none() | SUMS)
def test_what_is_left_is_never_taken_from_living(budget: Budget, buffer: int | None) -> None:
    found = affordable(budget, buffer)
    assert found.monthly >= 0
    assert found.monthly % 1000 == 0
    if found.monthly:
        assert found.monthly + found.living + found.buffer <= found.income
        assert found.short == 0
    assert found.living >= max(1, budget.people or 0) * LEAST_FOR_FOOD
    for question in QUESTIONS:
        odd(question, getattr(budget, question), budget)

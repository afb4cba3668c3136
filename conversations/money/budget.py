"""Eight short questions, and what is left for debts: never what a person lives on, never the last penny."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

LEAST_FOR_FOOD = 600_00
"""Fen a month for each person, for food and daily things. No rule sets it: it is our caution, so that no plan is built
on hunger. Who says that they need less is asked, and counted with this all the same."""

LEAST_BUFFER = 100_00
BUFFER_SHARE = 20
"""One twentieth of the income is kept for what nobody foresees, down to a whole hundred."""

STEP = 10_00
"""Offers are made in whole tens, rounded down."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The answers, each month, in fen; `people` is how many live on it. None: not answered yet."""

    people: int | None = None
    income: int | None = None
    housing: int | None = None
    food: int | None = None
    travel: int | None = None
    health: int | None = None
    family: int | None = None
    repaying: int | None = None

    @property
    def complete(self) -> bool:
        return all(getattr(self, question) is not None for question in QUESTIONS)


QUESTIONS = tuple(field.name for field in fields(Budget))
"""In the order in which they are asked."""

COSTS = ("housing", "food", "travel", "health", "family", "repaying")


class Query(StrEnum):
    """Why an answer is asked about once, kindly; said again it counts."""

    NO_INCOME = "no_income"
    SMALL_INCOME = "small_income"  # 6.2 may be 6.2 thousand
    LARGE_INCOME = "large_income"
    LITTLE_FOOD = "little_food"
    MUCH_OF_INCOME = "much_of_income"
    MORE_THAN_INCOME = "more_than_income"
    MANY_PEOPLE = "many_people"
    NOBODY = "nobody"


def odd(question: str, answer: int, budget: Budget) -> Query | None:
    """What to ask about an answer, given the ones before it; None where nothing is strange."""
    income, people = budget.income or 0, budget.people or 1
    match question:
        case "people":
            return Query.NOBODY if answer < 1 else Query.MANY_PEOPLE if answer > 8 else None
        case "income":
            if answer == 0:
                return Query.NO_INCOME
            return Query.SMALL_INCOME if answer < 500_00 else Query.LARGE_INCOME if answer > 50_000_00 else None
        case "food" if answer < people * LEAST_FOR_FOOD:
            return Query.LITTLE_FOOD
    if income and answer > income:
        return Query.MORE_THAN_INCOME
    return Query.MUCH_OF_INCOME if income and answer * 2 > income else None


def counted(question: str, least: int, most: int) -> int:
    """Which end of a range is counted with: the lower one of an income, the upper one of a cost."""
    return least if question == "income" else most


@dataclass(frozen=True, slots=True)
class Affordable:
    """What can go to debts each month, and how it comes about: income − living − buffer, in whole tens.

    `living` counts food at the floor where less was said: `raised` is how much that added. `short`: how much the
    income lacks for living alone; then nothing is for debts.
    """

    monthly: int
    income: int
    living: int
    buffer: int
    raised: int
    short: int


def affordable(budget: Budget, buffer: int | None = None) -> Affordable:
    """What a complete budget leaves for debts. `buffer`: the person's own wish, not below the least one.

    Raises ValueError where a question is open: nothing is ever computed from half an answer.
    """
    if not budget.complete:
        raise ValueError("the budget has open questions; ask them before reckoning with it")
    income = budget.income or 0
    raised = max(0, max(1, budget.people or 1) * LEAST_FOR_FOOD - (budget.food or 0))
    living = sum(getattr(budget, cost) for cost in COSTS) + raised
    kept = max(LEAST_BUFFER, income // BUFFER_SHARE // 100_00 * 100_00 if buffer is None else buffer)
    left = max(0, income - living - kept)
    return Affordable(left - left % STEP, income, living, kept, raised, max(0, living - income))

"""The days of a paper of a court: when it came, the period that it names, and the last day, which is an estimate.

The day after it came is the first one. What the paper itself names comes before what the law says of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conversations.answers import LONGEST_NOTE, coming_time
from conversations.facts import FACTS
from conversations.flow import Problem
from conversations.scene import Scene
from conversations.spoken.evening import even
from conversations.spoken.numerals import number
from conversations.spoken.since import since_told
from conversations.workdays import workday_before

LONGEST_PERIOD = 365
NEAR = {"today": 0, "yesterday": 1}
"""Days back that stand for the buttons."""

DAY_ALONE = re.compile(r"(?<![月\d])(\d{1,2})[号日]")
PERIOD = re.compile(r"(?<![月\d])(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:个?自然)?[天日]")

KINDS = {
    "summons": ("court-defense", "answer_days"),
    "order": ("payment-order", "days"),
    "judgment": ("court-defense", "appeal_days"),
}
"""From the kind of a paper to the fact, and its number, that holds where the paper names no period."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """`by`: the working day before `day`. It is `sure` where the working days of then are announced."""

    day: date
    by: date
    sure: bool


def came_on(said: str, scene: Scene) -> str | Problem:
    """The day on which a paper came, as an ISO date: 昨天, 11月20号, 20号."""
    today = scene.now.date()
    if said in NEAR:
        return (today - timedelta(days=NEAR[said])).isoformat()
    if said == "unsure":
        return said
    text = even(said[:LONGEST_NOTE])
    if alone := DAY_ALONE.search(text):
        day = int(alone[1])
        month = today.month if day <= today.day else (today.month - 2) % 12 + 1
        text = f"{month}月{day}号"
    came = since_told(text, today)
    return came.isoformat() if came else Problem("problem.came")


def period_named(said: str, scene: Scene) -> str | Problem:
    """The period that a paper names: so many days ("15"), or its last day as an ISO date."""
    if said == "unsaid":
        return said
    text = even(said[:LONGEST_NOTE]).strip()
    days = PERIOD.search(text)
    count = number(days["count"] if days else text)
    if count is not None and 0 < count.low <= LONGEST_PERIOD:
        return str(int(count.low))
    due = coming_time(said, scene)
    return Problem("problem.period") if isinstance(due, Problem) else datetime.fromisoformat(due).date().isoformat()


def last_day(notes: Mapping[str, str], today: date) -> LastDay | None:
    """The last day of the newest paper; None where it cannot be counted."""
    came, period = notes.get("truth.paper_came", ""), notes.get("truth.paper_period", "")
    days = int(period) if period.isdecimal() else days_by_law(notes.get("court_paper.which", ""), today)
    if "-" in period:
        day = date.fromisoformat(period)
    elif "-" in came and days:
        day = date.fromisoformat(came) + timedelta(days=days)
    else:
        return None
    by = workday_before(day)
    return LastDay(day, by.day, by.sure)


def days_by_law(kind: str, today: date) -> int:
    """The days that the law gives for a kind of paper; 0 where it names none, or has to be read again first."""
    fact, figure = KINDS.get(kind, ("", ""))
    return 0 if not fact or FACTS[fact].withdrawn(today) else int(FACTS[fact].numbers[figure])

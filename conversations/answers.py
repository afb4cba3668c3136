"""What questions in words accept: each tidies the reply, or names the problem."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import timedelta

from conversations.debts_told.lenders import LONGEST
from conversations.debts_told.lines import debts_told
from conversations.debts_told.overdue import overdue_in
from conversations.debts_told.ways_of_speech import plainly
from conversations.flow import Problem
from conversations.ledger import MOST_DEBTS, Ledger
from conversations.money.budget import counted
from conversations.ring_times import ring_time
from conversations.scene import Scene
from conversations.spoken.clock import readings
from conversations.spoken.evening import even
from conversations.spoken.money import Unclear, sum_meant
from conversations.spoken.numerals import number
from conversations.spoken.since import since_told
from conversations.spoken.time_words import words_in

LONGEST_NOTE = 500
MOST_PEOPLE, LONGEST_COUNT = 99, 40
NOT_OVERDUE = "-"
NOTHING = (
    "不用",
    "没有",
    "木有",
    "没得",
    "没收入",
    "失业",
    "没工作",
    "没上班",
    "自家",
    "自己的房",
    "免费",
    "不花",
    "不交",
)
ALONE = ("我自己", "就我", "只有我", "我一个", "单身", "自己")
PEOPLE = re.compile(r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?(?P<unit>口|个|人|娃|个人|位)?")
TELEPHONE = re.compile(r"1\d{10}|0\d{9,11}", re.ASCII)


def short_text(said: str, scene: Scene) -> str | Problem:
    """A line of words: spaces tidied, control characters gone, at most 500 characters."""
    tidy = " ".join(clean(said).split())
    if not tidy:
        return Problem("problem.empty")
    return tidy[:LONGEST_NOTE]


def masked_number(said: str, scene: Scene) -> str | Problem:
    """A telephone number of one's own, its middle gone: 138****5678. The whole of it is kept nowhere."""
    digits = "".join(char for char in unicodedata.normalize("NFKC", said) if char.isdecimal()).removeprefix("86")
    if not TELEPHONE.fullmatch(digits):
        return Problem("problem.number")
    return f"{digits[:3]}****{digits[-4:]}"


def coming_time(said: str, scene: Scene) -> str | Problem:
    """A time still to come, as ISO text with its zone."""
    found = ring_time(said, scene)
    return found if isinstance(found, Problem) else found.split()[0]


AGO = {"week": 7, "month": 30, "quarter": 90}
"""Days back that stand for the buttons of who does not know the day."""


def overdue_since(said: str, scene: Scene) -> str | Problem:
    """The day since which somebody is overdue, as ISO text: 9月15号, 40天, or one of the buttons."""
    today = scene.now.date()
    since = today - timedelta(days=AGO[said]) if said in AGO else since_told(said, today)
    return since.isoformat() if since else Problem("problem.since")


def clock_time(said: str, scene: Scene) -> str | Problem:
    """A time of the day, as 08:41."""
    for words in words_in(even(said[:100])):
        if words.clock and (hours := readings(words.clock, words.part)):
            return f"{hours[0] % 24:02}:{words.clock.minute:02}"
    return Problem("problem.clock")


def earned(said: str, scene: Scene) -> str | Problem:
    """A monthly sum that comes in, in fen; of a range the lower end counts."""
    return money(said, "income")


def spent(said: str, scene: Scene) -> str | Problem:
    """A monthly sum that goes out, in fen; of a range the upper end counts."""
    return money(said, "cost")


def money(said: str, question: str) -> str | Problem:
    spoken = plainly(said[:LONGEST_NOTE])
    found = sum_meant(spoken)
    if found in (Unclear.NONE, Unclear.NUMBER) and any(word in spoken for word in NOTHING):
        return "0"
    if isinstance(found, Unclear):
        return Problem("problem.sums" if found is Unclear.SEVERAL else "problem.sum")
    return str(counted(question, found.fen, found.most))


def people(said: str, scene: Scene) -> str | Problem:
    """How many live on the money: 一家三口, 就我自己, 4个人."""
    spoken = plainly(said)
    if len(said) > LONGEST_COUNT:
        return Problem("problem.people")
    counts = [found for found in PEOPLE.finditer(spoken)]
    if not counts:
        return "1" if any(word in spoken for word in ALONE) else Problem("problem.people")
    best = next((found for found in reversed(counts) if found["unit"]), counts[0])
    many = number(best["count"])
    return str(int(many.low)) if many and many.low <= MOST_PEOPLE else Problem("problem.people")


def debt_lines(said: str, scene: Scene) -> str | Problem:
    """Debts, a line each: what was understood of them, and whether a line was not, as JSON."""
    told = debts_told(clean(said), scene.now.date())
    if not told.debts:
        return Problem("problem.debts")
    if len(scene.ledger.debts) + len(told.debts) > MOST_DEBTS:
        return Problem("problem.many_debts")
    return json.dumps({"debts": Ledger().adding(told.debts).dump(), "unread": len(told.unread)}, ensure_ascii=False)


def debt_since(said: str, scene: Scene) -> str | Problem:
    """Since when something is overdue, as an ISO date; empty where it is not. A bare number is days."""
    today, spoken = scene.now.date(), plainly(said[:LONGEST_NOTE]).strip()
    if spoken.isdecimal() and len(spoken) < 5:
        spoken += "天"
    found = overdue_in(f"逾期{spoken}", today)
    if not found:
        return Problem("problem.debt_since")
    return found[0].since.isoformat() if found[0].since else NOT_OVERDUE


def lender(said: str, scene: Scene) -> str | Problem:
    """A lender's name, as the person writes it."""
    tidy = short_text(said, scene)
    if isinstance(tidy, Problem):
        return tidy
    return tidy[:LONGEST] if len(tidy) > 1 else Problem("problem.lender")


def clean(text: str) -> str:
    """The text without characters that are not for reading: controls, bidirectional marks, lone surrogates."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))

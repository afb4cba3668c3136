"""What the questions about offers, papers and payments accept: each tidies the reply, or names the problem."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from conversations.answers import LONGEST_NOTE, NOTHING, clean, short_text
from conversations.flow import Problem
from conversations.money.papers import MOST_TEXT, points_in
from conversations.scene import Scene
from conversations.spoken.evening import even
from conversations.spoken.moments import Moment, moment_meant
from conversations.spoken.money import Unclear, money_in, sum_meant
from conversations.spoken.numerals import number
from conversations.spoken.plans import MOST_PERIODS, plan_told
from conversations.spoken.since import since_told
from conversations.spoken.sums import Sum
from conversations.spoken.tags import Tag

DIGITS = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(?:1[0-9]{10}|0[0-9]{2,3}[- ]?[0-9]{7,8}|[0-9]{5,12})(?![0-9])")
ACTS_FOR = re.compile(r"(?:受|替|代|帮|给)\s?([^\s,，。受替代]{2,12}?)\s?(?:公司)?(?:的)?(?:委托|催|收|办|打)")
TICKET = re.compile(r"[A-Za-z0-9-]{5,30}")
COUNT = re.compile(r"(?P<count>[0-9]{1,3}|[一二两三四五六七八九十百]{1,5})\s?(?:个?期|个?月)?")
TIMES = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:期|个月|次)")


def plan_answer(said: str, scene: Scene) -> str | Problem:
    """A plan, as JSON."""
    plan = plan_told(clean(said), scene.now)
    if plan is None:
        return Problem("problem.plan")
    return json.dumps({name: value for name, value in asdict(plan).items() if value}, default=str)


def coming_day(said: str, scene: Scene) -> str | Problem:
    """A day to come, as ISO text with its zone."""
    found = moment_meant(said, scene.now)
    return found.at.isoformat() if isinstance(found, Moment) else Problem("problem.day")


def past_day(said: str, scene: Scene) -> str | Problem:
    """A day that is over, as ISO text."""
    found = since_told(said[:LONGEST_NOTE], scene.now.date())
    return found.isoformat() if found else Problem("problem.past_day")


def periods(said: str, scene: Scene) -> str | Problem:
    """How many instalments."""
    found = COUNT.search(even(said[:40]))
    many = number(found["count"]) if found else None
    return str(int(many.low)) if many and 1 <= many.low <= MOST_PERIODS else Problem("problem.periods")


def paid_back(said: str, scene: Scene) -> str | Problem:
    """What was paid so far: 8期 每期900, 一共还了7200, 没还过. As JSON: the whole, and in how many months."""
    text = even(said[:LONGEST_NOTE])
    times = TIMES.search(text)
    count = number(times[1]) if times else None
    rest = text.replace(times[0], " ") if times else text
    found = sum_meant(rest)
    if isinstance(found, Unclear):
        nothing = found in (Unclear.NONE, Unclear.NUMBER) and any(word in text for word in ("没还", *NOTHING))
        return json.dumps({"paid": 0, "times": 0}) if nothing else Problem("problem.paid_back")
    months = max(1, int(count.low)) if count else 1
    each = found.tag is Tag.EACH or "每" in rest
    return json.dumps({"paid": found.fen * months if each else found.fen, "times": months if found.fen else 0})


def parts(said: str, scene: Scene) -> str | Problem:
    """What a bill splits a sum into: 本金8000 利息600 罚息300 手续费100. As JSON, in fen."""
    names = {Tag.PRINCIPAL: "principal", Tag.INTEREST: "interest", Tag.PENALTY: "penalty", Tag.FEE: "fees"}
    names[Tag.LATE_FEE] = "penalty"
    told: dict[str, int] = {}
    for money in money_in(clean(said)):
        if isinstance(money, Sum) and (name := names.get(money.tag)):
            told[name] = told.get(name, 0) + money.fen
    return json.dumps(told) if "principal" in told else Problem("problem.parts")


def paper(said: str, scene: Scene) -> str | Problem:
    """The text of a plan in writing: which of the eight points it names, as JSON. Of the text nothing is kept."""
    text = clean(said[:MOST_TEXT])
    if len(text) < 15:
        return Problem("problem.paper")
    found = points_in(text)
    return json.dumps({"missing": found.missing, "periods": found.periods, "each": found.each})


def collector(said: str, scene: Scene) -> str | Problem:
    """Who asks for the money: a name, the numbers, whom they act for. As JSON."""
    tidy = short_text(said, scene)
    if isinstance(tidy, Problem):
        return tidy
    numbers = [found[0] for found in DIGITS.finditer(tidy)]
    acts_for = ACTS_FOR.search(tidy)
    name = " ".join(DIGITS.sub(" ", tidy).replace(acts_for[0] if acts_for else "\0", " ").split(None)).strip(" ，,。")
    told = {"name": name[:40], "numbers": numbers[:5], "acts_for": acts_for[1] if acts_for else ""}
    return json.dumps(told, ensure_ascii=False)


def complaint(said: str, scene: Scene) -> str | Problem:
    """The number of a complaint, and by when an answer was promised, if that was said. As JSON."""
    found = sorted(TICKET.findall(said[:LONGEST_NOTE]), key=lambda one: -sum(map(str.isdigit, one)))
    if not found or not any(map(str.isdigit, found[0])):
        return Problem("problem.ticket")
    by = moment_meant(said.replace(found[0], " "), scene.now)
    return json.dumps({"number": found[0], "by": by.at.date().isoformat() if isinstance(by, Moment) else ""})

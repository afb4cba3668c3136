"""How debts, the budget and the order are said: texts and values, before words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations.bookkeeping import budget_told, figure, first_in_order, in_doubt, in_order, picked
from conversations.dealing import meant
from conversations.flow import Notes
from conversations.headway import pressing, stage_of
from conversations.money.budget import QUESTIONS, affordable
from conversations.money.debts import Debt, Kind
from conversations.money.order import Reason, Row, steps
from conversations.scene import Scene
from conversations.screen import Text, Value, When, Yuan
from conversations.session import Session
from conversations.telling_deals import deal_values

COMMON = "common"
NO_SERVICE = (Kind.PRIVATE, Kind.HOME)
"""Who has no service line to call."""

LONGEST_TOGETHER = 16
TOP = 2
"""Rows of the order that are told first: a line is for the heading."""


def ledger_values(session: Session, scene: Scene) -> Mapping[str, Value]:
    """Every placeholder that speaks of the ledger."""
    ledger = scene.ledger
    return {
        "debts": scene.case.debts,
        "total": Yuan(ledger.total),
        "next_thing": next_thing(scene),
        "plan": plan(scene),
        "heading": Text(COMMON, "order.own" if ledger.chosen else "order.advice"),
        **budget_values(session, scene),
        **debt_values(debt_spoken_of(session, scene), scene),
        **deal_values(session, scene),
    }


def budget_values(session: Session, scene: Scene) -> Mapping[str, Value]:
    """Income, living, buffer, what is left; of the answers just given while they are being given."""
    asking = bool(session.places) and session.places[-1].flow == "budget"
    told = budget_told(session.notes) if asking else scene.ledger.budget
    known = affordable(told) if told.complete else None
    step = session.places[-1].step if asking else ""
    question = step.removesuffix("_odd")
    answer = figure(session.notes, "budget.direct") if question == "direct_check" else getattr(told, question, 0)
    return {
        "monthly": Yuan(known.monthly if known else scene.ledger.monthly),
        "income": Yuan(known.income if known else 0),
        "living": Yuan(known.living if known else 0),
        "buffer": Yuan(known.buffer if known else 0),
        "raised": Yuan(known.raised if known else 0),
        "short": Yuan(known.short if known else 0),
        "told": answer or 0 if question == "people" else Yuan((answer or 0) if isinstance(answer, int) else 0),
        "asked_of": QUESTIONS.index(question) + 1 if question in QUESTIONS else 0,
    }


def debt_spoken_of(session: Session, scene: Scene) -> Debt | None:
    """The debt that the step is about: the one in doubt, the one picked, else the first in the order."""
    flow = session.places[-1].flow if session.places else ""
    if flow == "deal":
        return meant(session.notes, scene)
    step = session.places[-1].step if flow == "debts" else ""
    if step in ("lender_ask", "sum_ask", "since_ask") or step.startswith("doubt"):
        return in_doubt(session.notes, scene)
    if step in ("one", "one_more", "one_rest") or step.startswith("change_"):
        return picked("debts.pick")(session.notes, scene)
    if step.startswith("move"):
        return picked("debts.move_pick")(session.notes, scene)
    if step.startswith("why_"):
        return picked("debts.why_pick")(session.notes, scene)
    return first_in_order(session.notes, scene)


def debt_values(debt: Debt | None, scene: Scene) -> Mapping[str, Value]:
    now = scene.now
    places = [row.debt.id for row in in_order(scene)] if debt else []
    by = (
        now.replace(year=debt.court_by.year, month=debt.court_by.month, day=debt.court_by.day)
        if debt and debt.court_by
        else now
    )
    return {
        "lender": name(debt) if debt else Text(COMMON, "debt.nameless"),
        "asked": Yuan(debt.asked if debt else 0),
        "days": debt.days_late(now.date()) if debt else 0,
        "debt": line(debt, 0, scene) if debt else Text(COMMON, "no_rows"),
        "rank": places.index(debt.id) + 1 if debt else 0,
        "has_court": Text(COMMON, "has.yes" if debt and debt.court else "has.no"),
        "has_guarantor": Text(COMMON, "has.yes" if debt and debt.guarantor else "has.no"),
        "has_reported": known(debt.reported if debt else None),
        "has_contract": known(debt.contract_known if debt else None),
        "court_by": When(by, now, day=True),
    }


def known(told: bool | None) -> Text:
    """有, 没有, or that nobody has looked yet."""
    return Text(COMMON, "has.unknown" if told is None else "has.yes" if told else "has.no")


def name(debt: Debt) -> Value:
    return debt.lender or Text(COMMON, "debt.nameless")


def line(debt: Debt, number: int, scene: Scene) -> Text:
    """A debt in one line: the number in the list (0: none), who, how much, and what weighs most."""
    days = debt.days_late(scene.now.date())
    sign = "court" if debt.court else "guarantor" if debt.guarantor else "late" if days else "plain"
    kind = sign if debt.asked else "no_sum"
    told: dict[str, Value] = {"lender": name(debt), "asked": Yuan(debt.asked), "days": days}
    said = Text(COMMON, f"debt.{kind}", told)
    return Text(COMMON, "debt.numbered", {"number": circled(number), "debt": said}) if number else said


def circled(number: int) -> str:
    """① to ⑳; what is beyond has a dot."""
    return chr(0x245F + number) if number <= 20 else f"{number}."


# --- what steps list ----------------------------------------------------------------------------------


def every_debt(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """Every debt, as it was told."""
    return {debt.id: line(debt, number, scene) for number, debt in enumerate(scene.ledger.debts, 1)}


def every_name(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    return {debt.id: named(debt, number) for number, debt in enumerate(scene.ledger.debts, 1)}


def names_in_order(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    return {row.debt.id: named(row.debt, number) for number, row in enumerate(in_order(scene), 1)}


def named(debt: Debt, number: int) -> Text:
    """A lender on a button: with its number, since somebody may have two cards."""
    return Text(COMMON, "debt.name", {"number": circled(number), "lender": name(debt)})


def first_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """The first rows of the order."""
    return dict(list(order_rows(scene).items())[:TOP])


def later_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    return dict(list(order_rows(scene).items())[TOP:])


def order_rows(scene: Scene) -> Mapping[str, Text]:
    """The order as it is told: debts with one and the same reason in one line."""
    return {
        group[0].debt.id: Text(
            COMMON,
            "order.row",
            {
                "number": circled(number),
                "lenders": together([row.debt for row in group]),
                "reason": Text(COMMON, f"reason.{group[0].reason.name.lower()}"),
            },
        )
        for number, group in enumerate(steps(in_order(scene)), 1)
    }


def together(debts: Sequence[Debt]) -> Text:
    """信用卡和借呗; where that is too long for a line, 信用卡等 3 家."""
    first, second = name(debts[0]), name(debts[min(1, len(debts) - 1)])
    short = sum(len(debt.lender) for debt in debts) <= LONGEST_TOGETHER
    said = "one" if len(debts) == 1 else "two" if len(debts) == 2 and short else "more"
    return Text(COMMON, f"names.{said}", {"one": first, "two": second, "count": len(debts)})


# --- what comes next ----------------------------------------------------------------------------------


def what_next(scene: Scene) -> str:
    """The one next thing to do about the debts."""
    ledger = scene.ledger
    if ledger.unsure:
        return "doubt"
    if not ledger.reckoned:
        return "reckon"
    debt = dealt_with(scene)
    return f"deal_{stage_of(ledger, debt, scene.now.date())}" if debt else f"plan_{what_today(scene)}"


def dealt_with(scene: Scene) -> Debt | None:
    """The debt that comes next, where something has already happened with its lender."""
    debt = pressing(scene.ledger, scene.now.date())
    return debt if debt and any(each.debt == debt.id for each in scene.ledger.dealings) else None


def what_today(scene: Scene) -> str:
    """What the first row of the order asks for: the last day on the court's paper, or a talk with whoever is owed."""
    rows = in_order(scene)
    if not rows:
        return "call"
    if Reason.COURT in rows[0].reasons and rows[0].debt.court_by is None:
        return "court"
    if rows[0].debt.kind in NO_SERVICE:
        return "person"
    return "bill" if scene.ledger.monthly >= scene.ledger.total > 0 else "call"


def next_thing(scene: Scene) -> Text:
    debt = dealt_with(scene)
    who = name(debt) if debt else first_name(in_order(scene))
    return Text(COMMON, f"next.{what_next(scene)}", {"lender": who})


def first_name(rows: Sequence[Row]) -> Value:
    return name(rows[0].debt) if rows else Text(COMMON, "debt.nameless")


def plan(scene: Scene) -> Text:
    """Why it is talked first and paid then."""
    ledger = scene.ledger
    told: dict[str, Value] = {"monthly": Yuan(ledger.monthly), "debts": len(ledger.debts)}
    if not ledger.monthly:
        return Text(COMMON, "plan.nothing" if ledger.reckoned else "plan.talk", told)
    return Text(COMMON, "plan.not_enough" if len(ledger.debts) > 1 else "plan.talk", told)

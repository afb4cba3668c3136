"""What the flows do to a ledger: every change is a function from the notes and the scene to the new ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from conversations.answers import NOT_OVERDUE
from conversations.debts_told.lenders import kind_of
from conversations.effects import KeepLedger
from conversations.ledger import Ledger
from conversations.money.budget import QUESTIONS, Budget
from conversations.money.debts import Debt, Kind, Unsure
from conversations.money.order import Row, moved, ordered
from conversations.scene import Scene

Notes = Mapping[str, str]

# --- the budget ------------------------------------------------------------------------------------

COUNTS = {"one": "1", "two": "2", "three": "3", "none": "0"}
"""What the buttons of the questions stand for."""


def budget_told(notes: Notes) -> Budget:
    """The answers so far, from the notes of the flow."""
    answers = {question: notes.get(f"budget.{question}", "") for question in QUESTIONS}
    told = {question: COUNTS.get(answer, answer) for question, answer in answers.items()}
    return Budget(**{question: int(answer) for question, answer in told.items() if answer.isdecimal()})


def keep_budget(notes: Notes, scene: Scene) -> Ledger:
    return replace(scene.ledger, budget=budget_told(notes), said=None)


def keep_said(notes: Notes, scene: Scene) -> Ledger:
    """The person named the monthly sum instead of answering the questions."""
    return replace(scene.ledger, budget=Budget(), said=figure(notes, "budget.direct"))


def figure(notes: Notes, step: str) -> int:
    """The number that was told on a step; 0 where a button was pressed instead."""
    said = notes.get(step, "")
    return int(said) if said.isdecimal() else 0


# --- debts ------------------------------------------------------------------------------------------


def add_written(notes: Notes, scene: Scene) -> Ledger:
    """The debts of the lines that were just written."""
    told = json.loads(notes.get("debts.write", "{}"))
    return scene.ledger.adding(Ledger.load(told["debts"]).debts) if told else scene.ledger


def unread(notes: Notes) -> bool:
    """Whether a line just written was not understood."""
    return bool(json.loads(notes.get("debts.write", "{}")).get("unread"))


def changed(which: Callable[[Notes, Scene], Debt | None], how: Callable[[Debt, Notes], Debt]) -> KeepLedger:
    """The effect that changes one debt; where there is none any more, nothing."""

    def change(notes: Notes, scene: Scene) -> Ledger:
        debt = which(notes, scene)
        return scene.ledger.with_debt(how(debt, notes)) if debt else scene.ledger

    return KeepLedger(change)


def in_doubt(notes: Notes, scene: Scene) -> Debt | None:
    """The debt that is being asked about."""
    return scene.ledger.unsure


def picked(step: str) -> Callable[[Notes, Scene], Debt | None]:
    """The debt that was picked on a step."""

    def which(notes: Notes, scene: Scene) -> Debt | None:
        return next((debt for debt in scene.ledger.debts if debt.id == notes.get(step)), None)

    return which


def settle(doubt: Unsure, **known: Any) -> Callable[[Debt, Notes], Debt]:
    """A doubt is settled, with what is known now."""

    def how(debt: Debt, notes: Notes) -> Debt:
        return replace(debt, unsure=tuple(other for other in debt.unsure if other is not doubt), **known)

    return how


def told_sum(step: str) -> Callable[[Debt, Notes], Debt]:
    """The sum that was told; what the bill split it into holds no more."""

    def how(debt: Debt, notes: Notes) -> Debt:
        parts = {"principal": None, "interest": None, "penalty": None, "fees": None}
        return settle(Unsure.SUM, asked=figure(notes, step), **parts)(debt, notes)

    return how


def told_since(step: str) -> Callable[[Debt, Notes], Debt]:
    def how(debt: Debt, notes: Notes) -> Debt:
        said = notes.get(step, NOT_OVERDUE)
        since = None if said == NOT_OVERDUE else date.fromisoformat(said)
        return settle(Unsure.SINCE, overdue_since=since)(debt, notes)

    return how


def told_lender(step: str) -> Callable[[Debt, Notes], Debt]:
    def how(debt: Debt, notes: Notes) -> Debt:
        name = notes.get(step, "")
        kind = kind_of(name) if kind_of(name) is not Kind.OTHER else debt.kind
        return settle(Unsure.LENDER, lender=name, kind=kind)(debt, notes)

    return how


def told_last_day(debt: Debt, notes: Notes) -> Debt:
    """The last day that the court's paper names."""
    return replace(debt, court_by=datetime.fromisoformat(notes["debts.court_by"]).date())


def turn_court(debt: Debt, notes: Notes) -> Debt:
    return settle(Unsure.COURT, court=not debt.court, court_by=None)(debt, notes)


def turn_guarantor(debt: Debt, notes: Notes) -> Debt:
    return replace(debt, guarantor=not debt.guarantor)


def turn_reported(debt: Debt, notes: Notes) -> Debt:
    return replace(debt, reported=not debt.reported)


def turn_contract(debt: Debt, notes: Notes) -> Debt:
    return replace(debt, contract_known=not debt.contract_known)


def told_parts(step: str) -> Callable[[Debt, Notes], Debt]:
    """What the bill splits the sum into; where that is more than was told to be asked, it is what is asked."""

    def how(debt: Debt, notes: Notes) -> Debt:
        none = {"principal": None, "interest": None, "penalty": None, "fees": None}
        told: dict[str, Any] = {**none, **json.loads(notes[step])}
        return replace(debt, **told, asked=max(debt.asked, sum(part or 0 for part in told.values())))

    return how


def remove_picked(notes: Notes, scene: Scene) -> Ledger:
    return scene.ledger.without(notes.get("debts.pick", ""))


# --- the order --------------------------------------------------------------------------------------


def in_order(scene: Scene) -> tuple[Row, ...]:
    """Every debt in its place."""
    ledger = scene.ledger
    return ordered(ledger.debts, ledger.monthly, scene.now.date(), ledger.chosen)


def first_in_order(notes: Notes, scene: Scene) -> Debt | None:
    return next((row.debt for row in in_order(scene)), None)


def move(up: bool) -> KeepLedger:
    """The effect that moves the debt that was picked a place up or down: from then on the order is the person's."""

    def change(notes: Notes, scene: Scene) -> Ledger:
        debt = picked("debts.move_pick")(notes, scene)
        return replace(scene.ledger, chosen=moved(in_order(scene), debt.id, up)) if debt else scene.ledger

    return KeepLedger(change)


def move_first(notes: Notes, scene: Scene) -> Ledger:
    """The debt that was picked comes first."""
    debt = picked("debts.move_pick")(notes, scene)
    others = tuple(row.debt.id for row in in_order(scene) if debt is None or row.debt.id != debt.id)
    return replace(scene.ledger, chosen=(debt.id, *others)) if debt else scene.ledger


def bot_s_order(notes: Notes, scene: Scene) -> Ledger:
    """Back to the order that the reasons give."""
    return replace(scene.ledger, chosen=())

"""What the talks with a lender do to the ledger: every change is a function from the notes and the scene."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from conversations.bookkeeping import figure
from conversations.dealings import Agreement, Collector, Complaint, Ended, Payment, Talk
from conversations.effects import Done, Effect, KeepLedger, RemindBy
from conversations.headway import last_days, newest_offer, newest_word, next_due, pressing, running
from conversations.ledger import Ledger
from conversations.money.debts import Debt
from conversations.money.offers import Offer
from conversations.money.papers import Point
from conversations.scene import Scene
from conversations.spoken.plans import Plan

Notes = Mapping[str, str]
WEEK = timedelta(days=7)


def meant(notes: Notes, scene: Scene) -> Debt | None:
    """The debt that the talk is about: the one picked, else the most pressing."""
    id = notes.get("deal.which") or notes.get("deal.pick")
    found = next((debt for debt in scene.ledger.debts if debt.id == id), None)
    return found or pressing(scene.ledger, scene.now.date())


def meant_id(notes: Notes, scene: Scene) -> str:
    debt = meant(notes, scene)
    return debt.id if debt else ""


def rang_id(notes: Notes, scene: Scene) -> str:
    """The debt of which the reminder speaks that rang."""
    about = scene.ledger.dealing(notes.get("due.@about", "").partition(".")[0])
    return about.debt if about else ""


def day_of(notes: Notes, step: str) -> date | None:
    """The day that was named on a step; None where a button was pressed instead."""
    try:
        return datetime.fromisoformat(notes.get(step, "")).date()
    except ValueError:
        return None


def told(notes: Notes, step: str) -> dict[str, Any]:
    """What was told on a step, where the answer has several parts; empty where a button was pressed instead."""
    said = notes.get(step, "")
    return dict(json.loads(said)) if said.startswith("{") else {}


def writing(change: Callable[[Debt, Notes, Scene], Ledger]) -> KeepLedger:
    """The effect that writes down a change about the debt."""

    def changed(notes: Notes, scene: Scene) -> Ledger:
        debt = meant(notes, scene)
        return change(debt, notes, scene) if debt else scene.ledger

    return KeepLedger(changed)


def replacing(change: Callable[[Debt, Notes, Scene], Ledger]) -> tuple[Effect, ...]:
    """The effects of a change after which other days count: the reminders of those that did are settled."""
    return (Done("due", about=the_plan), Done("due", about=the_word), writing(change))


def the_plan(notes: Notes, scene: Scene) -> str:
    agreement = running(scene.ledger, meant_id(notes, scene))
    return agreement.id if agreement else ""


def the_word(notes: Notes, scene: Scene) -> str:
    word = newest_word(scene.ledger, meant_id(notes, scene))
    return word.id if word else ""


def days_to_come(notes: Notes, scene: Scene) -> Mapping[str, date]:
    return last_days(scene.ledger, meant_id(notes, scene))


REMINDING = RemindBy("due", days_to_come)

# --- offers -----------------------------------------------------------------------------------------------


def told_plan(notes: Notes) -> Plan:
    """The plan that was just told, from the note."""
    raw = told(notes, "deal.tell")
    share, first = raw.get("share"), raw.get("first")
    return Plan(
        **{name: raw[name] for name in ("periods", "each", "total") if name in raw},
        down=raw.get("down", 0),
        share=Decimal(share) if share else None,
        first=date.fromisoformat(first) if first else None,
    )


def lacks_a_number(notes: Notes, scene: Scene) -> bool:
    """Whether what was told does not say how much."""
    debt = meant(notes, scene)
    return debt is None or told_plan(notes).settled(debt.asked) is None


def add_offer(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    """What the lender offers. Told again because it was heard wrongly, it replaces what was heard."""
    plan, before = told_plan(notes), newest_offer(scene.ledger, debt.id)
    numbers = plan.settled(debt.asked)
    if numbers is None:
        return scene.ledger
    periods, each, last = numbers
    said = (notes.get("deal.echo"), notes.get("deal.echo_once"))
    again = before.id if before and "again" in said else ""
    first = plan.first or day_of(notes, "deal.first")
    return scene.ledger.noting(Offer(again, each, periods, first, plan.down, last, debt.id, on=scene.now.date()))


def changing_offer(how: Callable[[Offer, Notes, Scene], Offer]) -> KeepLedger:
    def change(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
        offer = newest_offer(scene.ledger, debt.id)
        return scene.ledger.noting(how(offer, notes, scene)) if offer else scene.ledger

    return writing(change)


def with_periods(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    return replace(offer, periods=max(1, figure(notes, "deal.fix_periods")), last=offer.each)


def with_each(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    each = max(1, figure(notes, "deal.fix_each"))
    return replace(offer, each=each, last=each)


def with_first(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    return replace(offer, first=day_of(notes, "deal.first"))


def with_until(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    return replace(offer, until=day_of(notes, "deal.until"))


def taken(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    return replace(offer, taken=True)


def in_writing(offer: Offer, notes: Notes, scene: Scene) -> Offer:
    return replace(offer, written=True)


# --- talks ------------------------------------------------------------------------------------------------


def ended(how: Ended, reason: str = "", day: str = "") -> tuple[Effect, ...]:
    """The effects that keep how a talk ended; `reason` and `day` name the steps on which they were told."""

    def change(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
        today, said = scene.now.date(), notes.get(reason, "")
        next_on = today + WEEK if notes.get(day) == "week" else day_of(notes, day)
        talk = Talk("", debt.id, today, how, "" if said == "skip" else said, next_on)
        return scene.ledger.noting(talk)

    return replacing(change)


# --- agreements and payments ---------------------------------------------------------------------------------


def agree(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    """The newest offer becomes what both keep to: from now on that is what is asked."""
    offer = newest_offer(scene.ledger, debt.id)
    if offer is None:
        return scene.ledger
    return scene.ledger.with_debt(now_asked(debt, offer.total)).noting(
        Agreement(
            debt=debt.id,
            on=scene.now.date(),
            down=offer.down,
            each=offer.each,
            periods=offer.periods,
            last=offer.last,
            first=offer.first or day_of(notes, "deal.first"),
            missing=missing_points(notes),
        )
    )


def now_asked(debt: Debt, sum: int) -> Debt:
    """The debt with another sum asked; what a bill split the old one into holds no more."""
    return replace(debt, asked=max(0, sum), principal=None, interest=None, penalty=None, fees=None)


def missing_points(notes: Notes) -> tuple[str, ...]:
    """Which of the eight points the lender's paper lacks."""
    privately = (str(Point.OFFICIAL),) if notes.get("deal.source") == "private" else ()
    return (*told(notes, "deal.papers").get("missing", ()), *privately)


def differs(notes: Notes, scene: Scene) -> bool:
    """Whether the paper names other numbers than those that were told."""
    read = told(notes, "deal.papers")
    offer = newest_offer(scene.ledger, meant_id(notes, scene))
    agreed = {"periods": offer.periods, "each": offer.each} if offer else {}
    return any(read.get(name) not in (None, value) for name, value in agreed.items())


def pay(step: str = "") -> KeepLedger:
    """The effect that keeps a payment for the next instalment: the sum told on a step, else all that is due."""

    def change(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
        agreement = running(scene.ledger, debt.id)
        due = next_due(scene.ledger, agreement) if agreement else None
        if agreement is None or due is None:
            return scene.ledger
        fen = figure(notes, step) if step else due.fen
        payment = Payment("", debt.id, agreement.id, due.number, fen, scene.now.date())
        return scene.ledger.with_debt(now_asked(debt, debt.asked - fen)).noting(payment)

    return writing(change)


def last_payment(notes: Notes, scene: Scene) -> Payment | None:
    return next(reversed(scene.ledger.of(Payment, meant_id(notes, scene))), None)


def is_paid(notes: Notes, scene: Scene) -> bool:
    """Whether the instalment of the last payment is paid in full."""
    payment, agreement = last_payment(notes, scene), running(scene.ledger, meant_id(notes, scene))
    due = next_due(scene.ledger, agreement) if agreement else None
    return payment is None or due is None or due.number != payment.number


def just_paid(notes: Notes, scene: Scene) -> str:
    """The instalment that was just paid, as a reminder is about it."""
    payment = last_payment(notes, scene)
    return f"{payment.agreement}.{payment.number}" if payment else ""


def with_receipt(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    payment = last_payment(notes, scene)
    return scene.ledger.noting(replace(payment, receipt=True)) if payment else scene.ledger


def with_paper(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    """The paper that all is paid is there."""
    agreement = running(scene.ledger, debt.id)
    return scene.ledger.noting(replace(agreement, settled=True)) if agreement else scene.ledger


# --- what is told beside ---------------------------------------------------------------------------------------


def keep_share(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    return scene.ledger.with_debt(replace(debt, share=figure(notes, "deal.share")))


def keep_cost(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    """What was received and paid back, as far as it was told."""
    paid = told(notes, "deal.paid_back")
    return scene.ledger.with_debt(
        replace(
            debt,
            received=figure(notes, "deal.received") or debt.received,
            contract_on=day_of(notes, "deal.lent_on") or debt.contract_on,
            paid=paid.get("paid", 0),
            paid_times=paid.get("times", 0),
        )
    )


def add_collector(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    who = told(notes, "deal.collector")
    return scene.ledger.noting(Collector("", debt.id, who["name"], tuple(who["numbers"]), who["acts_for"]))


def add_complaint(debt: Debt, notes: Notes, scene: Scene) -> Ledger:
    made = told(notes, "deal.complaint")
    by = date.fromisoformat(made["by"]) if made["by"] else None
    return scene.ledger.noting(Complaint("", debt.id, scene.now.date(), made["number"], by))

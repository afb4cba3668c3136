"""How offers, plans, payments and stages are said: texts and values, before words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from conversations.bookkeeping import figure
from conversations.dealing import meant, missing_points
from conversations.dealings import Agreement, Dealing, Ended, Payment, Talk
from conversations.flow import Notes
from conversations.headway import (
    instalments,
    newest_offer,
    newest_word,
    next_due,
    paid_of,
    room,
    running,
    unpaid,
)
from conversations.money.debts import Debt
from conversations.money.offers import Counter, Offer, counters, weigh
from conversations.scene import Scene
from conversations.screen import Text, Value, When, Yuan
from conversations.session import Session
from conversations.telling_cost import COMMON, cost_values, month, what_if_values

MOST_POINTS = 3

NOTHING = Text(COMMON, "no_rows")
NAMES: Mapping[str, Value] = {
    **dict.fromkeys(("offer", "offer_more", "request_1", "request_2", "matter", "reason", "points", "stands"), NOTHING),
    **dict.fromkeys(("due_day", "due_line", "next_on", "ends", "day_planned", "day_changed"), NOTHING),
    **dict.fromkeys(
        ("offer_total", "offer_each", "offer_down", "room", "over", "hand", "gap", "due_sum", "plan_each"), Yuan(0)
    ),
    **dict.fromkeys(("received", "paid_so_far", "principal", "interest", "penalty", "fees", "unexplained"), Yuan(0)),
    **dict.fromkeys(("extra", "paid_now"), Yuan(0)),
    **dict.fromkeys(("offer_periods", "waive_periods", "due_number", "paid_count", "months_less"), 0),
    **dict.fromkeys(("points_count", "simple", "effective"), 0),
}
"""Every placeholder that speaks of dealings, as it is while no dealing is spoken of."""


def deal_values(session: Session, scene: Scene) -> Mapping[str, Value]:
    """Every placeholder that speaks of the debt that is dealt with."""
    flow, notes = session.places[-1].flow if session.places else "", session.notes
    if flow == "due":
        return {**NAMES, **matter(notes, scene)}
    debt = meant(notes, scene) if flow == "deal" else None
    if debt is None:
        return NAMES
    points = missing_points(notes)
    return {
        **NAMES,
        **offer_values(debt, scene),
        **plan_values(debt, scene),
        **cost_values(debt, scene),
        **what_if_values(notes, scene),
        "room": Yuan(room(scene.ledger, debt)),
        "hand": Yuan(figure(notes, "deal.lump")),
        "gap": Yuan(lump_gap(debt, notes, scene)),
        "points": points_named(points),
        "points_count": len(points),
    }


def day(on: date, scene: Scene) -> When:
    return When(scene.now.replace(year=on.year, month=on.month, day=on.day), scene.now, day=True)


# --- offers ---------------------------------------------------------------------------------------------


def offer_values(debt: Debt, scene: Scene) -> Mapping[str, Value]:
    offer = newest_offer(scene.ledger, debt.id)
    word = newest_word(scene.ledger, debt.id)
    told: dict[str, Value] = {"reason": Text(COMMON, "deal.no_reason"), "next_on": Text(COMMON, "deal.no_day")}
    if isinstance(word, Talk):
        told |= {"reason": word.reason} if word.reason else {}
        told |= {"next_on": day(word.next_on, scene)} if word.next_on else {}
    if offer is None:
        return told
    free = room(scene.ledger, debt)
    seen = weigh(offer, debt.asked, free, at_hand=free)
    found = counters(offer, debt.asked, free)
    asked = [Text(COMMON, f"request.{each.ask}", counted(each)) for each in found] + [NOTHING, NOTHING]
    return told | {
        "offer": said(offer),
        "offer_total": Yuan(offer.total),
        "offer_each": Yuan(offer.each),
        "offer_down": Yuan(offer.down),
        "offer_periods": offer.periods,
        "offer_more": compared_to_now(seen.more, debt),
        "over": Yuan(seen.over),
        "ends": month(seen.ends) if seen.ends else Text(COMMON, "deal.no_day"),
        "request_1": asked[0],
        "request_2": asked[1],
        "waive_periods": found[0].periods if found else 0,
    }


def said(plan: Offer | Agreement) -> Text:
    """分 12 期，每期 420; 先还 2000，再分 6 期，每期 317; 一次还 8000."""
    kind = "once" if plan.periods == 1 and not plan.down else "down" if plan.down else "plain"
    return Text(COMMON, f"offer.{kind}", {"down": Yuan(plan.down), "periods": plan.periods, "each": Yuan(plan.each)})


def compared_to_now(more: int, debt: Debt) -> Text:
    kind = "more" if more > 0 else "less" if more < 0 else "same"
    return Text(COMMON, f"than_now.{kind}", {"asked": Yuan(debt.asked), "more": Yuan(abs(more))})


def counted(counter: Counter) -> Mapping[str, Value]:
    return {"total": Yuan(counter.total), "periods": counter.periods, "each": Yuan(counter.each)}


def lump_gap(debt: Debt, notes: Notes, scene: Scene) -> int:
    offer = newest_offer(scene.ledger, debt.id)
    return max(0, offer.total - figure(notes, "deal.lump")) if offer else 0


def points_named(points: Iterable[str]) -> Text:
    """总额、期数、每期; the first three, and how many there are where there are more."""
    names = [Text(COMMON, f"point.{point}") for point in points]
    if not names:
        return NOTHING
    named = names[min(len(names), MOST_POINTS) - 1]
    for name in reversed(names[: MOST_POINTS - 1][: len(names) - 1]):
        named = Text(COMMON, "points.and", {"first": name, "rest": named})
    return Text(COMMON, "points.more", {"rest": named, "count": len(names)}) if len(names) > MOST_POINTS else named


# --- plans and payments -------------------------------------------------------------------------------------


def plan_values(debt: Debt, scene: Scene) -> Mapping[str, Value]:
    agreement = running(scene.ledger, debt.id)
    due = next_due(scene.ledger, agreement) if agreement else None
    if agreement is None:
        return {}
    payments = [each for each in scene.ledger.of(Payment, debt.id) if each.agreement == agreement.id]
    told: dict[str, Value] = {
        "offer": said(agreement),
        "paid_count": sum(paid_of(scene.ledger, agreement, each.number) >= each.fen for each in instalments(agreement)),
        "plan_each": Yuan(agreement.each),
        "paid_now": Yuan(payments[-1].fen if payments else 0),
    }
    if due:
        told |= {"due_day": day(due.due, scene), "due_sum": Yuan(due.fen), "due_number": due.number or 1}
    return told


def matter(notes: Notes, scene: Scene) -> Mapping[str, Value]:
    """What a reminder speaks of, with what is to be done at this rung, and its last day."""
    entry, _, number = notes.get("due.@about", "").partition(".")
    rung, last = notes.get("due.@step", ""), notes.get("due.@last", "")
    found = scene.ledger.dealing(entry)
    told: dict[str, Value] = {}
    if isinstance(found, Agreement):
        due = next((each for each in unpaid(scene.ledger, found) if str(each.number) == number), None)
        told = {"number": due.number, "sum": Yuan(due.fen)} if due else {}
    kind = "look"
    if told or isinstance(found, Offer):
        kind = f"{'pay' if told else 'answer'}_{rung}"
    elif isinstance(found, Talk):
        kind = "wait" if found.ended is Ended.WAITING else "try"
    who: dict[str, Value] = {"lender": lender_of(found, scene)} if found else {}
    on = datetime.fromisoformat(last).date() if last else scene.now.date()
    return {"matter": Text(COMMON, f"matter.{kind}", {**told, **who}), "due_line": how_soon(on, scene)}


def how_soon(on: date, scene: Scene) -> Text:
    """How many days there are left. What was put off rings later, and then there are fewer."""
    left = (on - scene.now.date()).days
    kind = "ahead" if left > 1 else "tomorrow" if left == 1 else "today" if left == 0 else "past"
    return Text(COMMON, f"due.{kind}", {"day": day(on, scene), "days": left})


def lender_of(dealing: Dealing, scene: Scene) -> Value:
    name = next((debt.lender for debt in scene.ledger.debts if debt.id == dealing.debt), "")
    return name or Text(COMMON, "debt.nameless")

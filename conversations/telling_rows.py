"""What the steps about a lender list: offers side by side, instalments, stages, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from conversations.dealing import meant
from conversations.dealings import Agreement, Collector, Complaint, Dealing, Payment, Talk
from conversations.flow import Notes
from conversations.headway import instalments, newest_offer, room, running, stage_of, unpaid
from conversations.money.offers import Offer, weighed
from conversations.scene import Scene
from conversations.screen import Text, Value, Yuan
from conversations.telling_cost import COMMON, month
from conversations.telling_deals import day, said


def offer_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """Every offer for the debt side by side: what it comes to, until when, and whether it can be kept."""
    debt = meant(notes, scene)
    if debt is None:
        return {}
    free = room(scene.ledger, debt)
    rows = weighed(scene.ledger.of(Offer, debt.id), debt.asked, free, at_hand=free)
    return {
        row.offer.id: Text(
            COMMON,
            "offer.row" if row.can_keep else "offer.row_over" if row.over else "offer.row_down",
            {
                "periods": row.offer.periods,
                "each": Yuan(row.offer.each),
                "total": Yuan(row.total),
                "ends": month(row.ends) if row.ends else Text(COMMON, "deal.no_day"),
                "over": Yuan(row.over),
            },
        )
        for row in rows
    }


def instalment_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """The plan, an instalment a line."""
    debt = meant(notes, scene)
    plan = (running(scene.ledger, debt.id) or newest_offer(scene.ledger, debt.id)) if debt else None
    if plan is None:
        return {}
    left = {each.number for each in unpaid(scene.ledger, plan)} if isinstance(plan, Agreement) else set()
    return {
        str(each.number): Text(
            COMMON,
            "instalment.open" if each.number in left else "instalment.paid",
            {"number": each.number, "day": day(each.due, scene), "sum": Yuan(each.fen)},
        )
        for each in instalments(plan)
    }


def stage_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """Every debt, and how far it has come."""
    today = scene.now.date()
    return {
        debt.id: Text(
            COMMON,
            "deal.row",
            {
                "lender": debt.lender or Text(COMMON, "debt.nameless"),
                "stage": Text(COMMON, f"stage.{stage_of(scene.ledger, debt, today)}"),
            },
        )
        for debt in scene.ledger.debts
    }


def history_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """What happened with the lender, a line each, the newest first."""
    debt = meant(notes, scene)
    found = [each for each in scene.ledger.dealings if debt and each.debt == debt.id]
    return {each.id: happened(each, scene) for each in reversed(found)} or {"none": Text(COMMON, "happened.nothing")}


def happened(dealing: Dealing, scene: Scene) -> Text:
    match dealing:
        case Talk(on=on, ended=ended, reason=reason):
            return Text(COMMON, f"happened.{ended}", {"day": on_day(on, scene), "reason": reason})
        case Offer(on=on):
            return Text(COMMON, "happened.offer", {"day": on_day(on, scene), "offer": said(dealing)})
        case Agreement(on=on):
            return Text(COMMON, "happened.agreement", {"day": on_day(on, scene), "offer": said(dealing)})
        case Payment(on=on, fen=fen, receipt=receipt):
            kind = "happened.receipt" if receipt else "happened.payment"
            return Text(COMMON, kind, {"day": on_day(on, scene), "sum": Yuan(fen)})
        case Complaint(on=on, number=number, reply_by=by):
            told: Mapping[str, Value] = {"day": on_day(on, scene), "number": number, "by": on_day(by, scene)}
            return Text(COMMON, "happened.complaint" if by else "happened.complaint_open", told)
        case Collector(name=name, numbers=numbers, acts_for=acts_for):
            number_told = Text(COMMON, "happened.number", {"number": numbers[0]}) if numbers else ""
            who: Mapping[str, Value] = {"name": name, "number": number_told}
            return Text(
                COMMON, "happened.collector_for" if acts_for else "happened.collector", {**who, "for": acts_for}
            )


def on_day(on: date | None, scene: Scene) -> Value:
    return day(on, scene) if on else Text(COMMON, "deal.no_day")

"""What a loan costs a year, how that stands to the rules, when a debt is paid with more each month: as it is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from conversations.bookkeeping import figure
from conversations.dealing import meant
from conversations.flow import Notes
from conversations.headway import instalments, newest_offer, next_due, room, running, unpaid
from conversations.money.ceilings import ceilings
from conversations.money.cost import Compared, Flow, Yearly, compared, cost_of_flows
from conversations.money.debts import Debt
from conversations.money.schedule import WhatIf, what_if
from conversations.months import month_after
from conversations.scene import Scene
from conversations.screen import Text, Value, Yuan

COMMON = "common"
MOST_A_YEAR = Decimal(10)
"""A thousand percent: whatever comes out above it was told wrongly."""


def cost_of(debt: Debt | None, scene: Scene) -> Yearly | None:
    """What the money costs a year, from what was received, what was paid, and what is asked: at once, or in the
    instalments of the plan on the table. None where that is not known yet, or the numbers do not fit together."""
    if debt is None or not debt.received or debt.contract_on is None:
        return None
    today, times = scene.now.date(), debt.paid_times or 0
    flows = [Flow(debt.contract_on, debt.received)]
    for number in range(times):
        paid = (debt.paid or 0) * (number + 1) // times - (debt.paid or 0) * number // times
        flows.append(Flow(min(month_after(debt.contract_on, number + 1), today), -paid))
    plan = running(scene.ledger, debt.id) or newest_offer(scene.ledger, debt.id)
    coming = instalments(plan) if plan else ()
    flows += [Flow(each.due, -each.fen) for each in coming] or [Flow(today, -debt.asked)]
    cost = cost_of_flows(flows)
    return cost if cost and 0 <= cost.simple <= MOST_A_YEAR else None


def compared_with(debt: Debt | None, scene: Scene) -> tuple[Compared, ...]:
    """How the cost stands to the lines that bind this lender, the one for this kind of lender first."""
    cost = cost_of(debt, scene)
    if debt is None or cost is None:
        return ()
    return compared(cost, debt.kind, debt.contract_on, reversed(ceilings(scene.now.date())))


def cost_values(debt: Debt, scene: Scene) -> Mapping[str, Value]:
    cost, found = cost_of(debt, scene), compared_with(debt, scene)
    return {
        "received": Yuan(debt.received or 0),
        "paid_so_far": Yuan(debt.paid or 0),
        "simple": percent(cost.simple) if cost else 0,
        "effective": percent(cost.effective) if cost else 0,
        **({"stands": Text(COMMON, f"stands.{found[0].stands}")} if found else {}),
        **{part: Yuan(getattr(debt, part) or 0) for part in ("principal", "interest", "penalty", "fees")},
        "unexplained": Yuan(debt.unexplained or 0),
    }


def percent(share: Decimal) -> str:
    return f"{share * 100:.1f}"


def extra_months(notes: Notes, scene: Scene) -> WhatIf | None:
    """The day on which the debt is paid as planned, and with more each month; None where it never is."""
    debt = meant(notes, scene)
    if debt is None:
        return None
    ledger = scene.ledger
    agreement = running(ledger, debt.id)
    due = next_due(ledger, agreement) if agreement else None
    owed = sum(each.fen for each in unpaid(ledger, agreement)) if agreement else debt.asked
    each = agreement.each if agreement else room(ledger, debt)
    first = due.due if due else month_after(scene.now.date(), 1)
    found = what_if(owed, each, figure(notes, "deal.extra"), first)
    return found if found.planned and found.changed else None


def what_if_values(notes: Notes, scene: Scene) -> Mapping[str, Value]:
    found, debt = extra_months(notes, scene), meant(notes, scene)
    if found is None or found.planned is None or found.changed is None or debt is None:
        return {}
    agreement = running(scene.ledger, debt.id)
    return {
        "extra": Yuan(figure(notes, "deal.extra")),
        "plan_each": Yuan(agreement.each if agreement else room(scene.ledger, debt)),
        "day_planned": month(found.planned.day),
        "day_changed": month(found.changed.day),
        "months_less": found.planned.months - found.changed.months,
    }


def month(on: date) -> Text:
    return Text(COMMON, "month", {"year": on.year, "month": on.month})

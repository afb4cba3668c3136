"""The sentences of the common catalogue that are put together with what happens with a lender."""

from __future__ import annotations

from collections.abc import Iterable

from conversations.dealings import Ended
from conversations.headway import Stage
from conversations.ladder import RUNGS
from conversations.money.cost import Stands
from conversations.money.offers import Ask
from conversations.money.papers import Point


def named(group: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{group}.{name}" for name in names)


DEAL_SENTENCES = (
    "has.unknown",
    *named("problem", ("plan", "day", "past_day", "periods", "paid_back", "parts", "paper", "ticket")),
    *named("offer", ("once", "plain", "down", "row", "row_over", "row_down")),
    *named("than_now", ("more", "less", "same")),
    *named("request", Ask),
    *named("deal", ("no_reason", "no_day", "row")),
    "month",
    *named("point", Point),
    *named("points", ("and", "more")),
    *named("instalment", ("open", "paid")),
    *named("due", ("ahead", "tomorrow", "today", "past")),
    *named("matter", (f"{what}_{rung}" for what in ("pay", "answer") for rung, _ in RUNGS)),
    *named("matter", ("try", "wait", "look")),
    *named("stands", Stands),
    *named("stage", Stage),
    *named("happened", Ended),
    *named("happened", ("offer", "agreement", "payment", "receipt", "complaint", "complaint_open")),
    *named("happened", ("collector", "collector_for", "number", "nothing")),
    *named("next", (f"deal_{stage}" for stage in Stage)),
)

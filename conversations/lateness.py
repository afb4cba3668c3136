"""How long a debt is overdue, from the day that was told once: counted anew whenever it is looked at."""

from __future__ import annotations

from datetime import date

from conversations.flow import TRUTH, Notes

STAGES = ((30, "month"), (90, "quarter"))
"""The last day of each stage, days overdue; what is longer is "long"."""


def days_late(notes: Notes, today: date) -> int | None:
    """Days overdue; None where the day was not told."""
    try:
        return max(0, (today - date.fromisoformat(notes.get(f"{TRUTH}.since", ""))).days)
    except ValueError:
        return None


def stage_of(days: int) -> str:
    return next((stage for last, stage in STAGES if days <= last), "long")

"""[判断错了]: what was read wrongly is put right at once, for this message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from conversations.batch import batch_of, sent_at, with_verdict
from conversations.session import Session
from conversations.times import LATE_FROM, LATE_UNTIL
from conversations.verdict import FIRST_DEEDS, GROUNDS, Verdict, judged

TO_OTHERS = frozenset({"actually_disclosed_to_third_party", "addressed_to_third_party", "asks_relative_to_repay"})
NTH = ("first", "second", "third")


def corrected(session: Session) -> Session:
    """The session with the verdict on the newest message as the person put it right."""
    verdict = Verdict.of(session.notes)
    if verdict is None:
        return session
    session = with_verdict(session, righted(verdict, session.notes))
    clock = session.notes.get("misjudged.time", "") if session.notes.get("misjudged.what") == "time" else ""
    return sent_at(session, verdict.record, time.fromisoformat(clock)) if clock else session


def next_picture(session: Session) -> tuple[str, ...]:
    """The button to what comes after the picture that was put right, if it is one and there is more."""
    verdict = Verdict.of(session.notes)
    onward = batch_of(session).after(verdict.record) if verdict else ""
    return (onward,) if onward else ()


def righted(verdict: Verdict, notes: Mapping[str, str]) -> Verdict:
    """The verdict after what the flow `misjudged` was told."""
    label, practices = verdict.label, dict(verdict.practices)
    told = {name.partition(".")[2]: note for name, note in notes.items() if name.startswith("misjudged.")}
    match told.get("what"):
        case "kind":
            label = told.get("kinds") or told.get("kind", label)
            practices = practices if label in ("crossed", "scam") else {}
        case "time":
            put(practices, {"off_hours"}, is_late(told.get("time", "")))
        case "who":
            practices = {name: fact for name, fact in practices.items() if name not in TO_OTHERS}
            put(practices, {"addressed_to_third_party"}, told.get("who") != "me")
        case "unsaid":
            gone = told.get("of_three") or told.get("of_two") or told.get("of_one", "all")
            left = [name for name, nth in zip(practices, NTH, strict=False) if gone == nth] or list(practices)
            practices = {name: fact for name, fact in practices.items() if name not in left}
    if told.get("what") != "kind":
        label = "crossed" if practices and label in ("reminder", "unsure") else label
        label = "reminder" if not practices and label == "crossed" else label
    found = {name: practices[name] for name in FIRST_DEEDS if name in practices}
    return replace(judged(label, found, verdict.turn), record=verdict.record)


def put(practices: dict[str, str], names: set[str], there: bool) -> None:
    """Have practices there, or not."""
    for name in names:
        if there:
            practices.setdefault(name, GROUNDS[name])
        else:
            practices.pop(name, None)


def is_late(clock: str) -> bool:
    hour = time.fromisoformat(clock) if clock else time(12)
    return hour >= LATE_FROM or hour < LATE_UNTIL

"""Pictures, voices and files: how much is kept of one person's, and how it is told what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.events import Fate, Fetched
from conversations.pictures import Refusal
from conversations.scene import Consent, Scene
from conversations.screen import Bubble, Text, Value
from conversations.values import COMMON

LARGEST = 20 * 2**20
"""Bytes of one file: Telegram hands a bot nothing larger."""

MOST_FILES = 200
"""Files of one person: a year of screenshots, four a week, or one thick case."""

MOST_BYTES = 500 * 2**20
"""Bytes of one person's files, so that a disk of 20 GB holds forty who keep as much as they may."""

LIMITS: Mapping[str, Value] = {"most": MOST_FILES, "megabytes": MOST_BYTES // 2**20}

ADVICE: tuple[tuple[Fate, str], ...] = (
    ("young", "files.write"),
    ("unwanted", "files.write"),
    ("full", "files.make_room"),
    ("no_room", "files.later"),
)
"""What is left to do, by what happened: the first that did is told."""


def told(event: Fetched, scene: Scene) -> Bubble:
    """One bubble: how many are kept, how many are not and why, what can be done."""
    fates = event.fates
    kept, again = fates.get("kept", 0), fates.get("again", 0)
    lines = []
    if kept:
        known = "kept" if scene.consent is Consent.AGREED else "kept_for_now"
        lines.append(Text(COMMON, f"files.{known}_again" if again else f"files.{known}", numbers(kept, again)))
    elif again:
        lines.append(Text(COMMON, "files.again", numbers(again)))
    refused = {fate: count for fate, count in fates.items() if count and fate not in ("kept", "again")}
    if len(refused) == 1:
        ((fate, count),) = refused.items()
        lines.append(Text(COMMON, f"files.{fate}", numbers(count)))
    elif refused:
        reasons = listed([Text(COMMON, f"files.{fate}.short", numbers(count)) for fate, count in refused.items()])
        lines.append(Text(COMMON, "files.several", {"count": sum(refused.values()), "reasons": reasons}))
    lines += [Text(COMMON, sentence) for fate, sentence in ADVICE if fate in refused][:1] or unread(event)
    return Bubble(stacked(lines))


def unread(event: Fetched) -> list[Text]:
    """Why nothing was read in what is there, and what to do instead."""
    if not event.unread:
        return [Text(COMMON, "files.unread")] if event.fates.get("kept") else []
    count = sum(event.unread.values())
    why, *others = event.unread
    if not others and (count == 1 or why in SAME_FOR_ALL):
        return [Text(COMMON, why)]
    reasons = listed([Text(COMMON, f"{why}.short", numbers(number)) for why, number in event.unread.items()])
    return [Text(COMMON, "files.not_read", {"count": count, "reasons": reasons}), Text(COMMON, "files.write")]


SAME_FOR_ALL = (Refusal.NO_READER,)
"""What is said of many pictures as of one."""


def numbers(count: int, again: int = 0) -> dict[str, Value]:
    return {"count": count, "again": again, **LIMITS}


def listed(parts: list[Text]) -> Text:
    """太大 1，没取到 2."""
    first, *rest = parts
    return Text(COMMON, "files.and", {"first": first, "rest": listed(rest)}) if rest else first


def stacked(lines: list[Text]) -> Text:
    """Lines below one another, as one text."""
    text, *rest = lines
    for line in rest:
        text = replace(line, lead=text)
    return text

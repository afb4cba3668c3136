"""How reminders, their times and the quiet hours are said: texts and values, before words."""

from __future__ import annotations

from collections.abc import Mapping

from conversations.flow import Notes
from conversations.in_hand import chosen, in_hand, named
from conversations.scene import Scene
from conversations.screen import Text, Value, When
from conversations.zones import called

COMMON = "common"


def reminder_values(notes: Notes, scene: Scene) -> Mapping[str, Value]:
    """Every placeholder that speaks of reminders and of when the bot may speak first."""
    reminder, now, hours = in_hand(notes, scene), scene.now, scene.hours
    times = (*named(notes, scene), now, now)
    nearest = reminder or next(iter(scene.things), None)
    return {
        "reminder": neutral(nearest.key) if nearest else "",
        "ring": When(nearest.due if nearest else now, now),
        "last": When((nearest.last if nearest else None) or now, now, day=True),
        "named_time": When(chosen(notes, scene) or now, now),
        "first_time": When(times[0], now),
        "second_time": When(times[1], now),
        "quiet_from": f"{hours.quiet_from:%H:%M}",
        "quiet_until": f"{hours.quiet_until:%H:%M}",
        "zone": called(str(now.tzinfo)),
        "clock": When(now, now, clock=True),
    }


def neutral(key: str) -> Text:
    """What a reminder is called where others may read it."""
    return Text(key.partition(".")[0], "neutral")


def reminder_rows(notes: Notes, scene: Scene) -> Mapping[str, Text]:
    """Every reminder with its time."""
    return {
        one.id: Text(
            COMMON,
            "reminder.rang" if one.rang else "reminder.row",
            {"reminder": neutral(one.key), "time": When(one.due, scene.now)},
        )
        for one in scene.things
    }

"""When the bot may speak first: the zone that a person lives by, and the hours in which they want their quiet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from conversations.spoken.local import local


@dataclass(frozen=True, slots=True)
class Hours:
    """`zone` is a name of the time zone database; empty: that of whoever runs the bot. Quiet hours that end when they
    begin are none. A time that the clock leaps over in spring is the one after it, one that comes twice the first."""

    zone: str = ""
    quiet_from: time = time(21)
    quiet_until: time = time(9)

    def quiet_at(self, moment: datetime) -> bool:
        """Whether a local time is in the quiet hours; the first minute of them is, the last is not."""
        start, end, hour = self.quiet_from, self.quiet_until, moment.time()
        return start <= hour < end if start <= end else hour >= start or hour < end

    def after_quiet(self, moment: datetime) -> datetime:
        """The same local time, or the end of the quiet hours that it falls into."""
        if not self.quiet_at(moment):
            return moment
        over_night = self.quiet_from > self.quiet_until and moment.time() >= self.quiet_from
        day = moment.date() + timedelta(days=over_night)
        return local(day, self.quiet_until.hour, self.quiet_until.minute, moment.tzinfo)

    def dump(self) -> str:
        return json.dumps([self.zone, f"{self.quiet_from:%H:%M}", f"{self.quiet_until:%H:%M}"])

    @classmethod
    def load(cls, text: str) -> Hours:
        zone, start, end = json.loads(text)
        return cls(zone, time.fromisoformat(start), time.fromisoformat(end))

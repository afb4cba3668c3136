"""Whether somebody who left in the middle of something is asked about it, once, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.flow import Playbook
from conversations.scene import Consent, Scene
from conversations.session import Session
from conversations.spoken.local import local
from conversations.times import MORNING

NUDGE = "nudge"
AFTER = timedelta(days=2)


LOOKED_AT = ("progress", "reminders", "hours", "my_case", "mydata", "privacy", "about", "ask", "minor")
"""What is only looked at: there is nothing to go on with."""


def nudge_at(playbook: Playbook, session: Session, scene: Scene) -> datetime | None:
    """The morning after two days. None where nothing is open, nobody is remembered, something rings anyway, or
    somebody is not well: after a crisis they are asked how they are, and nothing else."""
    flows = [place.flow for place in session.places]
    if not flows or {playbook.crisis, playbook.leaving} & set(flows) or flows[-1] in LOOKED_AT:
        return None
    if scene.consent is not Consent.AGREED or scene.case.resting or not all(one.rang for one in scene.reminders):
        return None
    day = (scene.now + AFTER).date()
    return scene.hours.after_quiet(local(day, MORNING.hour, 0, scene.now.tzinfo))

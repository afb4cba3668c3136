"""Save what people's sessions look like in this release: `python tests/save_sessions.py 0.1.0`.

Each release adds one file and changes none: whoever was in mid-talk then has to be able to go on today.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from conversations.engine import advance
from conversations.events import Event, Opened, Picked, Typed
from conversations.flows import PLAYBOOK
from conversations.scene import Consent, Scene
from conversations.session import Session
from conversations.times import BEIJING

FOLDER = Path(__file__).parent / "sessions"
WALKS, MOVES = 80, 14


def walk(chance: random.Random) -> Session:
    """Somebody's session after a while of pressing and typing."""
    session = Session()
    scene = Scene(datetime(2026, 11, 25, chance.randrange(24), tzinfo=BEIJING), chance.choice(list(Consent)))
    event: Event = Opened(chance.choice(list(PLAYBOOK.flows)))
    for _ in range(chance.randrange(1, MOVES)):
        session = advance(PLAYBOOK, session, event, scene).session
        offered = [option for option in session.offer if option != "@refuse"]
        typed = Typed(chance.choice(["某某信息 1023", "明天下午3点", "我妈"]))
        event = Picked(chance.choice(offered), session.screen) if offered and chance.random() < 0.8 else typed
        scene = Scene(scene.now + timedelta(minutes=3), scene.consent)
    return session


def main(release: str) -> None:
    chance = random.Random(release)
    sessions = [session for _ in range(WALKS * 3) if (session := walk(chance)).places][:WALKS]
    lines = ",\n".join(session.dump() for session in sessions)
    (FOLDER / f"{release}.json").write_text(f"[\n{lines}\n]\n", "utf-8")
    print(len(json.loads((FOLDER / f"{release}.json").read_text("utf-8"))), "sessions")


if __name__ == "__main__":
    main(sys.argv[1])

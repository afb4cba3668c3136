"""又打来了：接通的和没接的，一天各几次，对着两条界限看。数的是你点过的，数完也不替你下结论。"""

from conversations.effects import Log
from conversations.flow import Branch, Choose, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene

MOST_TALKED, MOST_RUNG = 3, 6
"""A day's limits: calls that were answered, attempts that were not. Facts: norm-voice-connected-per-day,
norm-voice-attempts-per-number."""


def can_count(notes: Notes, scene: Scene) -> str:
    return "uncounted" if scene.consent is Consent.REFUSED else "how"


def one_more_talked(notes: Notes, scene: Scene) -> str:
    return "talked_over" if scene.case.talked >= MOST_TALKED else "talked"


def one_more_rung(notes: Notes, scene: Scene) -> str:
    return "rung_over" if scene.case.rung >= MOST_RUNG else "rung"


MORE = ("@open.again", "@open.limits")

AGAIN = Flow(
    "again",
    (
        Branch("start", can_count, to=("how", "uncounted")),
        Choose("how", talked="count_talked", rung="count_rung", now=Open("live_call", then="end")),
        Branch("count_talked", one_more_talked, to=("talked", "talked_over")),
        Branch("count_rung", one_more_rung, to=("rung", "rung_over")),
        Finish("talked", does=(Log("talked"),), offers=MORE),
        Finish("talked_over", does=(Log("talked"),), offers=MORE),
        Finish("rung", does=(Log("rung"),), offers=MORE),
        Finish("rung_over", does=(Log("rung"),), offers=MORE),
        Finish("uncounted", offers=("@open.live_call", "@open.limits")),
        Finish("end", quiet=True),
    ),
)

LIMITS = Flow(
    "limits",
    (
        Choose("talked", rung="rung", ok="end"),
        Choose("rung", ok="end"),
        Finish("end", quiet=True),
    ),
)

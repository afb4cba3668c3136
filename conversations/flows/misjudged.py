"""判断错了：哪里不对，当场改过来；只记在本机，以后复核用。"""

from conversations.answers import clock_time
from conversations.effects import Correct
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes
from conversations.scene import Scene


def what_there_is(notes: Notes, scene: Scene) -> str:
    return "what" if "read.label" in notes else "nothing"


def how_many(notes: Notes, scene: Scene) -> str:
    count = len(notes.get("read.practices", "").split())
    return ("kind", "of_one", "of_two", "of_three")[min(count, 3)]


MISJUDGED = Flow(
    "misjudged",
    (
        Branch("start", what_there_is, to=("what", "nothing")),
        Choose("what", kind="kind", time="time", who="who", unsaid="unsaid"),
        Choose("kind", reminder="corrected", crossed="corrected", scam="corrected", more="kinds"),
        Choose("kinds", paper="corrected", ad="corrected", unrelated="corrected", unsure="corrected"),
        Ask("time", clock_time, then="corrected", skip="unchanged"),
        Choose("who", me="corrected", family="corrected", work="corrected", other="corrected"),
        Branch("unsaid", how_many, to=("kind", "of_one", "of_two", "of_three")),
        Choose("of_one", first="corrected", kind="kind"),
        Choose("of_two", first="corrected", second="corrected", all="corrected"),
        Choose("of_three", first="corrected", second="corrected", third="corrected", all="corrected"),
        Finish("corrected", does=(Correct(),), offers=("@why.read", "@open.misjudged")),
        Finish("unchanged"),
        Finish("nothing"),
    ),
)

"""现在到哪一步：从哪天开始没还上，今天第几天，一般接下来会怎样，怎么让家里少被打扰。

用：逾期40天了
机：按你说的，今天是逾期第 40 天……
"""

from conversations.answers import overdue_since
from conversations.flow import TRUTH, Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.truth import MINE
from conversations.lateness import days_late, stage_of
from conversations.scene import Scene


def what_is_known(notes: Notes, scene: Scene) -> str:
    if notes.get(f"{TRUTH}.whose") in ("kin", "other"):
        return "not_mine"
    return "since" if days_late(notes, scene.now.date()) is None else "here"


def usual_next(notes: Notes, scene: Scene) -> str:
    return f"next_{stage_of(days_late(notes, scene.now.date()) or 0)}"


STAGE = Flow(
    "stage",
    (
        Branch("start", what_is_known, to=("since", "here", "not_mine")),
        Ask(
            "since",
            overdue_since,
            tells="since",
            then="start",
            week="start",
            month="start",
            quarter="start",
            not_yet="not_yet",
        ),
        Choose("not_yet", miss=Open("miss"), ok="end"),
        Choose(
            "here",
            needs=MINE,
            otherwise="not_mine",
            calm=True,
            next="next",
            lower="lower",
            weekly=Open("weekly", "offer"),
            change="since",
        ),
        Choose("not_mine", family=Open("family"), ok="end"),
        # 接下来
        Branch("next", usual_next, to=("next_month", "next_quarter", "next_long")),
        Choose("next_month", lower="lower", money="money", talk=Open("talk")),
        Choose("next_quarter", lower="lower", money="money", talk=Open("talk")),
        Choose("next_long", assigned=Open("assigned"), lower="lower", money="money", talk=Open("talk")),
        Choose("money", report="report", ok="end"),
        Choose("report", ok="end"),
        # 让家里少被打扰
        Choose("lower", slot=Open("slot", "offer"), busy="busy", listed="listed", home=Open("tell_family")),
        Choose("busy", needs=MINE, otherwise="not_mine", copy=True, when=Open("talk", "plan"), ok="end"),
        Choose("listed", needs=MINE, otherwise="not_mine", copy=True, called=Open("family"), ok="end"),
        Finish("end", quiet=True),
    ),
)

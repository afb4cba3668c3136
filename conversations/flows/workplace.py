"""电话打到单位：同事、前台、人事接到了，说一句就挂；他在不在、住哪，都不说。"""

from conversations.flow import Choose, Cue, Finish, Flow, Open

WORKPLACE = Flow(
    "workplace",
    (
        Choose("whom", tells="whose", kin="line", mine=Open("tell_family", "work", then="gone")),
        Choose("line", read="aside", came="came", hr="hr"),
        Choose("hr", ok="aside"),
        Choose("came", left="aside", stay="stay"),
        Choose("stay", left="aside"),
        Choose("aside", how="how", ok="end", lost=Open("crisis", "other")),
        Choose("how", ok="end"),
        Finish("end", offers=("@open.family_card",)),
        Finish("gone", quiet=True),
    ),
    cues=(Cue(("上门",), "came"), Cue(("来单位",), "came"), Cue(("不走",), "stay"), Cue(("人事",), "hr")),
    polite=("line", "hr", "came", "stay", "aside", "how", "end"),
)

"""想谈还款：准备，从官方入口打，按顺序提三个要求，不当场答应，要书面；没谈成，记下理由，约好再试。"""

from conversations.answers import coming_time, short_text
from conversations.effects import Log, Remind
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.flows.truth import MINE
from conversations.scene import Consent, Scene
from conversations.times import in_two_hours, next_morning


def can_remind(notes: Notes, scene: Scene) -> str:
    return "no_reminder" if scene.consent is Consent.REFUSED else "when"


def request(id: str, refused: str) -> tuple[Choose, Choose]:
    """A request to read aloud, in full and short, and what comes when it is refused."""
    return (
        Choose(
            id,
            needs=MINE,
            otherwise="opening_written",
            yes="written",
            no=refused,
            ask="wait",
            cannot=f"{id}_short",
        ),
        Choose(f"{id}_short", yes="written", no=refused, ask="wait"),
    )


TALK = Flow(
    "talk",
    (
        Choose("start", entrance="entrance", papers="papers", debts=Open("debts"), more="more"),
        Choose(
            "more",
            miss=Open("miss", then="start"),
            several=Open("several", then="start"),
            assigned=Open("assigned", then="start"),
            further="further",
        ),
        Choose(
            "further",
            lump=Open("lump_sum", then="start"),
            plan=Open("agreement", then="start"),
            mediation=Open("mediation", then="start"),
            stage=Open("stage", then="start"),
        ),
        # 准备
        Choose("papers", ok="entrance", reasons=Open("materials"), card="card"),
        Choose("card", line="card_line", ok="entrance"),
        Choose("card_line", needs=MINE, otherwise="opening_written", ok="entrance"),
        # 官方入口
        Choose("entrance", how="opening", when="plan"),
        Choose(
            "opening",
            needs=MINE,
            otherwise="opening_written",
            copy=True,
            agreed="waive",
            refused="not_yet",
            pressed="pressed",
            when="plan",
        ),
        Choose("opening_written", copy=True, agreed="written", refused="not_yet", when="plan"),
        # 三个要求，一个不成再提下一个
        *request("waive", refused="longer"),
        *request("longer", refused="defer"),
        *request("defer", refused="not_yet"),
        Choose("wait", calm=True, when="plan", ok="end"),
        # 催着当场答应
        Choose("pressed", talks="waive", promised="promised", hung="not_yet"),
        Choose("promised", talks="written", hung="not_yet"),
        # 要书面
        Choose("written", told=Open("deal", "result"), check=Open("agreement"), oral="oral", ok="end_written"),
        Choose("oral", sent="written", refused="not_yet"),
        # 没谈成
        Choose("not_yet", does=(Log("lender"),), policy="policy", part="part", boss="boss", when="reason"),
        Choose("policy", other="longer", mediation=Open("mediation"), when="reason"),
        Choose("part", check=Open("agreement"), when="reason"),
        Choose("boss", passed="waive", when="reason"),
        Ask("reason", short_text, then="again", noted=True, skip="again"),
        Choose("again", does=(Log("lender"),), calm=True, when="plan", ok="end"),
        Branch("plan", can_remind, to=("when", "no_reminder")),
        Ask("when", coming_time, then="agreed_time", soon="soon", morning="tomorrow", no="end"),
        Finish("agreed_time", does=(Remind("call_lender", next_morning, named_in="talk.when"),)),
        Finish("end_written"),
        Finish("soon", does=(Remind("call_lender", in_two_hours),)),
        Finish("tomorrow", does=(Remind("call_lender", next_morning),)),
        Finish("no_reminder"),
        Finish("end"),
    ),
    cues=(
        *(Cue((word,), "pressed") for word in ("当场", "马上答应", "现在就定")),
        Cue(("一部分",), "part"),
        Cue(("做不了主",), "boss"),
        *(Cue((word,), "not_yet") for word in ("不同意", "没谈成")),
        Cue(("口头",), "oral"),
        Cue(("减免",), "waive"),
        Cue(("分期",), "longer"),
        *(Cue((word,), "defer") for word in ("延期", "缓一缓")),
    ),
)

"""打给官方客服：说好的那件小事。提醒先敲门（第一屏），点开才是要做的事。"""

from conversations.effects import Done, Log, Remind
from conversations.flow import Branch, Choose, Cue, Finish, Flow, Notes
from conversations.flows.reminders import RETIME
from conversations.flows.truth import MINE
from conversations.scene import Scene
from conversations.times import in_three_days, in_two_hours, next_morning

ME = "call_lender"


def was_promised(notes: Notes, scene: Scene) -> str:
    return "guide_promised" if scene.case.deadline else "guide_plain"


CALL_LENDER = Flow(
    ME,
    (
        Choose("knock", look="guide", done="result", later="later", retime=RETIME),
        Branch("guide", was_promised, to=("guide_promised", "guide_plain")),
        Choose("guide_promised", how="opening", done="result", later="later"),
        Choose("guide_plain", how="opening", done="result", later="later"),
        Choose(
            "opening",
            needs=MINE,
            otherwise="opening_check",
            done="result",
            no_answer="no_answer",
            later="later",
        ),
        Choose("opening_check", done="result", no_answer="no_answer", later="later"),
        Choose("no_answer", later="later", morning="tomorrow", retime=RETIME),
        Choose("result", asks=True, checked="settled", wait="again", refused="refused"),
        Choose("again", yes="in_three_days", no="settled"),
        Choose("refused", yes="in_three_days", no="for_now"),
        Finish("settled", does=(Log("lender"), Done(ME))),
        Finish("for_now", does=(Log("lender"), Done(ME))),
        Finish("in_three_days", does=(Log("lender"), Remind(ME, in_three_days, keeps_deadline=False))),
        Finish("later", does=(Remind(ME, in_two_hours),)),
        Finish("tomorrow", does=(Remind(ME, next_morning),)),
        Finish("end", quiet=True),
    ),
    cues=(
        *(Cue((word,), "refused") for word in ("不同意", "不行", "不答应", "一次还清", "没谈")),
        *(Cue((word,), "no_answer") for word in ("没打通", "打不通", "占线", "没人接")),
        *(Cue((word,), "again") for word in ("等回复", "让我等", "要再问问")),
        Cue(("打了",), "result"),
    ),
)

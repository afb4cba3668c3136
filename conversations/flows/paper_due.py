"""那张纸的日子近了：先敲门，点开才是要做的事。问真假的、有期限的、开庭的，各是一条提醒。"""

from conversations.answers import coming_time
from conversations.effects import Done, Remind
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.reminders import RETIME
from conversations.scene import Scene
from conversations.times import in_two_hours, next_morning

CHECK, DUE, HEARING = "paper_check", "paper_due", "hearing_due"


def what_is_due(notes: Notes, scene: Scene) -> str:
    kind = notes.get("court_paper.which", "")
    return kind if kind in ("order", "summons") else "other"


PAPER_CHECK = Flow(
    CHECK,
    (
        Choose("knock", now=Open("paper", "verify", then="done"), done="dropped", later="later", retime=RETIME),
        Finish("later", does=(Remind(CHECK, in_two_hours),)),
        Finish("done", does=(Done(CHECK),), quiet=True),
        Finish("dropped", does=(Done(CHECK),)),
        Finish("end", quiet=True),
    ),
)

PAPER_DUE = Flow(
    DUE,
    (
        Choose("knock", look="look", done="done", later="later", retime="retime"),
        Branch("look", what_is_due, to=("order", "summons", "other")),
        Choose("order", text=Open("court_paper", "objection", then="done"), done="done", later="morning"),
        Choose("summons", text=Open("court_paper", "bring", then="done"), done="done", later="morning"),
        Choose("other", ask=Open("court_paper", "free_advice", then="done"), done="done", later="morning"),
        Ask("retime", coming_time, then="moved"),
        Finish("later", does=(Remind(DUE, in_two_hours),)),
        Finish("morning", does=(Remind(DUE, next_morning),)),
        Finish("moved", does=(Remind(DUE, next_morning, named_in=f"{DUE}.retime"),)),
        Finish("done", does=(Done(DUE),)),
    ),
)

HEARING_DUE = Flow(
    HEARING,
    (
        Choose("knock", look="look", done="done", later="later", retime=RETIME),
        Choose(
            "look",
            bring=Open("court_paper", "bring", then="done"),
            cannot=Open("court_paper", "cannot_go", then="done"),
            ready="done",
            later="morning",
        ),
        Finish("later", does=(Remind(HEARING, in_two_hours),)),
        Finish("morning", does=(Remind(HEARING, next_morning),)),
        Finish("done", does=(Done(HEARING),)),
        Finish("end", quiet=True),
    ),
)

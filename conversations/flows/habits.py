"""两个小习惯：每天留一段时间接电话（slot），每周主动联系一次官方（weekly）。到点先敲门。"""

from conversations.effects import Remind
from conversations.flow import Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.reminders import RETIME
from conversations.scene import Consent, Scene
from conversations.times import at_noon, at_seven, in_a_week, in_two_hours, next_morning, same_hour_tomorrow


def can_remind(notes: Notes, scene: Scene) -> str:
    return "no_reminder" if scene.consent is Consent.REFUSED else "ask"


SLOT = Flow(
    "slot",
    (
        Choose("knock", busy=Open("stage", "busy", then="again"), done="done", later="later", retime=RETIME),
        Branch("offer", can_remind, to=("ask", "no_reminder")),
        Choose("ask", noon="noon", evening="evening", no="end"),
        Finish("noon", does=(Remind("slot", at_noon),)),
        Finish("evening", does=(Remind("slot", at_seven),)),
        Finish("done", does=(Remind("slot", same_hour_tomorrow),)),
        Finish("again", does=(Remind("slot", same_hour_tomorrow),), quiet=True),
        Finish("later", does=(Remind("slot", in_two_hours),)),
        Finish("no_reminder"),
        Finish("end", quiet=True),
    ),
)

WEEKLY = Flow(
    "weekly",
    (
        Choose("knock", how=Open("talk", "opening"), done="done", later="later", retime=RETIME),
        Branch("offer", can_remind, to=("ask", "no_reminder")),
        Choose("ask", yes="set", no="end"),
        Finish("set", does=(Remind("weekly", in_a_week),)),
        Finish("done", does=(Remind("weekly", in_a_week),)),
        Finish("later", does=(Remind("weekly", next_morning),)),
        Finish("no_reminder"),
        Finish("end", quiet=True),
    ),
)

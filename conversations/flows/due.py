"""快到日子：到期前三天、前一天、当天，先敲门；点开就是那笔要做的事。"""

from conversations.answers import coming_time
from conversations.dealing import rang_id
from conversations.effects import Remind
from conversations.flow import Ask, Choose, Finish, Flow, Open
from conversations.ladder import RUNGS
from conversations.times import in_two_hours, next_morning

LOOK = Open("deal", "due", then="end", pick=rang_id)
DONE = Open("deal", "due_done", then="end", pick=rang_id)

DUE = Flow(
    "due",
    (
        *(Choose(step, look=LOOK, done=DONE, later="later", retime="retime") for step, _ in RUNGS),
        Ask("retime", coming_time, then="moved", noon="moved", evening="moved", day_after="moved"),
        Finish("later", does=(Remind("due", in_two_hours),)),
        Finish("moved", does=(Remind("due", next_morning, named_in="due.retime"),)),
        Finish("end", quiet=True),
    ),
)

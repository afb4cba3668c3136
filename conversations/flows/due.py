"""快到日子：到期前三天、前一天、当天，先敲门；点开就是那笔要做的事。"""

from conversations.dealing import rang_id
from conversations.effects import Remind
from conversations.flow import Choose, Finish, Flow, Open
from conversations.flows.reminders import RETIME
from conversations.ladder import RUNGS
from conversations.times import in_two_hours

LOOK = Open("deal", "due", then="end", pick=rang_id)
DONE = Open("deal", "due_done", then="end", pick=rang_id)

DUE = Flow(
    "due",
    (
        *(Choose(step, look=LOOK, done=DONE, later="later", retime=RETIME) for step, _ in RUNGS),
        Finish("later", does=(Remind("due", in_two_hours),)),
        Finish("end", quiet=True),
    ),
)

"""说好明天再做的那件小事：先敲门，点开才是欠款里的那一步。"""

from conversations.effects import Done, Remind
from conversations.flow import Choose, Finish, Flow, Open
from conversations.flows.reminders import RETIME
from conversations.times import in_two_hours

FIRST_STEP = Flow(
    "first_step",
    (
        Choose("knock", now=Open("debts", "plan", then="begun"), done="done", later="later", retime=RETIME),
        Finish("later", does=(Remind("first_step", in_two_hours),)),
        Finish("begun", does=(Done("first_step"),), quiet=True),
        Finish("done", does=(Done("first_step"),)),
        Finish("end", quiet=True),
    ),
)

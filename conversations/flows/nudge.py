"""停在一半的那件事：过两天问一次，就一次。说不用再问，就再也不问。"""

from conversations.effects import Done
from conversations.flow import Choose, Finish, Flow
from conversations.nudging import NUDGE

NUDGED = Flow(
    NUDGE,
    (
        Choose("knock", go="resumed", drop="dropped", never="never"),
        Finish("resumed", does=(Done(NUDGE),), quiet=True),
        Finish("dropped", does=(Done(NUDGE),), home=True),
        Finish("never", does=(Done(NUDGE, for_good=True),), home=True),
    ),
)

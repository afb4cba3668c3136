"""第二天问一句：今天感觉怎么样。不提钱，直到他自己说可以。"""

from conversations.effects import Done, Wake
from conversations.flow import Choose, Finish, Flow, Open

CHECK_IN = Flow(
    "check_in",
    (
        Choose("knock", better="better", same="same", worse=Open("crisis", "safe")),
        Choose("better", does=(Done("check_in"),), talk="awake", rest="resting"),
        Choose("same", does=(Done("check_in"),), ok="resting", worse=Open("crisis", "safe")),
        Finish("awake", does=(Wake(),), home=True),
        Finish("resting", home=True),
    ),
)

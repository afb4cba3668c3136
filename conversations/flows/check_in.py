"""第二天问一句：今天感觉怎么样。不提钱，直到他自己说可以。"""

from conversations.effects import Done, Wake
from conversations.flow import Choose, Cue, Finish, Flow, Open

CHECK_IN = Flow(
    "check_in",
    (
        Choose("knock", better="better", same="same", worse=Open("crisis", "safe")),
        Choose("better", does=(Done("check_in"),), talk="awake", rest="resting"),
        Choose("same", does=(Done("check_in"),), ok="resting", worse=Open("crisis", "safe")),
        Finish("awake", does=(Wake(),), home=True),
        Finish("resting", home=True),
    ),
    cues=(
        Cue(("不好",), Open("crisis", "safe")),
        Cue(("不太好",), Open("crisis", "safe")),
        Cue(("难受",), Open("crisis", "safe")),
        Cue(("更差",), Open("crisis", "safe")),
        Cue(("好多了",), "better"),
        Cue(("好一点",), "better"),
        Cue(("好点",), "better"),
        Cue(("还好",), "same"),
        Cue(("还行",), "same"),
        Cue(("一样",), "same"),
        Cue(("老样子",), "same"),
    ),
)

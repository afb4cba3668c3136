"""停下，别付：有人要你转到个人、扫码、报验证码、共享屏幕。"""

from conversations.flow import Choose, Cue, Finish, Flow

STOP_PAYING = Flow(
    "stop_paying",
    (
        Choose("stop", not_yet="not_yet", paid="paid", code="code", screen="screen"),
        Choose("not_yet", ok="end", pressed="pressed"),
        Choose("pressed", ok="end", paid="paid"),
        Choose("paid", called="bank", cannot="cannot", dare="dare"),
        Choose("cannot", sent="bank", called="bank"),
        Choose("dare", called="bank", cannot="cannot"),
        Choose("screen", closed="screen_bank"),
        Choose("screen_bank", called="keep", paid="paid"),
        Choose("code", called="keep", paid="paid"),
        Choose("bank", called="keep", no_number="no_number"),
        Choose("no_number", called="keep"),
        Finish("keep"),
        Finish("end"),
    ),
    cues=(
        Cue(("不敢",), "dare"),
        Cue(("打不通",), "cannot"),
        Cue(("占线",), "cannot"),
        Cue(("没转",), "not_yet"),
        Cue(("还没",), "not_yet"),
        Cue(("转了",), "paid"),
        Cue(("扫了",), "paid"),
        Cue(("转过去",), "paid"),
        Cue(("付了",), "paid"),
        Cue(("挂",), "end"),
        Cue(("验证码",), "code"),
        Cue(("共享",), "screen"),
    ),
)

"""自称警察、公安、检察院的人找来：不转钱，自己打 110 问。真的警察也可能找人，是真的就问清是哪件事。

用：有人打电话说他是公安的
机：先别转钱，也别报卡号、验证码。……
"""

from conversations.effects import Log
from conversations.flow import Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene

PAY = Open("stop_paying", then="check")
SHARED = Open("stop_paying", "screen", then="check")


def can_keep(notes: Notes, scene: Scene) -> str:
    return "unkept" if scene.consent is Consent.REFUSED else "kept"


POLICE = Flow(
    "police",
    (
        Choose("how", calling="calling", text="text", door=Open("door_visit", "official", then="end"), come="come"),
        # 正在电话里
        Choose("calling", aloud=True, hung_up="check", no_way="no_way", pay=PAY, screen=SHARED),
        Choose("no_way", hung_up="check", pay=PAY, screen=SHARED),
        # 发来的图、叫去一趟
        Choose("text", check="check", pressed="pressed"),
        Choose("pressed", nothing="check", typed=Open("stop_paying", "code", then="check")),
        Choose("come", told="check", silent="check"),
        # 自己去问
        Choose("check", real="real", fake="fake", unsure="unsure"),
        Choose("unsure", real="real", fake="fake", later="keep"),
        Choose("real", ask="free_advice", ok="keep"),
        Choose("free_advice", ok="keep"),
        Choose(
            "fake",
            called="keep",
            paid=Open("stop_paying", "paid", then="keep"),
            code=Open("stop_paying", "code", then="keep"),
            ok="keep",
        ),
        Branch("keep", can_keep, to=("kept", "unkept")),
        Finish("kept", does=(Log("call"),), offers=("@open.family_card",)),
        Finish("unkept"),
        Finish("end"),
    ),
    cues=(
        Cue(("转了",), Open("stop_paying", "paid", then="keep")),
        Cue(("共享",), SHARED),
        Cue(("安全账户",), PAY),
        Cue(("转",), PAY),
        Cue(("不让挂",), "no_way"),
        Cue(("派出所",), "come"),
        Cue(("挂了",), "check"),
        Cue(("链接",), "text"),
    ),
)

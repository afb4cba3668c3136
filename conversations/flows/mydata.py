"""我的资料：存着什么，留多久，快到期时先问一句；未满 18 岁的，什么都不存。"""

from conversations.effects import Agree, KeepFor, Minor
from conversations.flow import Branch, Choose, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene


def how_it_is_kept(notes: Notes, scene: Scene) -> str:
    if scene.minor:
        return "minor"
    return {Consent.AGREED: "kept", Consent.OPEN: "open", Consent.REFUSED: "refused"}[scene.consent]


def is_adult(notes: Notes, scene: Scene) -> str:
    return "slip" if scene.minor else "never"


MYDATA = Flow(
    "mydata",
    (
        Branch("start", how_it_is_kept, to=("kept", "open", "refused", "minor")),
        Choose("kept", long="long", who=Open("privacy", "reach"), leave=Open("leave"), ok="back"),
        Choose("open", keep="agreed", who=Open("privacy", "reach"), leave=Open("leave"), ok="back"),
        Choose("refused", keep="agreed", who=Open("privacy", "reach"), leave=Open("leave"), ok="back"),
        Choose("minor", who=Open("privacy", "reach"), adult=Open("minor", "adult"), ok="back"),
        Finish("agreed", does=(Agree(),)),
        Choose("long", days_30="set_30", days_90="set_90", days_180="set_180", days_365="set_365"),
        Finish("set_30", does=(KeepFor(30),)),
        Finish("set_90", does=(KeepFor(90),)),
        Finish("set_180", does=(KeepFor(180),)),
        Finish("set_365", does=(KeepFor(365),)),
        Finish("back", quiet=True),
    ),
)

EXPIRY = Flow(
    "expiry",
    (
        Choose("knock", keep="kept", see=Open("mydata", then="kept"), leave=Open("leave")),
        Finish("kept"),
    ),
)

MINOR = Flow(
    "minor",
    (
        Choose("young", does=(Minor(),), call=Open("live_call"), low=Open("crisis"), adult="adult", ok="back"),
        Choose("ask", yes="young", no="never"),
        Branch("adult", is_adult, to=("slip", "never")),
        Finish("slip", does=(Minor(young=False),)),
        Finish("never", quiet=True),
        Finish("back", quiet=True),
    ),
)

"""有人上门：先保证安全，隔着门问，不用开门，什么都不签；家里只有老人孩子也有办法；走了再记。"""

from conversations.answers import short_text
from conversations.effects import Log
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene
from conversations.times import is_late

ON_THE_PHONE = (
    *("打我电话", "打我的电话", "打我手机", "打我的手机", "打我座机", "打我号", "打我的号", "打我微信", "打我本人"),
    *("打我单位", "打我公司", "打我家电话", "打我家里电话", "打我妈电话", "打我爸电话", "个电话", "次电话", "通电话"),
    *("没打我", "不打我", "给打我"),
)
"""Who is called, not beaten."""


def at_the_door(notes: Notes, scene: Scene) -> str:
    return "door_night" if is_late(scene.now) else "door"


def what_the_rule_says(notes: Notes, scene: Scene) -> str:
    if notes.get("door_visit.how_many") == "many":
        return "rule_many"
    alone = notes.get("door_visit.how_many") == "one"
    return "rule" if alone or notes.get("door_visit.showed") == "no" else "ask_to_leave"


def after_the_visit(notes: Notes, scene: Scene) -> str:
    return "gone_unkept" if scene.consent is Consent.REFUSED else "gone"


DOOR_VISIT = Flow(
    "door_visit",
    (
        Branch("start", at_the_door, to=("door", "door_night")),
        Choose("door", no="through_door", danger="danger", inside="inside", away="away"),
        Choose("door_night", no="through_door", danger="danger", inside="inside", away="away"),
        # 有危险
        Choose("danger", called="wait", afraid="afraid"),
        Choose("inside", called="wait_inside", afraid="afraid_inside", let_in="let_in"),
        Choose("let_in", left="left", stay="inside"),
        Choose("help", called="wait_help", afraid="afraid_help", left="left"),
        Choose("afraid", sent="wait", left="left"),
        Choose("afraid_inside", sent="wait_inside", left="left"),
        Choose("afraid_help", sent="wait_help", left="left"),
        Choose("wait_help", left="left", police="left", late="call_again"),
        Choose("wait", left="left", police="left", late="call_again"),
        Choose("wait_inside", left="left", police="left", late="call_again"),
        Choose("call_again", left="left", police="left"),
        # 我不在家，家里有人
        Choose("away", copy=True, sent="away_wait", lost="away_lost", danger="away_danger"),
        Choose("away_wait", left="left", stay="away_stay", danger="away_danger"),
        Choose("away_lost", found="away_wait", danger="away_danger"),
        Choose("away_danger", called="away_wait", left="left"),
        Choose("away_stay", called="away_wait", left="left"),
        # 隔着门
        Choose("through_door", told="visitor", silent="how_many", official="official", danger="danger"),
        Choose("official", real="real", fake="fake", unsure="hold"),
        Choose("hold", real="real", fake="fake", left="left", danger="danger"),
        Choose("fake", called="wait", left="left"),
        Choose("real", paper=Open("court_paper", then="left"), ok="left"),
        Ask("visitor", short_text, then="how_many", noted=True, skip="how_many"),
        Choose("how_many", asks=True, one="showed", few="showed", many="showed"),
        Choose("showed", asks=True, yes="by_the_rule", no="by_the_rule", unsure="by_the_rule"),
        Branch("by_the_rule", what_the_rule_says, to=("rule", "rule_many", "ask_to_leave")),
        Choose("rule", ok="ask_to_leave"),
        Choose("rule_many", called="wait", ok="ask_to_leave"),
        Choose("again_today", ok="through_door", danger="danger"),
        Choose("ask_to_leave", left="left", stay="stay", danger="danger", doing="doing"),
        Choose("stay", called="wait", left="left"),
        # 他们在门外做什么
        Choose("doing", poster="poster", photos="photos", neighbours="neighbours", sign="sign"),
        Choose("poster", court=Open("paper", "by_post", then="left"), ok="ask_to_leave"),
        Choose("photos", ok="ask_to_leave"),
        Choose("neighbours", read="ask_to_leave"),
        Choose("sign", read="ask_to_leave", signed="signed", pay=Open("stop_paying", then="ask_to_leave")),
        Choose("signed", ok="ask_to_leave", forced="help"),
        # 走了
        Branch("left", after_the_visit, to=("gone", "gone_unkept")),
        Choose("gone", does=(Log("visit"),), calm=True, ok="end", add="add", low=Open("crisis")),
        Choose("gone_unkept", ok="end", low=Open("crisis")),
        Ask("add", short_text, then="end", noted=True, skip="end"),
        Finish("end", does=(Log("visit"),)),
    ),
    cues=(
        Cue(("砸",), "danger"),
        Cue(("踹",), "danger"),
        Cue(("撬",), "danger"),
        Cue(("刀",), "danger"),
        Cue(("打我",), "danger", unless=ON_THE_PHONE),
        Cue(("进来了",), "inside"),
        Cue(("不在家",), "away"),
        Cue(("一个人在家",), "away"),
        Cue(("贴",), "poster"),
        Cue(("拍照",), "photos"),
        Cue(("录像",), "photos"),
        Cue(("邻居",), "neighbours"),
        Cue(("签了",), "signed"),
        Cue(("签字",), "sign"),
        Cue(("又来",), "again_today"),
        Cue(("堵",), "stay"),
        Cue(("不走",), "stay"),
        Cue(("救命",), "help"),
        Cue(("关", "屋里"), "help"),
        Cue(("不让", "走"), "help"),
        Cue(("警察", "没"), "call_again"),
        Cue(("还没来",), "call_again"),
        Cue(("警察", "来了"), "left"),
        Cue(("警察", "到了"), "left"),
        Cue(("说", "法院"), "official"),
        Cue(("自称",), "official"),
        Cue(("说", "警察"), "official"),
        Cue(("走了",), "left"),
    ),
)

"""正在通话：有人正在电话里催，一次给一句真话，照着念。

用：他在电话里 说要打给我妈
机：我在。先慢慢呼一口气。……
"""

from conversations.answers import coming_time, short_text
from conversations.effects import Log, Remind
from conversations.flow import TRUTH, Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene
from conversations.times import is_late, next_morning

STOP = Open("stop_paying", then="hung")
PAID = Open("stop_paying", "paid", then="hung")
WHOSE = Open(TRUTH, "whose", then="line_self")
"""Ask again whose debt it is: `line_self` is then the line that is true for them."""

MINE = {"whose": "mine"}
NOBODY_BOUND = {**MINE, "kin_signed": "no", "kin": "family mother father"}
"""A husband or wife may share the debt, so 「请不要联系我家人」 is not for whom he threatens to call those."""
WILL_CALL = {**MINE, "can_call": "yes"}
NOT_BOUND = {"whose": "kin", "relation": "parent other friend", "signed": "no"}
STRANGER = {"whose": "other", "named": "no"}
NOT_MINE = {"whose": "other", "named": "mine"}

EVENING, NIGHT, DAWN = 20, 18, 6


def at_the_start(notes: Notes, scene: Scene) -> str:
    return "calm_night" if is_late(scene.now) else "calm"


OWN_LINES = ("line_self", "line_kin", "line_wrong", "line_not_mine", "line_written")


def what_is_left(notes: Notes, scene: Scene) -> str:
    if not any(f"live_call.{step}" in notes for step in ("who", "who_short", "who_refused")):
        return "who"
    return "bye" if any(f"live_call.{line}" in notes for line in OWN_LINES) else "line_self"


def promise(notes: Notes, scene: Scene) -> str:
    return "today_unkept" if scene.consent is Consent.REFUSED else "today"


def after_the_call(notes: Notes, scene: Scene) -> str:
    if scene.consent is Consent.REFUSED:
        return "hung_unkept"
    if is_late(scene.now):
        return "hung_night"
    return "hung_evening" if scene.now.hour >= EVENING else "hung_day"


def time_to_rest(notes: Notes, scene: Scene) -> str:
    if scene.consent is Consent.REFUSED:
        return "rest_unkept"
    return "rest_night" if scene.now.hour >= NIGHT or scene.now.hour < DAWN else "rest_day"


LIVE_CALL = Flow(
    "live_call",
    (
        Branch("hello", at_the_start, to=("calm", "calm_night")),
        Choose("calm", start="who", insult="insult", pay=STOP, not_mine=WHOSE),
        Choose("calm_night", hung_up="hung", start="who", insult="insult", pay=STOP),
        # 他是谁
        Choose("who", aloud=True, told="caller", silent="who_refused", short="who_short", pay=STOP),
        Choose("who_short", told="caller", silent="who_refused", pay=STOP),
        Ask("caller", short_text, then="line_self", noted=True, skip="line_self", pay=STOP),
        Choose("who_refused", told="caller", silent="bye_unknown", pay=STOP),
        Choose("bye_unknown", hung_up="hung", no_way="no_way"),
        # 三句话：每句先看对这个人是不是真的
        Choose(
            "line_self",
            needs=MINE,
            otherwise="line_kin",
            aloud=True,
            read="bye",
            family="line_family",
            pay=STOP,
            other="said",
        ),
        Choose("line_kin", needs=NOT_BOUND, otherwise="line_wrong", aloud=True, read="bye", whose=WHOSE, other="said"),
        Choose(
            "line_wrong",
            needs=STRANGER,
            otherwise="line_not_mine",
            aloud=True,
            read="bye",
            whose=WHOSE,
            other="said",
        ),
        Choose(
            "line_not_mine",
            needs=NOT_MINE,
            otherwise="line_written",
            aloud=True,
            read="bye",
            whose=WHOSE,
            other="said",
        ),
        Choose("line_written", aloud=True, read="bye", whose=WHOSE, pay=STOP, other="said"),
        Choose(
            "line_family",
            needs=NOBODY_BOUND,
            otherwise="line_careful",
            aloud=True,
            read="bye",
            today="promise",
            other="said",
        ),
        Choose("line_careful", needs=MINE, otherwise="line_kin", aloud=True, read="bye", today="promise", other="said"),
        Branch("promise", promise, to=("today", "today_unkept")),
        Choose("today", needs=WILL_CALL, otherwise="no_promise", read="bye", other="said"),
        Choose("today_unkept", needs=WILL_CALL, otherwise="no_promise", read="bye", other="said"),
        Choose("no_promise", read="bye", other="said"),
        # 他刚才说了什么
        Choose("said", visit="visit", sue="sue", arrest="arrest", else_="said_2"),
        Choose("said_2", today="promise", insult="insult", numbers="numbers", else_="said_3"),
        Choose("said_3", family="line_family", wechat="wechat", code=STOP, not_mine=WHOSE),
        Branch("onward", what_is_left, to=("who", "line_self", "bye")),
        Choose("visit", read="onward", here=Open("door_visit", then="hung"), other="said"),
        Choose("sue", read="onward", filed="filed", other="said"),
        Choose("filed", read="onward", pay=STOP, other="said"),
        Choose("arrest", read="onward", police="police", other="said"),
        Choose("police", read="bye", pay=STOP, hung_up="hung"),
        Choose("insult", read="onward", again="bye_insult", threat="threat", other="said"),
        Choose("bye_insult", hung_up="hung", no_way="no_way"),
        Choose("threat", hung_up="hung", here=Open("door_visit", "help", then="hung")),
        Choose("numbers", needs=MINE, otherwise="numbers_short", read="onward", other="said"),
        Choose("numbers_short", read="onward", other="said"),
        Choose("wechat", read="onward", pay=STOP, other="said"),
        # 挂断
        Choose("bye", hung_up="hung", no_way="no_way", other="said"),
        Choose("no_way", hung_up="hung", other="said"),
        Branch("hung", after_the_call, to=("hung_day", "hung_evening", "hung_night", "hung_unkept")),
        Choose("hung_day", does=(Log("call"),), calm=True, ok="rest", add="add"),
        Choose("hung_evening", does=(Log("call"),), calm=True, ok="rest", add="add"),
        Choose("hung_night", does=(Log("call"),), calm=True, ok="rest", add="add"),
        Choose("hung_unkept", ok="rest"),
        Ask("add", short_text, then="rest", noted=True, skip="rest"),
        # 今晚到这
        Branch("rest", time_to_rest, to=("rest_day", "rest_night", "rest_unkept")),
        Choose("rest_day", ok="arranged", retime="retime", low=Open("crisis")),
        Choose("rest_night", ok="arranged", retime="retime", low=Open("crisis")),
        Choose("rest_unkept", ok="ended", low=Open("crisis")),
        Ask("retime", coming_time, then="arranged", noon="arranged", evening="arranged", day_after="arranged"),
        Finish(
            "arranged",
            does=(
                Log("call"),
                Remind(
                    "call_lender",
                    next_morning,
                    named_in="live_call.retime",
                    promised_in="live_call.today",
                    days=3,
                ),
            ),
        ),
        Finish("ended"),
    ),
    cues=(
        *(Cue((word,), "threat") for word in ("杀", "弄死", "打死", "砍", "卸你")),
        Cue(("没借",), WHOSE),
        Cue(("不认识",), WHOSE),
        Cue(("打错",), WHOSE),
        Cue(("不是我",), WHOSE),
        Cue(("我儿子",), WHOSE),
        Cue(("我女儿",), WHOSE),
        *(Cue((word,), PAID) for word in ("转了", "付了", "扫了", "转出去", "转过去")),
        Cue(("转", "钱"), STOP),
        Cue(("转账",), STOP),
        Cue(("扫码",), STOP),
        Cue(("验证码",), STOP),
        Cue(("共享",), STOP),
        Cue(("抓",), "arrest"),
        Cue(("警察",), "police"),
        Cue(("坐牢",), "arrest"),
        Cue(("坐监",), "arrest"),
        Cue(("立案",), "filed"),
        Cue(("开庭",), "filed"),
        Cue(("起诉",), "sue"),
        Cue(("告我",), "sue"),
        Cue(("提告",), "sue"),
        Cue(("上门",), "visit"),
        Cue(("来我家",), "visit"),
        Cue(("微信",), "wechat"),
        Cue(("家人", "电话"), "numbers"),
        Cue(("家里", "号码"), "numbers"),
        Cue(("今天", "还"), "promise"),
        Cue(("骂",), "insult"),
        *(Cue((word,), "line_careful") for word in ("单位", "领导", "同事", "通讯录", "朋友圈")),
        Cue(("我妈",), "line_family"),
        Cue(("我爸",), "line_family"),
        Cue(("家人",), "line_family"),
        Cue(("家里",), "line_family"),
        Cue(("挂了",), "hung"),
        Cue(("挂断",), "hung"),
    ),
    polite=("line_wrong",),
    renamed={"ask_signed": "line_family", "whose": "line_self", "not_mine": "line_not_mine"},
)

"""正在通话：有人正在电话里催，一次给一句真话，照着念。

用：他在电话里 说要打给我妈
机：我在。先慢慢呼一口气。……
"""

from conversations.answers import short_text
from conversations.effects import Log, Remind
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.flows.he_said import HE_SAID, HEARD, STOP, WHOSE, leads
from conversations.flows.truth import MINE, NOBODY_BOUND, NOT_BOUND, NOT_MINE, STRANGER, WILL_CALL
from conversations.scene import Consent, Scene
from conversations.times import is_late, next_morning

EVENING, NIGHT, DAWN = 20, 18, 6


def at_the_start(notes: Notes, scene: Scene) -> str:
    return "calm_night" if is_late(scene.now) else "calm"


OWN_LINES = ("line_self", "line_kin", "line_wrong", "line_not_mine", "line_written")


ASKED = ("who", "who_short", "who_refused")


def what_is_left(notes: Notes, scene: Scene) -> str:
    if not any(f"live_call.{step}" in notes for step in ASKED):
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


def was_asked(notes: Notes, scene: Scene) -> str:
    return "verdict" if any(f"live_call.{step}" in notes for step in ASKED) else "rest"


def time_to_rest(notes: Notes, scene: Scene) -> str:
    if scene.consent is Consent.REFUSED:
        return "rest_unkept"
    if notes.get("truth.whose") in ("kin", "other"):
        return "rest_others"
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
        Ask("caller", short_text, then="line_self", noted=True, skip="line_self", more="ask_more", pay=STOP),
        Choose("ask_more", company="ask_company", staff="ask_staff", mandate="ask_mandate", loan="ask_loan"),
        Choose("ask_company", told="caller", silent="who_refused", pay=STOP),
        Choose("ask_staff", told="caller", silent="who_refused", pay=STOP),
        Choose("ask_mandate", told="caller", silent="who_refused", pay=STOP),
        Choose("ask_loan", told="caller", silent="who_refused", pay=STOP),
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
            short="self_short",
        ),
        Choose("self_short", needs=MINE, otherwise="written_short", read="bye", family="line_family", said="said"),
        *(
            Choose(
                id,
                needs=needs,
                otherwise=otherwise,
                aloud=True,
                read="bye",
                whose=WHOSE,
                said="said",
                short="written_short",
            )
            for id, needs, otherwise in (
                ("line_kin", NOT_BOUND, "line_wrong"),
                ("line_wrong", STRANGER, "line_not_mine"),
                ("line_not_mine", NOT_MINE, "line_written"),
            )
        ),
        Choose("line_written", aloud=True, read="bye", whose=WHOSE, pay=STOP, short="written_short"),
        Choose("written_short", read="bye", whose=WHOSE, pay=STOP, said="said"),
        *(
            Choose(
                id,
                needs=needs,
                otherwise=otherwise,
                aloud=True,
                read="bye",
                today="promise",
                short="private_short",
            )
            for id, needs, otherwise in (
                ("line_family", NOBODY_BOUND, "line_careful"),
                ("line_careful", MINE, "line_kin"),
            )
        ),
        Branch("promise", promise, to=("today", "today_unkept")),
        Choose("today", needs=WILL_CALL, otherwise="no_promise", read="bye", said="said", short="today_short"),
        Choose("today_unkept", needs=WILL_CALL, otherwise="no_promise", read="bye", said="said", short="today_short"),
        Choose("today_short", needs=WILL_CALL, otherwise="no_promise_short", read="bye", said="said"),
        Choose("no_promise", read="bye", said="said", short="no_promise_short"),
        Choose("no_promise_short", read="bye", said="said"),
        # 他刚才说了什么
        Branch("onward", what_is_left, to=("who", "line_self", "bye")),
        *HE_SAID,
        # 录音、缓一缓
        Choose("record", apple="record_apple", android="record_android", cannot="record_other"),
        Choose("record_apple", ok="onward", cannot="record_other"),
        Choose("record_android", ok="onward", cannot="record_other"),
        Choose("record_other", ok="onward"),
        Choose("breathe", done="onward", again="breathe", hung_up="hung"),
        # 挂断
        Choose("bye", hung_up="hung", no_way="no_way", said="said"),
        Choose("no_way", hung_up="hung", said="said"),
        Branch("hung", after_the_call, to=("hung_day", "hung_evening", "hung_night", "hung_unkept")),
        Choose("hung_day", does=(Log("call"),), calm=True, ok="judge", add="add"),
        Choose("hung_evening", does=(Log("call"),), calm=True, ok="judge", add="add"),
        Choose("hung_night", does=(Log("call"),), calm=True, ok="judge", add="add"),
        Choose("hung_unkept", ok="rest"),
        Ask("add", short_text, then="judge", noted=True, skip="judge"),
        # 他是谁，算说清了吗
        Branch("judge", was_asked, to=("verdict", "rest")),
        Choose("verdict", asks=True, clear="rest", unclear="missing", posing="call_back"),
        Choose("missing", asks=True, company="call_back", staff="call_back", mandate="call_back", loan="call_back"),
        Choose("call_back", ok="rest", which="entrances"),
        Choose("entrances", alipay="alipay", webank="webank", bank="bank", other="other_lender"),
        Choose("alipay", ok="rest"),
        Choose("webank", ok="rest"),
        Choose("bank", ok="rest"),
        Choose("other_lender", ok="rest"),
        # 今晚到这
        Branch("rest", time_to_rest, to=("rest_day", "rest_night", "rest_others", "rest_unkept")),
        Choose("rest_day", ok="arranged", retime=Open("reminders", "retime", then="arranged"), low=Open("crisis")),
        Choose("rest_night", ok="arranged", retime=Open("reminders", "retime", then="arranged"), low=Open("crisis")),
        Choose("rest_others", ok="ended_kept", low=Open("crisis")),
        Choose("rest_unkept", ok="ended", low=Open("crisis")),
        Finish(
            "arranged",
            does=(
                Log("call"),
                Remind(
                    "call_lender",
                    next_morning,
                    promised_in="live_call.today",
                    days=3,
                ),
            ),
            offers=("@open.again", "@open.card", "@ask.why_family"),
        ),
        Finish("ended_kept", does=(Log("call"),), offers=("@open.again", "@open.card", "@ask.why_family")),
        Finish("ended"),
    ),
    cues=(
        *leads("record", "录音", "怎么录"),
        *leads("breathe", "喘不过", "心慌", "发抖", "手抖", "缓一缓"),
        *HEARD,
        *leads("said", "说别的"),
        *leads(Open("again"), "又打来"),
        *leads("hung", "挂了", "挂断"),
    ),
    polite=("line_wrong",),
    renamed={
        "ask_signed": "line_family",
        "whose": "line_self",
        "not_mine": "line_not_mine",
        "said_2": "said_money",
        "said_3": "said_people",
    },
)

"""家里被打扰：先不转钱，分清是谁，给一句对这个人是真的话。"""

from conversations.flow import Choose, Cue, Finish, Flow, Open

FREE = {"whose": "kin", "relation": "parent other friend", "signed": "no"}
"""「我没有担保」 only for who said so, and is not the husband or wife, who may share the debt."""
NOBODY_SIGNED = {"whose": "mine", "kin_signed": "no"}


FAMILY = Flow(
    "family",
    (
        Choose("who", tells="whose", kin="asked_money", mine="message_free", other="line_wrong"),
        # 家里人
        Choose("asked_money", no="line_free", yes=Open("stop_paying"), unsure="line_free"),
        Choose("line_free", needs=FREE, otherwise="line_careful", ok="first_words", cannot=Open("crisis", "other")),
        Choose("line_careful", ok="first_words", cannot=Open("crisis", "other")),
        Choose("first_words", ok="end_family", lost=Open("crisis", "other")),
        Finish("end_family"),
        # 本人
        Choose("message_free", needs=NOBODY_SIGNED, otherwise="message_careful", copy=True, ok="end_self"),
        Choose("message_careful", needs={"whose": "mine"}, otherwise="line_careful", copy=True, ok="end_self"),
        Finish("end_self"),
        # 找错人
        Choose(
            "line_wrong",
            needs={"whose": "other", "named": "no"},
            otherwise="line_not_mine",
            ok="end_wrong",
            prove="prove",
        ),
        Choose(
            "line_not_mine",
            needs={"whose": "other", "named": "mine"},
            otherwise="line_unsaid",
            ok="report",
            prove="prove",
        ),
        Choose("line_unsaid", ok="end_wrong", prove="prove"),
        Choose("report", ok="end_wrong"),
        Choose("prove", ok="end_wrong"),
        Finish("end_wrong"),
    ),
    cues=(
        Cue(("转", "钱"), Open("stop_paying")),
        Cue(("转了",), Open("stop_paying", "paid")),
        Cue(("验证码",), Open("stop_paying")),
        Cue(("找不到",), Open("crisis", "other")),
        Cue(("联系不上",), Open("crisis", "other")),
    ),
    renamed={"relation": "asked_money", "signed": "line_free", "they_signed": "message_free", "name": "line_wrong"},
    polite=(
        *("asked_money", "line_free", "line_careful", "first_words", "end_family"),
        *("line_wrong", "line_not_mine", "line_unsaid", "report", "prove", "end_wrong"),
    ),
)

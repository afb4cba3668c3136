"""家里被打扰：先不转钱，分清是谁，给一句对这个人是真的话。"""

from conversations.flow import Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.scene import Scene


def is_free(notes: Notes, scene: Scene) -> str:
    """「我没有担保」 only for who said so, and is not the husband or wife, who may share the debt."""
    free = notes.get("family.signed") == "no" and notes.get("family.relation") != "partner"
    return "line_free" if free else "line_careful"


def may_say_free(notes: Notes, scene: Scene) -> str:
    return "message_free" if notes.get("family.they_signed") == "no" else "message_careful"


FAMILY = Flow(
    "family",
    (
        Choose("who", relative="relation", me="they_signed", wrong="name"),
        # 家里人
        Choose("relation", asks=True, parent="asked_money", partner="asked_money", other="asked_money"),
        Choose("asked_money", no="signed", yes=Open("stop_paying"), unsure="signed"),
        Choose("signed", asks=True, no="free", yes="free", unsure="free"),
        Branch("free", is_free, to=("line_free", "line_careful")),
        Choose("line_free", ok="first_words", cannot=Open("crisis", "other")),
        Choose("line_careful", ok="first_words", cannot=Open("crisis", "other")),
        Choose("first_words", ok="end_family", lost=Open("crisis", "other")),
        Finish("end_family"),
        # 本人
        Choose("they_signed", asks=True, no="message", yes="message", unsure="message"),
        Branch("message", may_say_free, to=("message_free", "message_careful")),
        Choose("message_free", copy=True, ok="end_self"),
        Choose("message_careful", copy=True, ok="end_self"),
        Finish("end_self"),
        # 找错人
        Choose("name", asks=True, no="line_wrong", mine="line_not_mine", unsaid="line_wrong"),
        Choose("line_wrong", ok="end_wrong", prove="prove"),
        Choose("line_not_mine", ok="report", prove="prove"),
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
    polite=(
        *("relation", "asked_money", "signed", "line_free", "line_careful", "first_words", "end_family"),
        *("name", "line_wrong", "line_not_mine", "report", "prove", "end_wrong"),
    ),
)

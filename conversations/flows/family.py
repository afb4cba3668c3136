"""家里被打扰：先坐下，先不转钱；三件小事问清要不要还，给一句对这个人是真的话，再去问孩子好不好。

用：有人打电话说我儿子欠钱 要抓他
机：您先坐下，先别转钱。……
"""

from conversations.answers import short_text
from conversations.effects import Log
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open
from conversations.flows.truth import NOT_BOUND
from conversations.scene import Consent, Scene

SAFE_FIRST = Open("crisis", "other")
"""The borrower cannot be reached: whether they are safe comes before anything about money."""


def who_has_to_pay(notes: Notes, scene: Scene) -> str:
    """A husband or wife is asked further: the debt may be shared, whoever signed."""
    signed = notes.get("truth.signed")
    if signed == "yes":
        return "duty_signed"
    if notes.get("truth.relation") == "partner":
        return "shared"
    return "duty_none" if signed == "no" else "duty_unsure"


def what_is_kept(notes: Notes, scene: Scene) -> str:
    if scene.consent is Consent.REFUSED:
        return "kept_nowhere"
    return "kept_plain" if notes.get("family.he_said") == "skip" else "kept"


FAMILY = Flow(
    "family",
    (
        Choose("who", tells="whose", kin="sit", mine="for_me", other="stranger"),
        # 家里人、朋友、同事
        Choose(
            "sit",
            tells="relation",
            parent="asked_money",
            partner="asked_money",
            other="asked_money",
            friend="asked_money",
        ),
        Choose("asked_money", yes=Open("stop_paying", then="signed"), no="signed", unsure="signed"),
        Choose("signed", tells="signed", no="duty", yes="duty", unsure="duty"),
        Branch("duty", who_has_to_pay, to=("duty_none", "duty_signed", "shared", "duty_unsure")),
        Choose("duty_none", line="line_free", gone="heir"),
        Choose("duty_signed", line="line_free"),
        Choose("duty_unsure", line="line_free"),
        Choose("shared", home="duty_home", alone="duty_alone", unsure="duty_home", gone="heir"),
        Choose("duty_home", line="line_free"),
        Choose("duty_alone", line="line_free"),
        Choose("heir", ok="number"),
        # 那一句
        Choose(
            "line_free",
            needs=NOT_BOUND,
            otherwise="line_careful",
            ok="first_words",
            big="line_free_big",
            cannot=SAFE_FIRST,
        ),
        Choose("line_free_big", needs=NOT_BOUND, otherwise="line_careful_big", ok="first_words"),
        Choose("line_careful", ok="first_words", big="line_careful_big", cannot=SAFE_FIRST),
        Choose("line_careful_big", ok="first_words"),
        # 先问他好不好
        Choose("first_words", how="opening", called="support", lost=SAFE_FIRST),
        Choose("opening", ok="number", another="opening_2"),
        Choose("opening_2", ok="number", another="opening"),
        Choose("support", ok="number", worried=SAFE_FIRST),
        # 记一笔
        Ask("number", short_text, then="he_said", how="screenshot", sent="he_said", later="end_family"),
        Choose("screenshot", ok="number"),
        Ask("he_said", short_text, then="keep", arrest="keep", visit="keep", tell="keep", skip="keep"),
        Branch("keep", what_is_kept, to=("kept", "kept_plain", "kept_nowhere")),
        Choose("kept", does=(Log("call"),), calm=True, ok="end_family", shaken="breathe"),
        Choose("kept_plain", does=(Log("call"),), calm=True, ok="end_family", shaken="breathe"),
        Choose("kept_nowhere", ok="end_family", shaken="breathe"),
        Choose("breathe", ok="end_family", low=Open("crisis")),
        Finish("end_family", offers=("@open.refusal", "@open.family_card")),
        # 借钱的本人
        Choose("for_me", tell=Open("tell_family"), allowed=Open("allowed"), contact=Open("contact"), ok="end_self"),
        Finish("end_self", offers=("@open.family_card",)),
        # 不认识他们找的人：两条路，不混
        Choose(
            "stranger",
            tells="named",
            no=Open("previous_owner", then="gone"),
            mine=Open("stolen_name", then="gone"),
            unsaid=Open("previous_owner", "unsaid", then="gone"),
        ),
        Finish("gone", quiet=True),
    ),
    cues=(
        Cue(("转", "钱"), Open("stop_paying")),
        Cue(("转了",), Open("stop_paying", "paid")),
        Cue(("验证码",), Open("stop_paying")),
        Cue(("找不到",), SAFE_FIRST),
        Cue(("联系不上",), SAFE_FIRST),
        Cue(("不在了",), "heir"),
    ),
    renamed={
        "relation": "sit",
        "they_signed": "for_me",
        "message_free": "for_me",
        "message_careful": "for_me",
        **dict.fromkeys(("name", "line_wrong", "line_not_mine", "line_unsaid", "report", "prove"), "stranger"),
    },
    polite=(
        *("sit", "asked_money", "signed", "duty_none", "duty_signed", "duty_unsure", "shared", "duty_home"),
        *("duty_alone", "heir", "line_free", "line_free_big", "line_careful", "line_careful_big", "first_words"),
        *("opening", "opening_2", "support", "number", "screenshot", "he_said", "kept", "kept_plain"),
        *("kept_nowhere", "breathe", "end_family", "stranger"),
    ),
)

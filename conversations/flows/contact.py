"""紧急联系人：他只是联系人，不是担保人。被写成联系人的，给他一句；想换掉的，去写那一段。"""

from conversations.flow import Choose, Finish, Flow, Open

CONTACT = Flow(
    "contact",
    (
        Choose("who", i_named="agreed", named_me="not_guarantor"),
        Choose("agreed", letter=Open("stage", "listed", then="gone"), ok="gone"),
        Choose(
            "not_guarantor",
            line=Open("family", "line_free", then="gone"),
            big=Open("family", "line_free_big", then="gone"),
            ok="end",
        ),
        Finish("end", offers=("@open.refusal", "@open.family_card")),
        Finish("gone", quiet=True),
    ),
    polite=("not_guarantor", "end"),
)

"""跟家里说一声：一段真话，不用写欠多少，替你起好了头。还有一张谁都能转的家人卡。"""

from conversations.flow import Choose, Finish, Flow, Open
from conversations.flows.truth import MINE

NOBODY_SIGNED = {**MINE, "kin_signed": "no"}

TELL_FAMILY = Flow(
    "tell_family",
    (
        Choose("whom", parents="parents", partner="partner", friend="friend", work="work"),
        Choose("parents", needs=NOBODY_SIGNED, otherwise="careful", copy=True, ok="sent", card=Open("family_card")),
        Choose("careful", needs=MINE, otherwise="not_mine", copy=True, ok="sent", card=Open("family_card")),
        Choose("partner", needs=MINE, otherwise="not_mine", copy=True, ok="sent", afraid="afraid"),
        Choose("friend", needs=MINE, otherwise="not_mine", copy=True, ok="sent", contact=Open("contact")),
        Choose("work", needs=MINE, otherwise="not_mine", copy=True, ok="sent"),
        Choose("afraid", ok="sent", low=Open("crisis")),
        Choose("not_mine", card=Open("family_card"), ok="end"),
        Finish("sent"),
        Finish("end", quiet=True),
    ),
)

FAMILY_CARD = Flow(
    "family_card",
    (Choose("card", copy=True, ok="end"), Finish("end", quiet=True)),
)

"""离线也能念的卡：把对这个人是真的几句，放进一条能存下来的字；另一面是不能说的。"""

from conversations.flow import Choose, Finish, Flow
from conversations.flows.truth import MINE, NOBODY_BOUND, NOT_BOUND, NOT_MINE, STRANGER

CARD = Flow(
    "card",
    (
        Choose("mine", needs=NOBODY_BOUND, otherwise="mine_careful", copy=True, ok="end", back="back"),
        Choose("mine_careful", needs=MINE, otherwise="kin", copy=True, ok="end", back="back"),
        Choose("kin", needs=NOT_BOUND, otherwise="wrong", copy=True, ok="end", back="back"),
        Choose("wrong", needs=STRANGER, otherwise="not_mine", copy=True, ok="end", back="back"),
        Choose("not_mine", needs=NOT_MINE, otherwise="anybody", copy=True, ok="end", back="back"),
        Choose("anybody", copy=True, ok="end", back="back"),
        Choose("back", copy=True, ok="end"),
        Finish("end", quiet=True),
    ),
    polite=("kin", "wrong", "not_mine"),
)

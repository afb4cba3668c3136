"""这笔钱到底多贵：到手多少、还了多少、还要多少，折成一年多少；跟哪条线比，管谁；账单拆开看；多还一点，哪天还清。"""

from conversations.answers import spent
from conversations.answers_of_deals import paid_back, parts, past_day
from conversations.bookkeeping import changed, told_parts
from conversations.dealing import keep_cost, meant, writing
from conversations.flow import Ask, Branch, Choose, Notes, Step, doing
from conversations.scene import Scene
from conversations.telling_cost import compared_with, cost_of, extra_months


def has_a_cost(notes: Notes, scene: Scene) -> str:
    return "cost_told" if cost_of(meant(notes, scene), scene) else "cost_unknown"


def which_line(notes: Notes, scene: Scene) -> str:
    """The first rule that binds this kind of lender and may be spoken of today."""
    found = compared_with(meant(notes, scene), scene)
    return LINES[found[0].ceiling.fact] if found else "line_none"


LINES = {"court-24pct": "line_court", "microloan-cost-2025": "line_microloan", "private-4lpr": "line_private"}


def is_split(notes: Notes, scene: Scene) -> str:
    debt = meant(notes, scene)
    if debt is None or debt.unexplained is None:
        return "parts"
    return "split_open" if debt.unexplained > 0 else "split"


def ever_cleared(notes: Notes, scene: Scene) -> str:
    return "what_if" if extra_months(notes, scene) else "what_if_never"


COST: tuple[Step, ...] = (
    Ask("cost", spent, then="lent_on", noted_as="received"),
    Ask("lent_on", past_day, then="paid_back"),
    Ask("paid_back", paid_back, then="cost_kept"),
    Branch("cost_kept", has_a_cost, to=("cost_told", "cost_unknown"), does=(writing(keep_cost),)),
    Choose("cost_told", line="line", split="is_split", ok="board"),
    Choose("cost_unknown", again="cost", split="is_split", ok="board"),
    Branch("line", which_line, to=(*LINES.values(), "line_none")),
    *(Choose(step, split="is_split", ok="board") for step in (*LINES.values(), "line_none")),
    # 账单拆开看
    Branch("is_split", is_split, to=("parts", "split", "split_open")),
    Ask("parts", parts, then="parts_told", forget=True),
    doing("parts_told", "is_split", changed(meant, told_parts("deal.parts"))),
    Choose("split", change="parts", ok="board"),
    Choose("split_open", line="split_line", change="parts", ok="board"),
    Choose("split_line", ok="board"),
    # 每月多还一点
    Ask("extra", spent, then="extra_told"),
    Branch("extra_told", ever_cleared, to=("what_if", "what_if_never")),
    Choose("what_if", other="extra", ok="board"),
    Choose("what_if_never", other="extra", ok="board"),
)

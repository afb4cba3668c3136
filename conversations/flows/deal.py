"""一笔欠款从头谈到还完：走到哪一步、下一步做什么。"""

from conversations.answers_of_deals import collector, complaint
from conversations.dealing import add_collector, add_complaint, meant, meant_id, writing
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open, doing
from conversations.flows.deal_cost import COST
from conversations.flows.deal_paying import PAYING
from conversations.flows.deal_talk import RESULT
from conversations.headway import Stage, next_due, running, stage_of
from conversations.scene import Scene
from conversations.telling_rows import history_rows, stage_rows

OFFERED = (Stage.DECIDE, Stage.WRITTEN, Stage.CHECK)
BOARDS = {stage: f"at_{stage}" for stage in Stage}


def at_the_start(notes: Notes, scene: Scene) -> str:
    if not scene.ledger.debts:
        return "none"
    return "pick" if len(scene.ledger.debts) > 1 else "board"


def board(notes: Notes, scene: Scene) -> str:
    debt = meant(notes, scene)
    return BOARDS[stage_of(scene.ledger, debt, scene.now.date())] if debt else "none"


def what_rang(notes: Notes, scene: Scene) -> str:
    """Where the work is of which a reminder speaks."""
    debt = meant(notes, scene)
    return "weigh" if debt and stage_of(scene.ledger, debt, scene.now.date()) in OFFERED else "board"


def what_was_done(notes: Notes, scene: Scene) -> str:
    debt = meant(notes, scene)
    agreed = debt and running(scene.ledger, debt.id)
    return "paid" if agreed and next_due(scene.ledger, agreed) else "ask_result"


DEAL = Flow(
    "deal",
    (
        Branch("start", at_the_start, to=("none", "pick", "board")),
        Choose("none", write=Open("debts", "write", then="start"), ok="end"),
        Choose("pick", rows=stage_rows, row_1="board", row_2="board", row_3="board"),
        Choose("which", rows=stage_rows, row_1="ask_result", row_2="ask_result", row_3="ask_result"),
        # 走到哪一步，下一步做什么
        Branch("board", board, to=(*BOARDS.values(), "none"), settles=True),
        Choose("at_prepare", calm=True, do=Open("debts", "plan", then="board"), result="ask_result", more="more"),
        *(
            Choose(
                stage,
                calm=True,
                how=Open("talk", "opening", then="ask_result"),
                result="ask_result",
                more="more",
                ok="end",
            )
            for stage in ("at_call", "at_again")
        ),
        Choose("at_wait", calm=True, result="ask_result", more="more", ok="end"),
        Choose("at_decide", calm=True, see="weigh", result="ask_result", more="more", ok="end"),
        Choose("at_written", calm=True, got="papers", oral="oral", see="weigh", more="more"),
        Choose("at_check", calm=True, again="papers", see="weigh", more="more", ok="end"),
        Choose("at_pay", calm=True, paid="paid", short="short", see="schedule", more="more"),
        Choose("at_keep", calm=True, paid="paid", short="short", see="schedule", more="more"),
        Choose("at_short", calm=True, paid="paid", short="short", result="ask_result", more="more"),
        Choose("at_paid", calm=True, ask="certificate", more="more", ok="end"),
        Choose("at_settled", more="more", ok="end"),
        Choose("more", history="history", cost="cost", extra="extra", rest="rest"),
        Choose(
            "rest",
            change=Open("debts", "one", then="board", pick=meant_id),
            collector="collector",
            complaint="complaint",
            ok="board",
        ),
        Choose("history", rows=history_rows, ok="board"),
        Ask("collector", collector, then="collector_told", forget=True),
        doing("collector_told", "history", writing(add_collector)),
        Ask("complaint", complaint, then="complaint_told", forget=True),
        doing("complaint_told", "history", writing(add_complaint)),
        *RESULT,
        *PAYING,
        *COST,
        # 提醒点开就是要做的事
        Branch("due", what_rang, to=("weigh", "board")),
        Branch("due_done", what_was_done, to=("ask_result", "paid")),
        Finish("end", quiet=True),
    ),
    cues=(
        *(Cue((word,), "tell") for word in ("他同意了", "谈成了", "给了方案")),
        *(Cue((word,), "reason") for word in ("没谈成", "不同意")),
        *(Cue((word,), "short") for word in ("还不上", "没钱还")),
        *(Cue((word,), "paying") for word in ("还了", "付了")),
    ),
)

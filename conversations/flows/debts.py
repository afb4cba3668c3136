"""欠款：怎么说就怎么记，只确认不清楚的；先管哪笔、为什么；今天只做一件。

用：借呗 一万二 逾期40天
信用卡1.8万 两个月
机：2 笔，一共 30,000。有一处想确认……
"""

from collections.abc import Callable

from conversations.answers import coming_time, debt_lines, debt_since, lender, spent
from conversations.answers_of_deals import parts
from conversations.bookkeeping import (
    add_written,
    bot_s_order,
    changed,
    first_in_order,
    in_doubt,
    in_order,
    move,
    move_first,
    picked,
    remove_picked,
    settle,
    told_last_day,
    told_lender,
    told_parts,
    told_since,
    told_sum,
    turn_contract,
    turn_court,
    turn_guarantor,
    turn_reported,
    unread,
)
from conversations.effects import KeepLedger, Remind, Undo
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes, Open, doing
from conversations.money.debts import Debt, Unsure
from conversations.money.order import Reason, steps
from conversations.scene import Consent, Scene
from conversations.telling import TOP, every_debt, every_name, first_rows, later_rows, names_in_order, what_today
from conversations.times import next_morning

DOUBTS = {
    Unsure.LENDER: "lender_ask",
    Unsure.SUM: "doubt_sum",
    Unsure.SINCE: "doubt_since",
    Unsure.COURT: "doubt_court",
}
WHY = {reason: f"why_{reason.name.lower()}" for reason in Reason}


def at_the_start(notes: Notes, scene: Scene) -> str:
    if scene.ledger.debts:
        return "list"
    return "write" if scene.ledger.reckoned else "hello"


def after_writing(notes: Notes, scene: Scene) -> str:
    if unread(notes):
        return "unread"
    return "unkept" if scene.consent is Consent.REFUSED else "summary"


def is_clear(notes: Notes, scene: Scene) -> str:
    return "doubt" if scene.ledger.unsure else "clear"


def next_doubt(notes: Notes, scene: Scene) -> str:
    """What is asked next of the first debt in doubt; when nothing is, the order."""
    if not scene.ledger.debts:
        return "hello"
    if debt := scene.ledger.unsure:
        unnamed = debt.unsure[0] is Unsure.SUM and not debt.asked
        return "sum_ask" if unnamed else DOUBTS[debt.unsure[0]]
    return "order" if may_go_on(notes, scene) else "reckon"


def may_go_on(notes: Notes, scene: Scene) -> bool:
    """Whether the monthly sum is known, or the person did not want to reckon now."""
    return scene.ledger.reckoned or "debts.reckon" in notes


def how_long(notes: Notes, scene: Scene) -> str:
    if not scene.ledger.debts:
        return "list"
    return "order_top" if len(steps(in_order(scene))) > TOP else "order_all"


def reason(notes: Notes, scene: Scene) -> str:
    """The page with the reason of the row that was picked."""
    rows = (row for row in in_order(scene) if row.debt.id == notes.get("debts.why_pick"))
    return WHY[next((row.reason for row in rows), Reason.LATER)]


def plan(notes: Notes, scene: Scene) -> str:
    if scene.ledger.unsure or not scene.ledger.debts:
        return "doubt"
    return f"plan_{what_today(scene)}" if may_go_on(notes, scene) else "reckon"


def can_undo(notes: Notes, scene: Scene) -> str:
    return "undoing" if scene.case.changes else "undo_nothing"


def can_remind(notes: Notes, scene: Scene) -> str:
    return "no_reminder" if scene.consent is Consent.REFUSED else "tomorrow"


def settling(id: str, how: Callable[[Debt, Notes], Debt]) -> Branch:
    """What was in doubt is settled, and the next doubt asked about."""
    return doing(id, "doubt", changed(in_doubt, how))


def changing(id: str, how: Callable[[Debt, Notes], Debt]) -> Branch:
    """The debt that was picked is changed, and shown as it is now."""
    return doing(id, "one", changed(picked("debts.pick"), how))


DEBTS = Flow(
    "debts",
    (
        Branch("start", at_the_start, to=("hello", "write", "list")),
        Ask(
            "hello",
            debt_lines,
            then="written",
            forget=True,
            first=True,
            noted_as="write",
            start=Open("budget", then="write"),
            direct=Open("budget", "direct", then="write"),
            write="write",
        ),
        Ask("write", debt_lines, then="written", forget=True, first=True, stop="end"),
        Branch("written", after_writing, to=("unread", "unkept", "summary"), does=(KeepLedger(add_written),)),
        Choose("unread", again="write", ok="summary"),
        Choose("unkept", ok="summary"),
        Branch("summary", is_clear, to=("doubt", "clear")),
        Choose("clear", order="doubt", list="list", add="write"),
        # 只问不清楚的，一次一处
        Branch("doubt", next_doubt, to=(*DOUBTS.values(), "sum_ask", "order", "reckon", "hello"), settles=True),
        Ask(
            "doubt_since",
            debt_since,
            then="since_put_right",
            forget=True,
            yes="since_right",
            no="since_ask",
            list="list",
        ),
        Ask("since_ask", debt_since, then="since_told", forget=True, not_late="since_not", unknown="since_not"),
        settling("since_right", settle(Unsure.SINCE)),
        settling("since_put_right", told_since("debts.doubt_since")),
        settling("since_told", told_since("debts.since_ask")),
        settling("since_not", settle(Unsure.SINCE, overdue_since=None)),
        Ask("doubt_sum", spent, then="sum_put_right", forget=True, yes="sum_right", no="sum_ask", list="list"),
        Ask("sum_ask", spent, then="sum_told", forget=True, unknown="sum_right"),
        settling("sum_right", settle(Unsure.SUM)),
        settling("sum_put_right", told_sum("debts.doubt_sum")),
        settling("sum_told", told_sum("debts.sum_ask")),
        Ask("lender_ask", lender, then="lender_told", forget=True, unknown="lender_not"),
        settling("lender_told", told_lender("debts.lender_ask")),
        settling("lender_not", settle(Unsure.LENDER)),
        Choose("doubt_court", yes="court_yes", no="court_no", list="list"),
        settling("court_yes", settle(Unsure.COURT, court=True)),
        settling("court_no", settle(Unsure.COURT)),
        Choose(
            "reckon", start=Open("budget", then="order"), direct=Open("budget", "direct", then="order"), order="order"
        ),
        # 看全部，改一笔
        Choose("list", rows=every_debt, add="write", change="pick", order="doubt"),
        Choose("pick", rows=every_name, row_1="one", row_2="one", row_3="one"),
        Choose("one", sum="change_sum", since="change_since", remove="removing", more="one_more"),
        Choose("one_more", court="court_turned", guarantor="guarantor_turned", rest="one_rest", ok="one"),
        Choose(
            "one_rest", reported="reported_turned", contract="contract_turned", parts="change_parts", name="change_name"
        ),
        Ask("change_sum", spent, then="sum_changed", forget=True),
        Ask("change_since", debt_since, then="since_changed", forget=True, not_late="since_cleared"),
        Ask("change_name", lender, then="name_changed", forget=True),
        Ask("change_parts", parts, then="parts_changed", forget=True),
        changing("parts_changed", told_parts("debts.change_parts")),
        changing("reported_turned", turn_reported),
        changing("contract_turned", turn_contract),
        changing("sum_changed", told_sum("debts.change_sum")),
        changing("since_changed", told_since("debts.change_since")),
        changing("since_cleared", settle(Unsure.SINCE, overdue_since=None)),
        changing("name_changed", told_lender("debts.change_name")),
        changing("court_turned", turn_court),
        changing("guarantor_turned", turn_guarantor),
        doing("removing", "removed", KeepLedger(remove_picked)),
        Choose("removed", undo="undo", list="list", order="doubt"),
        Branch("undo", can_undo, to=("undoing", "undo_nothing")),
        doing("undoing", "undone", Undo()),
        Choose("undone", again="undo", list="list"),
        Choose("undo_nothing", list="list"),
        # 先管哪笔
        Branch("order", how_long, to=("order_top", "order_all", "list")),
        Choose("order_top", rows=first_rows, why="why_pick", rest="rest", move="move_pick"),
        Choose("order_all", rows=first_rows, ok="plan", why="why_pick", move="move_pick"),
        Choose("rest", rows=later_rows, ok="plan", move="move_pick"),
        Choose("why_pick", rows=names_in_order, row_1="why", row_2="why", row_3="why"),
        Branch("why", reason, to=tuple(WHY.values())),
        *(Choose(step, ok="order", other="why_pick") for step in WHY.values()),
        Choose("move_pick", rows=names_in_order, row_1="move", row_2="move", row_3="move"),
        Choose("move", up="up", first="foremost", down="down", ok="order"),
        Choose("moved", up="up", down="down", advice="advice", ok="order"),
        doing("up", "moved", move(up=True)),
        doing("down", "moved", move(up=False)),
        doing("foremost", "moved", KeepLedger(move_first)),
        doing("advice", "order", KeepLedger(bot_s_order)),
        # 今天只做一件
        Branch("plan", plan, to=("doubt", "reckon", "plan_court", "plan_call", "plan_person", "plan_bill")),
        Choose("plan_court", calm=True, date="court_by", notice="notice", tomorrow="remind"),
        Choose(
            "plan_call", calm=True, call=Open("call_lender", "guide", then="end"), notice="notice", tomorrow="remind"
        ),
        Choose("plan_person", calm=True, notice="notice", tomorrow="remind", ok="end"),
        Choose("plan_bill", calm=True, call=Open("call_lender", "guide", then="end"), tomorrow="remind"),
        Ask("court_by", coming_time, then="court_told", forget=True, over="court_ask", none="court_ask"),
        doing("court_told", "court_noted", changed(first_in_order, told_last_day)),
        Choose("court_noted", notice="notice", ok="end"),
        Choose("court_ask", notice="notice", ok="end"),
        Choose("notice", needs={"whose": "mine"}, otherwise="notice_theirs", copy=True, sent="sent", later="end"),
        Choose("notice_theirs", ok="end"),
        Branch("remind", can_remind, to=("tomorrow", "no_reminder")),
        Finish("sent"),
        Finish("tomorrow", does=(Remind("first_step", next_morning),)),
        Finish("no_reminder"),
        Finish("end"),
    ),
    cues=tuple(Cue((word,), "undo") for word in ("撤回", "撤销")),
)

"""From an offer to a kept agreement: what is heard, what is asked for instead, how far one has come, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import pyxirr
from conftest import said
from hypothesis import given
from hypothesis import strategies as st
from test_consent import rows
from test_ledger import kept

from bot.terminal import Talk
from conversations.answers_of_deals import collector, complaint, paid_back, parts
from conversations.dealings import Agreement, Ended, Payment
from conversations.dealings import Talk as Spoken
from conversations.engine import advance
from conversations.events import Fetched, Kept, Picked
from conversations.flows import PLAYBOOK
from conversations.headway import Stage, instalments, last_days, next_due, pressing, room, running, stage_of
from conversations.ledger import Ledger
from conversations.money.debts import Debt, Kind
from conversations.money.offers import Offer, counters
from conversations.money.papers import Point, points_in
from conversations.scene import Scene
from conversations.session import Place, Session
from conversations.spoken.plans import plan_told
from conversations.telling_cost import cost_of
from conversations.times import BEIJING

NOW = datetime(2026, 11, 25, 10, tzinfo=BEIJING)
TODAY = NOW.date()
FIRST = date(2026, 12, 5)
DEBT = Debt("1", "乙平台", Kind.MICROLOAN, 3900_00)
OWING = Ledger(debts=(DEBT,), said=300_00)

# --- offers as they are told -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "periods", "each", "last", "down"),
    [
        ("分12期 每期三百五", 12, 350_00, 350_00, 0),
        ("18期 每期280", 18, 280_00, 280_00, 0),
        ("十二期，一期四百二", 12, 420_00, 420_00, 0),
        ("每月500 还10个月", 10, 500_00, 500_00, 0),
        ("分12个月，月供三百五", 12, 350_00, 350_00, 0),
        ("每个月还三百，还一年半", 18, 300_00, 300_00, 0),
        ("三百五一期 分12期", 12, 350_00, 350_00, 0),
        ("总共5040 分12期", 12, 420_00, 420_00, 0),
        ("分三期", 3, 1300_00, 1300_00, 0),
        ("分7期", 7, 558_00, 552_00, 0),
        ("一次还清打八折 8000", 1, 8000_00, 8000_00, 0),
        ("一次性结清给8000", 1, 8000_00, 8000_00, 0),
        ("减免后5000一次还清", 1, 5000_00, 5000_00, 0),
        ("一次还清打八折", 1, 3120_00, 3120_00, 0),
        ("八五折 一次付清", 1, 3315_00, 3315_00, 0),
        ("先还两千剩下分6期", 6, 317_00, 315_00, 2000_00),
        ("先还2000，剩下每月300 分10期", 10, 300_00, 300_00, 2000_00),
        ("分6期，首付1000，每期800", 6, 800_00, 800_00, 1000_00),
        ("12期每期350，每月15号还", 12, 350_00, 350_00, 0),
        ("36期 每期 1,250.50 总额45018", 36, 1250_50, 1250_50, 0),
        ("可以分24期，每期大概两百", 24, 200_00, 200_00, 0),
    ],
)
def test_an_offer_is_heard_as_it_is_spoken(said: str, periods: int, each: int, last: int, down: int) -> None:
    plan = plan_told(said, NOW)
    assert plan is not None
    assert (plan.settled(3900_00), plan.down) == ((periods, each, last), down)


@pytest.mark.parametrize(
    "said", ["", "你好", "3000", "还完2000再说", "展期一个月", "延期3个月再还", "先付30% 剩下分3期"]
)
def test_what_names_no_plan_is_asked_again(said: str) -> None:
    assert plan_told(said, NOW) is None


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("分12期 每期350 第一期下个月5号", date(2026, 12, 5)),
        ("12期每期350，每月15号还", date(2026, 12, 15)),
        ("分60期，第一期12月8号", date(2026, 12, 8)),
        ("分12期 每期350", None),
    ],
)
def test_the_first_day_is_heard_where_it_is_said(said: str, first: date | None) -> None:
    plan = plan_told(said, NOW)
    assert plan is not None
    assert plan.first == first


@given(st.text(max_size=60) | st.text("分期每月还清折先剩下一二三百千万0123456789，。 ", max_size=30))
def test_whatever_is_told_of_an_offer_adds_up_or_is_asked_again(text: str) -> None:
    plan = plan_told(text, NOW)
    numbers = plan.settled(3900_00) if plan else None
    if plan and numbers:
        periods, each, last = numbers
        assert periods >= 1
        assert each > 0
        assert last > 0


# --- what to ask for instead, within what can be paid ------------------------------------------------------

SUMS = st.integers(1, 10**8)


@given(SUMS, SUMS, st.integers(1, 60), st.integers(0, 10**6), st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_no_plan_that_is_asked_for_is_above_what_can_be_paid(
    owed: int, each: int, periods: int, monthly: int, other: int, share: int | None
) -> None:
    """Whatever the person keeps aside, and whatever was agreed with somebody else."""
    debt = replace(DEBT, asked=owed, share=share)
    ledger = Ledger(debts=(debt, replace(DEBT, id="2")), said=monthly)
    ledger = ledger.noting(Agreement(debt="2", on=TODAY, each=other, periods=9, last=other, first=FIRST))
    free = room(ledger, debt)
    assert 0 <= free <= max(0, monthly - other)
    offer = Offer("", each, periods, FIRST)
    for counter in counters(offer, owed, free):
        assert max(counter.each, counter.last) <= free
        assert counter.total == counter.each * (counter.periods - 1) + counter.last
        assert counter.total <= offer.total


@given(SUMS, st.integers(1, 60), st.integers(0, 10**6), st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_the_instalments_of_an_agreement_add_up_to_it_to_the_fen(
    total: int, periods: int, down: int, first: date
) -> None:
    plan = plan_told(f"分{periods}期", NOW)
    assert plan is not None
    if numbers := plan.settled(total):
        count, each, last = numbers
        agreement = Agreement("1", "1", TODAY, down, each, count, last, first)
        assert sum(each.fen for each in instalments(agreement)) == total + down
        assert all(each.fen > 0 for each in instalments(agreement))


@given(st.integers(1000_00, 10**7), st.integers(0, 24), st.integers(1, 10**6), st.integers(1, 10**7))
def test_the_cost_that_is_told_makes_what_was_received_worth_what_is_paid(
    received: int, times: int, each: int, asked: int
) -> None:
    debt = replace(
        DEBT,
        asked=asked,
        received=received,
        contract_on=TODAY - timedelta(days=400),
        paid=times * each,
        paid_times=times,
    )
    cost = cost_of(debt, Scene(NOW, ledger=Ledger(debts=(debt,))))
    if cost is not None:
        daily = (1 + cost.effective) ** (Decimal(1) / 365) - 1
        worth = Decimal(received) - asked / (1 + daily) ** 400
        due = debt.contract_on or TODAY
        for number in range(times):
            month = due.month + number
            on = min(date(due.year + month // 12, month % 12 + 1, due.day), TODAY)
            worth -= each / (1 + daily) ** (on - due).days
        assert abs(worth) < 1


def test_the_cost_of_a_plan_agrees_with_an_independent_one() -> None:
    """Received today, and to be paid back in the twelve months of the offer on the table."""
    debt = replace(DEBT, received=3600_00, contract_on=TODAY, paid=0, paid_times=0)
    ledger = Ledger(debts=(debt,)).noting(Offer("", 350_00, 12, date(2026, 12, 25), last=350_00, debt="1"))
    cost = cost_of(debt, Scene(NOW, ledger=ledger))
    assert cost is not None
    days = [TODAY, *(date(2026 + (11 + n) // 12, (11 + n) % 12 + 1, 25) for n in range(12))]
    assert float(cost.effective) == pytest.approx(pyxirr.xirr(days, [3600_00, *[-350_00] * 12]), rel=1e-9)
    assert cost.simple < cost.effective


# --- how far one has come, and what is due -----------------------------------------------------------------

PLAN = Agreement("", "1", TODAY, 0, 280_00, 3, 280_00, FIRST)


def after(*steps: Spoken | Offer | Agreement | Payment) -> Ledger:
    ledger = OWING
    for step in steps:
        ledger = ledger.noting(replace(step, debt="1"))
    return ledger


PAID = [Payment(agreement="1", number=number, fen=280_00, on=TODAY) for number in (1, 2, 3)]


@pytest.mark.parametrize(
    ("ledger", "stage"),
    [
        (Ledger(debts=(DEBT,)), Stage.PREPARE),
        (OWING, Stage.CALL),
        (after(Spoken(ended=Ended.REFUSED)), Stage.AGAIN),
        (after(Spoken(ended=Ended.WAITING)), Stage.WAIT),
        (after(Spoken(ended=Ended.REFUSED), Offer("", 280_00, 3)), Stage.DECIDE),
        (after(Offer("", 280_00, 3, taken=True)), Stage.WRITTEN),
        (after(Offer("", 280_00, 3, taken=True, written=True)), Stage.CHECK),
        (after(PLAN), Stage.PAY),
        (after(PLAN, PAID[0]), Stage.KEEP),
        (after(PLAN, Spoken(ended=Ended.SHORT)), Stage.SHORT),
        (after(PLAN, Spoken(ended=Ended.SHORT), PAID[0]), Stage.KEEP),
        (after(PLAN, *PAID), Stage.PAID),
        (after(replace(PLAN, settled=True), *PAID), Stage.SETTLED),
        (after(PLAN, PAID[0], Offer("", 200_00, 4)), Stage.DECIDE),
    ],
)
def test_a_debt_has_its_stage(ledger: Ledger, stage: Stage) -> None:
    assert stage_of(ledger, DEBT, TODAY) is stage


def test_an_instalment_whose_day_is_over_is_short() -> None:
    assert stage_of(after(PLAN), DEBT, FIRST) is Stage.PAY
    assert stage_of(after(PLAN), DEBT, FIRST + timedelta(days=1)) is Stage.SHORT


def test_what_is_due_soon_comes_before_what_comes_first_in_the_order() -> None:
    court = Debt("2", "甲平台", Kind.MICROLOAN, 6500_00, court=True)
    ledger = replace(after(PLAN), debts=(DEBT, court))
    assert pressing(ledger, TODAY) == court
    assert pressing(ledger, FIRST - timedelta(days=3)) == DEBT


def test_reminders_are_of_what_is_left_to_pay_and_of_what_was_promised() -> None:
    ledger = after(PLAN, PAID[0])
    agreement = running(ledger, "1")
    assert agreement is not None
    assert list(last_days(ledger, "1")) == ["1.2", "1.3"]
    promised = ledger.noting(Spoken(debt="1", ended=Ended.WAITING, next_on=date(2026, 12, 1)))
    assert list(last_days(promised, "1")) == ["3", "1.2", "1.3"]
    due = next_due(ledger.noting(replace(PAID[1], debt="1", fen=100_00)), agreement)
    assert due is not None
    assert (due.number, due.fen) == (2, 180_00)


# --- the paper, and what is told beside ---------------------------------------------------------------------

WHOLE = "总额5040元，分18期，每期280元，每月5日还，从绑定的银行卡自动扣款，罚息停止计算，任何一期未按时还，方案失效。"


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        ("", ()),
        ("罚息停止计算，", (Point.PENALTY,)),
        ("从绑定的银行卡自动扣款，", (Point.PAYEE,)),
        ("，任何一期未按时还，方案失效", (Point.MISSED,)),
        ("每月5日还，", (Point.DAY,)),
        ("总额5040元，", (Point.TOTAL,)),
        ("每期280元，", (Point.EACH,)),
        ("分18期，", (Point.PERIODS,)),
    ],
)
def test_a_paper_is_looked_through_for_its_points(gone: str, missing: tuple[Point, ...]) -> None:
    assert points_in(WHOLE.replace(gone, "")).missing == missing


@pytest.mark.parametrize(
    ("accept", "text", "told"),
    [
        (paid_back, "8期 每期900", '{"paid": 720000, "times": 8}'),
        (paid_back, "一共还了7200", '{"paid": 720000, "times": 1}'),
        (paid_back, "没还过", '{"paid": 0, "times": 0}'),
        (parts, "本金8000 利息600 违约金100 罚息200 手续费50", None),
        (complaint, "单号 AB20261125 12月10日前回复", '{"number": "AB20261125", "by": "2026-12-10"}'),
        (collector, "某某信息 受甲平台委托 17000001234", None),
    ],
)
def test_what_is_told_beside_is_heard(accept: object, text: str, told: str | None) -> None:
    assert callable(accept)
    answer = accept(text, Scene(NOW))
    assert isinstance(answer, str)
    if told is not None:
        assert answer == told
    elif accept is parts:
        assert answer == '{"principal": 800000, "interest": 60000, "penalty": 30000, "fees": 5000}'
    else:
        assert answer == '{"name": "某某信息", "numbers": ["17000001234"], "acts_for": "甲平台"}'


# --- what a person notices ----------------------------------------------------------------------------------

TO_OFFER = (
    *("/mydata", "可以，记着", "欠款", "先写欠款", "乙平台900", "先管哪笔", "直接说数", "500", "留出来了"),
    *("我的进度", "看一笔", "谈过了", "他给了方案", "分2期 每期450 第一期12月10号", "对", "没说"),
)
PAPER = "总额900，分2期，每期450，首期12月10日，从绑定的银行卡扣，罚息停，未按时还款视为违约可再协商。"
AGREED = (*TO_OFFER, "可以接受", "收到了", PAPER, "官方 App、短信", "还得起", "好")


async def test_of_the_paper_nothing_is_kept_but_what_it_lacks(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *AGREED)
    assert "绑定的银行卡" not in (await kept(talk)).dump()
    assert running(await kept(talk), "1") is not None


async def test_each_instalment_rings_three_times_until_it_is_paid(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *AGREED)
    armed = "SELECT about, step FROM reminder WHERE state = 'armed' ORDER BY due"
    steps = ("three_days", "one_day", "the_day")
    assert await rows(talk, armed) == [(f"2.{number}", step) for number in (1, 2) for step in steps]
    await said(talk, "我的进度", "看一笔", "付了", "照数还了", "以后再截")
    assert await rows(talk, armed) == [("2.2", step) for step in steps]


async def test_a_new_offer_ends_the_reminders_of_the_plan_that_it_replaces(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *AGREED, "我的进度", "看一笔", "可能还不上", "我借的", "发了", "给了新方案", "分3期 每期300", "对")
    assert await rows(talk, "SELECT count(*) FROM reminder WHERE state = 'armed' AND flow = 'due'") == [(0,)]


async def test_payments_lower_what_is_owed_and_can_be_taken_back(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *AGREED, "我的进度", "看一笔", "付了", "照数还了", "以后再截")
    assert (await kept(talk)).total == 450_00
    await said(talk, "/start", "从头来", "欠款", "撤回")
    assert (await kept(talk)).total == 900_00


async def test_dealings_are_counted_and_deleted_with_the_debts(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *AGREED)
    assert "欠款 1 笔，谈还款 2 条" in await said(talk, "/mydata")
    await said(talk, "删除", "只删一部分", "别的", "欠款", "确定，删掉")
    assert "欠款 0 笔，谈还款 0 条" in await said(talk, "/mydata")
    assert (await kept(talk)).dealings == ()


async def test_crisis_words_win_where_an_offer_is_told(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, *TO_OFFER[:-3], "谈不成 不想活了")
    assert "钱的事先放下" in answer


async def test_a_paper_that_is_forwarded_is_read_where_it_is_asked_for(talk: Talk) -> None:
    await talk.begin()
    answer = await said(talk, *TO_OFFER, "可以接受", "收到了", f"【乙平台】{PAPER}")
    assert "你在哪看到的" in answer


def test_a_picture_of_the_paper_is_read_where_it_is_asked_for() -> None:
    """What was read in it goes through the eight points, and is not judged as a message."""
    session = Session((Place("deal", "papers"),))
    scene = replace(Scene(NOW), ledger=after(Offer("", 280_00, 18)))
    turn = advance(PLAYBOOK, session, Fetched({"kept": 1}, only=Kept(1, WHOLE)), scene)
    assert turn.session.places[-1].step == "source"
    turn = advance(PLAYBOOK, turn.session, Picked("official", turn.session.screen), scene)
    assert turn.session.places[-1].step == "complete"

"""The ledger in the store: sealed, undone change by change, gone when it is deleted, never kept of who said no."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import reduce

import aiosqlite
import pytest
from conftest import labels, said
from hypothesis import given
from hypothesis import strategies as st

from bot.house import open_house
from bot.ledger import ledger_of
from bot.people import meet
from bot.settings import Settings
from bot.store import one
from bot.terminal import Hands, Talk
from conversations.dealings import Agreement, Collector, Complaint, Ended, Payment
from conversations.dealings import Talk as Spoken
from conversations.ledger import MOST_DEALINGS, MOST_DEBTS, Ledger
from conversations.money.budget import QUESTIONS, Budget
from conversations.money.debts import Debt, Kind, Unsure
from conversations.money.offers import Offer

SIX = (
    "借呗 一万二 逾期40天\n信用卡1.8万 逾期60天\n甲平台6500 收到法院的纸了\n"
    "乙平台3900\n丙平台八千 我姐担保的\n丁平台1万"
)
WRITTEN = ("欠款", "先写欠款", SIX)


async def kept(talk: Talk) -> Ledger:
    async def body(db: aiosqlite.Connection) -> Ledger:
        who = await meet(db, talk.house.keys, 0, "zh_Hans", talk.house.now())
        return (await ledger_of(db, who))[0]

    return await talk.house.store.tx(body)


async def rows(talk: Talk) -> int:
    async def body(db: aiosqlite.Connection) -> int:
        return int((await one(db, "SELECT count(*) FROM ledger"))[0])

    return await talk.house.store.tx(body)


async def test_what_was_written_is_there_after_a_restart(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, *WRITTEN)
    async with open_house(settings, clock) as house:
        ledger = await kept(Talk(house))
    assert [debt.lender for debt in ledger.debts] == ["借呗", "信用卡", "甲平台", "乙平台", "丙平台", "丁平台"]
    assert ledger.total == 58_400_00
    assert [debt.lender for debt in ledger.debts if debt.court or debt.guarantor] == ["甲平台", "丙平台"]


async def test_days_overdue_are_counted_anew_each_day(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "/mydata", "可以，记着", *WRITTEN)
    assert "逾期 40 天" in await said(talk, "看全部")
    await said(talk, "@wait 3d")
    assert "逾期 43 天" in await said(talk, "欠款")


async def test_nothing_of_it_is_in_the_clear_on_the_disk(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, *WRITTEN, "看全部", "添一笔", "金丝雀贷 7315904")
        disk = b"".join(file.read_bytes() for file in sorted(settings.data.rglob("*")) if file.is_file())
    for secret in ("金丝雀", "7315904", "丙平台", "guarantor"):
        assert secret.encode() not in disk


async def test_every_change_can_be_undone_one_after_the_other(talk: Talk) -> None:
    await talk.begin()
    states = [Ledger()]
    for lines in (WRITTEN, ("看全部", "改一笔", "② 信用卡", "数目", "9000"), ("别的", "有人担保：没有"), ("删掉这笔",)):
        await said(talk, *lines)
        states.append(await kept(talk))
    assert [len(state.debts) for state in states] == [0, 6, 6, 6, 5]
    await said(talk, "撤回")
    for before in (states[3], states[2], states[1], states[0]):
        assert await kept(talk) == before
        answer = await said(talk, "再撤一步")
    assert "没有可以撤回的了" in answer
    assert await rows(talk) == 0


async def test_an_entry_that_does_not_open_takes_no_other_with_it(
    settings: Settings, clock: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, *WRITTEN)
    with closing(sqlite3.connect(settings.database)) as db, db:
        db.execute("UPDATE ledger SET body = x'00' WHERE entry = '2'")
    async with open_house(settings, clock) as house:
        ledger = await kept(Talk(house))
    assert [debt.id for debt in ledger.debts] == ["1", "3", "4", "5", "6"]
    assert {record.message for record in caplog.records} == {"ledger_spoilt"}


async def test_debts_are_counted_and_can_be_deleted_by_themselves(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *WRITTEN)
    assert "欠款 6 笔" in await said(talk, "/mydata")
    assert "还有欠款 6 笔" in await said(talk, "删除")
    assert "欠款：6 笔" in await said(talk, "只删一部分", "别的", "欠款")
    assert "欠款和预算都没有了" in await said(talk, "确定，删掉")
    assert await rows(talk) == 0
    assert "欠款 0 笔" in await said(talk, "/mydata")


async def test_deleting_everything_deletes_debts_and_counts_them(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *WRITTEN, "删除", "全部删除")
    assert "共 6 项" in await said(talk, "确定，全部删除")
    assert await rows(talk) == 0


@pytest.mark.parametrize("refusal", ["不保存", "未满 18"])
async def test_who_is_not_remembered_works_in_the_session_and_nothing_is_written_down(talk: Talk, refusal: str) -> None:
    await talk.begin()
    await said(talk, *WRITTEN, "先管哪笔", "先看顺序", "看后面的", "就这样")
    await said(talk, refusal)
    assert await rows(talk) == 0, "what was kept before is wiped"
    answer = await said(talk, "/start", "从头来", "欠款", "先写欠款", SIX)
    assert "这些只在这次用" in answer
    assert "58,400" in answer
    assert "借呗 12,000，逾期 40 天" in await said(talk, "接着", "看全部")
    assert await rows(talk) == 0
    assert "和这次说的欠款 6 笔" in await said(talk, "/mydata")
    await said(talk, "删除", "全部删除")
    assert "共 6 项" in await said(talk, "确定，全部删除")


async def test_who_agrees_later_keeps_what_is_in_hand(talk: Talk) -> None:
    await talk.begin()
    await said(talk, *WRITTEN, "先管哪笔", "先看顺序", "看后面的", "就这样", "不保存", "/start", "从头来")
    await said(talk, "欠款", "先写欠款", SIX, "/mydata", "改成记着")
    assert len((await kept(talk)).debts) == 6


async def test_more_than_fits_is_not_written_down_and_said_so(talk: Talk) -> None:
    await talk.begin()
    many = "\\n".join(f"甲{number}平台 3900" for number in range(29))
    await said(talk, "欠款", "先写欠款", many, "再添几笔")
    assert "最多记 40 笔" in await said(talk, many)
    assert len((await kept(talk)).debts) == 29 <= MOST_DEBTS


async def test_crisis_words_win_while_debts_are_written(talk: Talk) -> None:
    await talk.begin()
    assert "钱的事先放下" in await said(talk, "欠款", "先写欠款", "借呗 一万二\n还不完了 不想活了")
    assert await rows(talk) == 0


async def test_a_line_of_debts_that_speaks_of_a_visit_is_still_one(talk: Talk) -> None:
    await talk.begin()
    await said(talk, "欠款", "先写欠款", "甲平台 3900 说要上门")
    assert [debt.lender for debt in (await kept(talk)).debts] == ["甲平台"]


async def test_a_long_list_is_shown_three_a_page(talk: Talk) -> None:
    await talk.begin()
    first = await said(talk, *WRITTEN, "看全部")
    second = await said(talk, "下一页")
    assert (first.count("\n"), second.count("\n")) == (2, 2)
    assert "丁平台" in second
    assert labels(talk) == ["添一笔", "改一笔", "先管哪笔", "下一页"]
    assert await said(talk, "下一页") == first


# --- the value ------------------------------------------------------------------------------------------

DEBTS = st.builds(
    Debt,
    id=st.just(""),
    lender=st.text(max_size=8),
    kind=st.sampled_from(Kind),
    asked=st.integers(0, 10**10),
    principal=st.none() | st.integers(0, 10**9),
    overdue_since=st.none() | st.dates(),
    court=st.booleans(),
    court_by=st.none() | st.dates(),
    guarantor=st.booleans(),
    reported=st.none() | st.booleans(),
    yearly=st.none() | st.decimals(0, 5, places=4),
    contract_on=st.none() | st.dates(),
    contract_known=st.none() | st.booleans(),
    unsure=st.lists(st.sampled_from(Unsure), unique=True).map(tuple),
)
DAYS = st.none() | st.dates()
DEALINGS = st.one_of(
    st.builds(Collector, id=st.just(""), name=st.text(max_size=8), numbers=st.lists(st.text(max_size=5)).map(tuple)),
    st.builds(Spoken, id=st.just(""), on=DAYS, ended=st.sampled_from(Ended), reason=st.text(max_size=8), next_on=DAYS),
    st.builds(
        Offer, id=st.just(""), each=st.integers(0, 10**9), first=DAYS, on=DAYS, until=DAYS, written=st.booleans()
    ),
    st.builds(Agreement, id=st.just(""), on=DAYS, first=DAYS, missing=st.lists(st.text(max_size=5)).map(tuple)),
    st.builds(Payment, id=st.just(""), fen=st.integers(0, 10**9), on=DAYS, receipt=st.booleans()),
    st.builds(Complaint, id=st.just(""), on=DAYS, number=st.text(max_size=8), reply_by=DAYS),
)
BUDGETS = st.builds(Budget, **{question: st.integers(0, 10**8) for question in QUESTIONS})
LEDGERS = st.builds(
    lambda debts, dealings, budget, said, chosen: replace(
        reduce(Ledger.noting, dealings, Ledger().adding(debts)), budget=budget, said=said, chosen=chosen
    ),
    st.lists(DEBTS, max_size=5),
    st.lists(DEALINGS, max_size=5),
    BUDGETS,
    st.none() | st.integers(0, 10**7),
    st.lists(st.sampled_from("123456789"), max_size=5).map(tuple),
)


@given(LEDGERS)
def test_what_is_written_is_read_again(ledger: Ledger) -> None:
    assert Ledger.load(ledger.dump()) == ledger
    assert Ledger.read(ledger.entries()) == ledger


def test_an_entry_of_an_earlier_release_takes_defaults_and_one_of_a_later_is_read_as_far_as_known() -> None:
    old = Ledger.read({("debt", "3"): '{"id": "3", "lender": "甲", "kind": "card", "asked": 5, "mood": "blue"}'})
    assert old.debts == (Debt("3", "甲", Kind.CARD, 5),)


def test_an_id_is_never_given_out_twice_while_debts_are_there() -> None:
    ledger = Ledger().adding([Debt("", "甲", Kind.CARD, 1), Debt("", "乙", Kind.CARD, 1)])
    assert [debt.id for debt in ledger.without("1").adding([Debt("", "丙", Kind.CARD, 1)]).debts] == ["2", "3"]


def test_what_was_agreed_on_is_never_crowded_out() -> None:
    ledger = Ledger().noting(Agreement(debt="1"))
    for _ in range(MOST_DEALINGS + 5):
        ledger = ledger.noting(Spoken(debt="1"))
    assert len(ledger.dealings) == MOST_DEALINGS
    assert isinstance(ledger.dealings[0], Agreement)
    assert len({each.id for each in ledger.dealings}) == MOST_DEALINGS


def test_what_happened_with_a_debt_goes_with_it() -> None:
    ledger = Ledger().adding([Debt("", "甲", Kind.CARD, 1), Debt("", "乙", Kind.CARD, 1)])
    ledger = ledger.noting(Spoken(debt="1")).noting(Spoken(debt="2"))
    assert [each.debt for each in ledger.without("1").dealings] == ["2"]


def test_a_rate_and_a_day_keep_their_kinds() -> None:
    debt = Debt("", "甲", Kind.CARD, 1, yearly=Decimal("0.36"), court_by=date(2026, 12, 8))
    assert Ledger.load(Ledger().adding([debt]).dump()).debts[0] == replace(debt, id="1")

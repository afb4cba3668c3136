"""Debts as people write them, on 25 November 2026: who, how much, since when, and what is asked back."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.debts_told.lines import LONGEST, MOST_AT_ONCE, debts_told
from conversations.money.debts import Debt, Kind

TODAY = date(2026, 11, 25)
TABLE = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parent / "data" / "debts.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def written(debt: Debt) -> str:
    """As the table writes it: lender, kind, yuan, days overdue, what is there, and what is asked back."""
    told = {
        "court": debt.court,
        "guarantor": debt.guarantor,
        "reported": debt.reported is True,
        "unreported": debt.reported is False,
        "contract": debt.contract_known is True,
        "no_contract": debt.contract_known is False,
    }
    parts = {"principal": debt.principal, "interest": debt.interest, "penalty": debt.penalty, "fees": debt.fees}
    words = [debt.lender or "-", debt.kind, f"{debt.asked / 100:g}"]
    words += [f"{debt.days_late(TODAY)}d"] if debt.overdue_since else []
    words += [name for name, holds in told.items() if holds]
    words += [f"yearly={debt.yearly:f}"] if debt.yearly is not None else []
    words += [f"{name}={fen / 100:g}" for name, fen in parts.items() if fen is not None]
    return " ".join([*words, *(f"{doubt}?" for doubt in debt.unsure)])


@pytest.mark.parametrize(("said", "meant"), TABLE, ids=[said for said, _ in TABLE])
def test_what_a_line_says_of_debts(said: str, meant: str) -> None:
    told = debts_told(said, TODAY)
    assert " ; ".join(map(written, told.debts)) + (" (unread)" if told.unread else "") == meant.replace("nothing", "")


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 120


def test_the_six_lines_of_one_message() -> None:
    told = debts_told(
        "借呗 一万二 逾期40天\n信用卡1.8万 两个月\n甲平台6500 收到法院的纸了\n"
        "乙平台3900\n丙平台八千 我姐担保的\n丁平台1万",
        TODAY,
    )
    assert sum(debt.asked for debt in told.debts) == 58_400_00
    assert [bool(debt.unsure) for debt in told.debts] == [False, True, False, False, False, False]
    assert told.unread == ()


def test_a_line_that_nothing_is_understood_of_is_given_back() -> None:
    assert debts_told("借呗 一万二\n嗯我想想", TODAY).unread == ("嗯我想想",)


def test_what_is_paid_off_is_no_debt() -> None:
    assert debts_told("招联 7000 还清了", TODAY).debts == ()


def test_a_known_name_tells_whose_rules_hold() -> None:
    told = debts_told("招行信用卡 1000\n建行 1000\n花呗 1000\n房租 1000", TODAY)
    kinds = {debt.lender: debt.kind for debt in told.debts}
    assert kinds == {"招行信用卡": Kind.CARD, "建行": Kind.BANK, "花呗": Kind.CONSUMER, "房租": Kind.HOME}


PIECES = st.sampled_from(
    ["借呗", "信用卡", "甲平台", "一万二", "1.8万", "3900", "逾期40天", "两个月", "法院的纸", "我姐担保", "，", "\n",
     " ", "还有", "从8月开始没还", "没逾期", "几千", "上个月", "2月30号逾期", "13月", "0", "欠", "了", "①", "\0",
     "还清了", "每月500", "年化36%"]
)  # fmt: skip


@given(st.text(max_size=200) | st.lists(PIECES, max_size=30).map("".join))
def test_nothing_that_is_written_raises_and_every_sum_is_one(said: str) -> None:
    told = debts_told(said, TODAY)
    assert len(told.debts) <= MOST_AT_ONCE
    for debt in told.debts:
        assert debt.asked >= 0
        assert debt.overdue_since is None or debt.overdue_since <= TODAY
        assert debt.asked or debt.unsure, "a debt without a sum is asked about"


def test_the_longest_message_is_read_at_once() -> None:
    begun = time.process_time()
    debts_told("甲平台3900 两个月 我姐担保，" * LONGEST, TODAY)
    assert time.process_time() - begun < 0.5

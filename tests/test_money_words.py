"""Sums and rates as people write them: what is one, how much, what it is called, and what only looks like one."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.spoken.money import LONGEST_TEXT, Money, Unclear, money_in, sum_meant
from conversations.spoken.rates import Rate
from conversations.spoken.sums import Sum

TABLE = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parent / "data" / "money.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def written(money: Money) -> str:
    """As the table writes it."""
    about, tag = "~" if money.about else "", f":{money.tag}" if money.tag else ""
    if isinstance(money, Rate):
        ends = dict.fromkeys(f"{plain(share * 100)}%" for share in (money.value, money.most))
        return f"{about}{'..'.join(ends)}{f'/{money.per}' if money.per else ''}{tag}"
    ends = dict.fromkeys(f"{fen // 100}.{fen % 100:02d}".removesuffix(".00") for fen in (money.fen, money.most))
    return f"{about}{'..'.join(ends)}{tag}"


def plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


@pytest.mark.parametrize(("text", "meant"), TABLE, ids=[text for text, _ in TABLE])
def test_what_a_text_says_of_money(text: str, meant: str) -> None:
    assert " ".join(map(written, money_in(text))) == meant


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("6200", 620000),
        ("6200吧", 620000),
        ("大概六千二", 620000),
        ("每月3000块", 300000),
        ("3000一个月", 300000),
        ("3", 300),
        ("五块", 500),
        ("十五", 1500),
        ("1.5", 150),
        ("0", 0),
        ("没有", 0),
        ("没有。", 0),
        ("暂时没有", 0),
        ("无", 0),
        ("零", 0),
        ("两万三\n", 2300000),
        ("房租1500", 150000),
        ("1万5周五前还", 1500000),
        ("２０００", 200000),
        ("95188", 9518800),
        ("一万三分利", 1000000),
    ],
)
def test_an_answer_to_how_much_may_be_any_number(said: str, fen: int) -> None:
    found = sum_meant(said)
    assert isinstance(found, Sum)
    assert found.fen == fen


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Unclear.NONE),
        ("不知道", Unclear.NONE),
        ("看情况吧", Unclear.NONE),
        ("工资5000加奖金1000", Unclear.SEVERAL),
        ("年化36%", Unclear.RATE),
        ("三分利", Unclear.RATE),
        ("6222021234567890123", Unclear.NUMBER),
        ("13812345678", Unclear.NUMBER),
        ("2026-11-25", Unclear.NUMBER),
        ("12期", Unclear.NUMBER),
        ("500美元", Unclear.FOREIGN),
        ("$500", Unclear.FOREIGN),
        ("-300", Unclear.NEGATIVE),
        ("负三百", Unclear.NEGATIVE),
        ("9000亿", Unclear.TOO_MUCH),
    ],
)
def test_an_answer_that_names_no_one_sum_says_why(said: str, why: Unclear) -> None:
    assert sum_meant(said) is why


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("借呗 一万二 逾期40天", ["一万二"]),
        ("共￥3,200.50元，含罚息 32 元", ["￥3,200.50元", "32 元"]),
        ("壹万元整（￥１０，０００．００）", ["壹万元整", "￥１０，０００．００"]),
        ("月息2分，本金 1.5 万", ["2分", "1.5 万"]),
        ("大概三千多块左右", ["三千多块"]),
        ("分12期，每期1-2万", ["1-2万"]),
        ("年化百分之三十六", ["百分之三十六"]),
    ],
)
def test_a_sum_knows_where_it_stands_in_the_text(text: str, spans: list[str]) -> None:
    assert [text[money.start : money.end] for money in money_in(text)] == spans


PIECES = (
    "零一二两三四五六七八九十百千万亿几多来元块角毛分厘利息%￥.,，、-到第期天月日年号："
    ": 0123456789wkWK年化每期本金罚x*(（）)\n"
)


@given(st.text(alphabet=PIECES, max_size=60) | st.text(max_size=60))
def test_nothing_that_somebody_writes_raises_and_a_span_is_inside_the_text(text: str) -> None:
    end = 0
    for money in money_in(text):
        assert end <= money.start < money.end <= len(text)
        end = money.end
        if isinstance(money, Sum):
            assert 0 <= money.fen <= money.most
            assert text[money.start : money.end].strip() == text[money.start : money.end]
        else:
            assert 0 <= money.value <= money.most
    sum_meant(text)


@given(st.integers(1, 9_999_999_999))
def test_every_whole_sum_is_read_as_another_library_writes_it(yuan: int) -> None:
    for style in ("low", "up"):
        written_out = cn2an.an2cn(yuan, style)
        assert [money.fen for money in money_in(f"{written_out}元") if isinstance(money, Sum)] == [yuan * 100]


@given(st.integers(10, 9_999_999_999_99))
def test_every_sum_to_the_fen_is_read_as_banks_write_it(fen: int) -> None:
    said = cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")
    found = money_in(said)
    assert [money.fen for money in found if isinstance(money, Sum)] == [fen], said
    assert [money.fen for money in money_in(f"￥{fen // 100:,}.{fen % 100:02d}") if isinstance(money, Sum)] == [fen]


ELIDED = ("两万三", "一百二", "2万3千", "三千五", "一万零五", "十五万")


@pytest.mark.parametrize("said", ELIDED)
def test_what_is_left_out_is_understood_as_another_library_does(said: str) -> None:
    found = sum_meant(said)
    assert isinstance(found, Sum)
    assert found.fen == cn2an.cn2an(said, "smart") * 100


BAD = "1 万 1,234 一二三 1- 1.1 每期 三分 百分之 * (2026) ¥ 十多万 a1 1: 1月 三千五一 8百到 1、 5% 息三分"


@pytest.mark.parametrize("bad", BAD.split())
def test_a_long_text_is_read_in_time_that_grows_with_its_length(bad: str) -> None:
    text = (bad * LONGEST_TEXT)[:LONGEST_TEXT]
    assert took(text) < max(10 * took(text[: len(text) // 4]), 1)


def took(text: str) -> float:
    """Seconds of work: of the processor, as others may be busy on it."""
    begun = time.process_time()
    money_in(text)
    return time.process_time() - begun

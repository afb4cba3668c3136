"""What a loan costs a year: against another library, against the payments themselves, against the ceilings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.money.ceilings import ceilings
from conversations.money.cost import (
    Flow,
    Stands,
    Yearly,
    compared,
    cost_of_flows,
    cost_of_instalments,
)
from conversations.money.debts import Kind

START = date(2026, 3, 1)


def percent(share: Decimal) -> str:
    return f"{share * 100:.2f}"


@pytest.mark.parametrize(
    ("received", "payments", "simple", "effective"),
    [
        (7200_00, (812_50,) * 12, "60.04", "79.66"),
        (10000_00, (1000_00,) * 12, "35.07", "41.30"),
        (10000_00, (893_33,) * 12, "13.03", "13.84"),  # 0.6% a month on the whole sum: not 7.2% a year
        (5000_00, (5000_00,), "0.00", "0.00"),
        (4000_00, (5000_00,), "300.00", "1355.19"),  # 砍头息: 1,000 kept back, a month
        (12000_00, (1000_00,) * 11, "-17.07", "-15.80"),
    ],
)
def test_the_cost_of_instalments_is_said_in_two_ways(
    received: int, payments: tuple[int, ...], simple: str, effective: str
) -> None:
    cost = cost_of_instalments(received, payments)
    assert cost
    assert (percent(cost.simple), percent(cost.effective)) == (simple, effective)


@pytest.mark.parametrize(
    ("received", "payments"),
    [(0, (100,)), (100, ()), (100, (0, 0)), (-100, (100,)), (1, (10**12,)), (100, (200, -50, 200))],
)
def test_where_no_rate_answers_none_is_given(received: int, payments: tuple[int, ...]) -> None:
    assert cost_of_instalments(received, payments) is None


def test_dated_flows_need_no_order_and_several_on_a_day_are_one() -> None:
    flows = [
        Flow(START + timedelta(days=30), -500_00),
        Flow(START, 4000_00),
        Flow(START + timedelta(days=7), -4000_00),
        Flow(START + timedelta(days=30), -100_00),
    ]
    cost = cost_of_flows(flows)
    assert cost
    dates, sums = zip(*((flow.day, flow.fen / 100) for flow in flows), strict=True)
    assert float(cost.effective) == pytest.approx(pyxirr.xirr(dates, sums), rel=1e-9)
    assert cost_of_flows([]) is None
    assert cost_of_flows([Flow(START, 100), Flow(START, -100)]) is None


def test_a_year_s_loan_repaid_at_once_costs_its_interest() -> None:
    cost = cost_of_flows([Flow(date(2025, 1, 1), 10000_00), Flow(date(2026, 1, 1), -12400_00)])
    assert cost
    assert percent(cost.effective) == "24.00"
    assert percent(cost.simple) == "21.71"


@st.composite
def loans(draw: st.DrawFn) -> tuple[int, list[int]]:
    """A sum received and payments that come to once to twice as much."""
    received, months = draw(st.integers(1000_00, 1_000_000_00)), draw(st.integers(6, 60))
    least = -(-received // months)
    return received, draw(st.lists(st.integers(least, 2 * least), min_size=months, max_size=months))


@settings(max_examples=30)
@given(loans())
def test_the_rate_gives_back_the_payments_to_the_fen(loan: tuple[int, list[int]]) -> None:
    received, payments = loan
    cost = cost_of_instalments(received, tuple(payments))
    assert cost
    with localcontext() as context:
        context.prec = 40
        owed = Decimal(received)
        for payment in payments:
            owed = owed * (1 + cost.monthly) - payment
        assert abs(owed) < 1


@settings(max_examples=30)
@given(loans())
def test_another_library_finds_the_same_monthly_rate(loan: tuple[int, list[int]]) -> None:
    received, payments = loan
    cost = cost_of_instalments(received, tuple(payments))
    assert cost
    other = pyxirr.irr([received, *(-payment for payment in payments)])
    assert float(cost.monthly) == pytest.approx(other, rel=1e-6, abs=1e-9)


@settings(max_examples=30)
@given(loans(), st.lists(st.integers(20, 45), min_size=60, max_size=60))
def test_another_library_finds_the_same_yearly_rate_of_dated_flows(
    loan: tuple[int, list[int]], gaps: list[int]
) -> None:
    received, payments = loan
    flows, day = [Flow(START, received)], START
    for payment, gap in zip(payments, gaps, strict=False):
        day += timedelta(days=gap)
        flows.append(Flow(day, -payment))
    cost = cost_of_flows(flows)
    assert cost
    other = pyxirr.xirr([flow.day for flow in flows], [flow.fen for flow in flows])
    assert float(cost.effective) == pytest.approx(other, rel=1e-6, abs=1e-8)


TODAY = date(2026, 11, 25)


def said(simple: str, effective: str, kind: Kind, contract_on: date | None) -> list[tuple[str, str, bool]]:
    cost = Yearly(Decimal(simple) / 12, Decimal(simple), Decimal(effective))
    found = compared(cost, kind, contract_on, ceilings(TODAY))
    return [(one.ceiling.fact, one.stands.value, one.sure) for one in found]


def test_a_ceiling_is_named_only_to_whom_it_binds_and_from_its_day_on() -> None:
    above, between, within = Stands.ABOVE.value, Stands.BETWEEN.value, Stands.WITHIN.value
    assert said("0.36", "0.43", Kind.BANK, None) == [("court-24pct", above, True)]
    assert said("0.23", "0.26", Kind.BANK, None) == [("court-24pct", between, True)]
    assert said("0.18", "0.20", Kind.CARD, None) == [("court-24pct", within, True)]
    assert said("0.36", "0.43", Kind.MICROLOAN, date(2024, 5, 1)) == [("court-24pct", above, True)]
    assert said("0.36", "0.43", Kind.MICROLOAN, date(2026, 5, 1)) == [
        ("court-24pct", above, True),
        ("microloan-cost-2025", above, True),
    ]
    assert said("0.36", "0.43", Kind.MICROLOAN, None)[1] == ("microloan-cost-2025", above, False)
    assert said("0.20", "0.22", Kind.PRIVATE, date(2025, 12, 15)) == [("private-4lpr", above, True)]
    assert said("0.20", "0.22", Kind.PRIVATE, date(2026, 3, 1)) == []  # that month's own rate is not known here
    assert said("0.36", "0.43", Kind.OTHER, None) == []


def test_the_lines_are_those_of_the_facts_and_go_when_a_fact_has_to_be_read_again() -> None:
    assert {line.fact: percent(line.yearly) for line in ceilings(TODAY)} == {
        "court-24pct": "24.00",
        "microloan-cost-2025": "24.00",
        "private-4lpr": "12.00",
    }
    assert ceilings(date(2040, 1, 1)) == ()

"""Which debt comes first, why, and that the person has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from conversations.money.debts import Debt, Kind
from conversations.money.order import Reason, moved, ordered, reasons, steps

TODAY = date(2026, 11, 25)
HUABEI = Debt("1", "借呗", Kind.CONSUMER, 12000_00, overdue_since=TODAY - timedelta(days=40), reported=True)
CARD = Debt("2", "信用卡", Kind.CARD, 18000_00, overdue_since=TODAY - timedelta(days=60))
JIA = Debt("3", "甲平台", Kind.MICROLOAN, 6500_00, court=True)
YI = Debt("4", "乙平台", Kind.MICROLOAN, 3900_00)
BING = Debt("5", "丙平台", Kind.MICROLOAN, 8000_00, guarantor=True)
DING = Debt("6", "丁平台", Kind.MICROLOAN, 10000_00)
SIX = (HUABEI, CARD, JIA, YI, BING, DING)
MONTHLY = 1600_00


def order(*debts: Debt, chosen: tuple[str, ...] = ()) -> str:
    return " ".join(row.debt.lender for row in ordered(debts, MONTHLY, TODAY, chosen))


def test_the_worked_example() -> None:
    rows = ordered(SIX, MONTHLY, TODAY)
    told = [([row.debt.lender for row in step], step[0].reason) for step in steps(rows)]
    assert told == [
        (["甲平台"], Reason.COURT),
        (["丙平台"], Reason.GUARANTOR),
        (["信用卡", "借呗"], Reason.REPORTED),
        (["乙平台"], Reason.SMALL),
        (["丁平台"], Reason.LATER),
    ]
    assert sum(debt.asked for debt in SIX) == 58_400_00


def test_each_reason_has_its_place() -> None:
    rent = Debt("7", "房租", Kind.HOME, 20000_00)
    dear = Debt("8", "高息", Kind.MICROLOAN, 30000_00, yearly=Decimal("0.36"))
    assert order(*SIX, rent, dear) == "甲平台 丙平台 房租 信用卡 借呗 高息 乙平台 丁平台"


def test_the_court_s_earlier_day_comes_first() -> None:
    soon, late = replace(DING, court_by=date(2026, 12, 1)), replace(YI, court_by=date(2026, 12, 9))
    assert order(late, soon, JIA) == "丁平台 乙平台 甲平台"


def test_every_reason_that_holds_is_named_the_strongest_first() -> None:
    both = replace(YI, guarantor=True, yearly=Decimal("0.36"))
    assert reasons(both, MONTHLY) == (Reason.GUARANTOR, Reason.RATE, Reason.SMALL, Reason.LATER)


def test_a_card_is_taken_to_be_reported_until_the_person_has_looked() -> None:
    assert reasons(CARD, MONTHLY)[0] is Reason.REPORTED
    assert reasons(replace(CARD, reported=False), MONTHLY)[0] is Reason.LATER


def test_the_person_s_own_order_stands() -> None:
    chosen = moved(ordered(SIX, MONTHLY, TODAY), "6", up=True)
    assert order(*SIX, chosen=chosen) == "甲平台 丙平台 信用卡 借呗 丁平台 乙平台"
    again = ordered(SIX, MONTHLY, TODAY, chosen)
    assert all(row.own for row in again)
    assert moved(again, "3", up=True) == chosen  # the first row goes no higher


def test_a_debt_that_came_after_the_choice_is_put_before_what_is_less_pressing() -> None:
    chosen = ("6", "4", "1", "2", "5", "3")
    summons = Debt("9", "戊", Kind.BANK, 500_00, court_by=date(2026, 12, 3))
    assert order(*SIX, summons, chosen=chosen).split()[0] == "戊"
    small = Debt("9", "戊", Kind.OTHER, 100_000_00)
    assert order(*SIX, small, chosen=chosen).split()[-1] == "戊"


def test_a_choice_survives_a_debt_that_is_gone() -> None:
    assert order(YI, DING, chosen=("6", "2", "4", "6")) == "丁平台 乙平台"


DEBTS = st.lists(
    st.builds(
        Debt,
        id=st.uuids().map(str),
        lender=st.just("甲"),
        kind=st.sampled_from(Kind),
        asked=st.integers(0, 10**9),
        overdue_since=st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
        court=st.booleans(),
        court_by=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        guarantor=st.booleans(),
        reported=st.none() | st.booleans(),
        yearly=st.none() | st.decimals(0, 5, places=4),
    ),
    max_size=8,
    unique_by=lambda debt: debt.id,
)


@given(DEBTS, st.integers(0, 10**7), st.randoms(use_true_random=False))
def test_every_debt_has_one_place_and_the_person_s_own_keep_theirs(
    debts: list[Debt], monthly: int, chance: Random
) -> None:
    rows = ordered(debts, monthly, TODAY)
    assert sorted(row.debt.id for row in rows) == sorted(debt.id for debt in debts)
    assert [row.reason for row in rows] == sorted(row.reason for row in rows)
    chosen = [debt.id for debt in debts]
    chance.shuffle(chosen)
    kept = tuple(chosen[: len(chosen) // 2])
    own = [row.debt.id for row in ordered(debts, monthly, TODAY, kept) if row.own]
    assert tuple(own) == kept


def test_what_the_bill_does_not_explain() -> None:
    bill = replace(YI, principal=3000_00, interest=400_00, penalty=200_00)
    assert bill.unexplained == 300_00
    assert YI.unexplained is None
    assert (CARD.days_late(TODAY), YI.days_late(TODAY)) == (60, 0)

"""Offers, what to ask for instead, instalments to the fen, and what if."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.money.offers import Against, Ask, Counter, Offer, Source, against_lump_sum, counters, plan, weighed
from conversations.money.schedule import Cleared, Shift, cleared, schedule, what_if

FIRST = date(2026, 12, 5)
TWELVE = Offer("乙", 420_00, 12, FIRST)


def test_the_worked_example() -> None:
    (seen,) = weighed([TWELVE], owed=3900_00, monthly=300_00)
    assert (seen.total, seen.more, seen.over, seen.can_keep) == (5040_00, 1140_00, 120_00, False)
    assert seen.ends == date(2027, 11, 5)
    assert counters(TWELVE, 3900_00, 300_00) == (
        Counter(Ask.WAIVE, 3900_00, 13, 300_00, 300_00),
        Counter(Ask.LONGER, 5040_00, 18, 280_00, 280_00),
    )


def test_the_offer_agreed_on_can_be_kept() -> None:
    (seen,) = weighed([Offer("乙", 280_00, 18, FIRST)], 3900_00, 300_00)
    assert (seen.total, seen.over, seen.can_keep, seen.ends) == (5040_00, 0, True, date(2028, 5, 5))


def test_what_can_be_kept_stands_first_the_cheaper_before_the_dearer() -> None:
    long, short = Offer("long", 250_00, 20, FIRST), Offer("short", 300_00, 13, FIRST)
    lump = Offer("lump", 2500_00, 1, FIRST)
    order = [seen.offer.id for seen in weighed([TWELVE, long, lump, short], 3900_00, 300_00)]
    assert order == ["short", "long", "lump", "乙"]
    order = [seen.offer.id for seen in weighed([TWELVE, long, lump, short], 3900_00, 300_00, at_hand=3000_00)]
    assert order == ["lump", "short", "long", "乙"]


def test_a_payment_at_once_must_be_at_hand() -> None:
    offer = Offer("down", 200_00, 10, FIRST, down=1000_00)
    assert not weighed([offer], 3900_00, 300_00)[0].can_keep
    assert weighed([offer], 3900_00, 300_00, at_hand=1000_00)[0].can_keep
    assert offer.total == 3000_00


@pytest.mark.parametrize(
    ("total", "monthly", "periods", "each", "last"),
    [
        (3900_00, 300_00, 13, 300_00, 300_00),
        (5040_00, 300_00, 18, 280_00, 280_00),
        (5632_18, 300_00, 19, 297_00, 286_18),
        (100_00, 300_00, 1, 100_00, 100_00),
        (3000_00, 1600_00, 2, 1500_00, 1500_00),
        (1_00, 1_00, 1, 1_00, 1_00),
    ],
)
def test_a_plan_within_the_monthly_sum(total: int, monthly: int, periods: int, each: int, last: int) -> None:
    assert plan(Ask.LONGER, total, monthly) == Counter(Ask.LONGER, total, periods, each, last)


def test_no_plan_is_named_that_the_budget_cannot_carry() -> None:
    assert counters(TWELVE, 3900_00, 0) == ()
    assert counters(Offer("乙", 2000_00, 60, FIRST), 100_000_00, 300_00) == ()
    assert [counter.ask for counter in counters(Offer("折", 200_00, 12, FIRST), 3900_00, 150_00)] == [Ask.LONGER]
    assert [counter.ask for counter in counters(TWELVE, 3900_00, 80_00)] == [Ask.WAIVE]


@given(st.integers(1, 10**9), st.integers(0, 10**8), st.integers(0, 10**6), st.integers(1, 60))
def test_no_counter_offer_is_above_the_monthly_sum_and_each_adds_up(owed: int, each: int, monthly: int, n: int) -> None:
    for counter in counters(Offer("x", each, n, FIRST), owed, monthly):
        assert 1 <= counter.last <= counter.each <= monthly
        assert counter.each * (counter.periods - 1) + counter.last == counter.total
        parts = schedule(counter.total, counter.periods, FIRST, each=counter.each)
        assert [part.fen for part in parts] == [counter.each] * (counter.periods - 1) + [counter.last]


def test_what_speaks_against_a_lump_sum() -> None:
    assert against_lump_sum(2500_00, 3000_00, Source.OWN, written=True, payee_checked=True) == ()
    assert against_lump_sum(2500_00, 2000_00, Source.OWN, True, True) == (Against.OUT_OF_REACH,)
    assert against_lump_sum(2500_00, 9000_00, Source.BORROWED, False, False) == (
        Against.BORROWED,
        Against.NOT_WRITTEN,
        Against.PAYEE_OPEN,
    )
    assert against_lump_sum(2500_00, 0, Source.UNKNOWN, True, True) == (Against.SOURCE_OPEN,)
    assert against_lump_sum(2500_00, 0, Source.FAMILY, True, True) == ()


def test_instalments_keep_their_day_through_short_months() -> None:
    parts = schedule(1000_00, 4, date(2026, 12, 31))
    assert [f"{part.due:%m-%d}" for part in parts] == ["12-31", "01-31", "02-28", "03-31"]
    assert [part.fen for part in parts] == [250_00] * 4
    assert [part.number for part in parts] == [1, 2, 3, 4]
    leap = schedule(300_00, 3, date(2027, 12, 29))
    assert f"{leap[2].due}" == "2028-02-29"


def test_the_last_instalment_takes_the_difference() -> None:
    assert [part.fen for part in schedule(100_00, 3, FIRST)] == [33_33, 33_33, 33_34]
    assert [part.fen for part in schedule(5632_18, 19, FIRST, each=297_00)][-1] == 286_18


def test_a_due_day_without_work_moves_as_the_agreement_says_and_both_days_are_told() -> None:
    # 5 December 2026 is a Saturday, 5 January a Tuesday, 5 February 2027 the eve of the new year
    later = schedule(900_00, 3, FIRST, shift=Shift.NEXT)
    assert [f"{part.due:%m-%d}" for part in later] == ["12-07", "01-05", "02-11"]
    assert [part.shifted for part in later] == [True, False, True]
    assert [part.sure for part in later] == [True, False, False]
    assert [f"{part.named:%m-%d}" for part in later] == ["12-05", "01-05", "02-05"]
    sooner = schedule(900_00, 3, FIRST, shift=Shift.EARLIER)
    assert [f"{part.due:%m-%d}" for part in sooner] == ["12-04", "01-05", "02-04"]
    assert all(part.sure and not part.shifted for part in schedule(900_00, 3, FIRST))


@pytest.mark.parametrize(
    ("total", "periods", "each"),
    [(100_00, 0, None), (100_00, -1, None), (2, 3, None), (0, 1, None), (100_00, 3, 50_00), (100_00, 601, None)],
)
def test_a_plan_that_cannot_be_is_refused(total: int, periods: int, each: int | None) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        schedule(total, periods, FIRST, each=each)


@given(
    st.integers(1, 10**10),
    st.integers(1, 360),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.sampled_from(Shift),
)
def test_instalments_add_up_to_the_fen_in_order(total: int, periods: int, first: date, shift: Shift) -> None:
    if total < periods:
        return
    parts = schedule(total, periods, first, shift=shift)
    assert sum(part.fen for part in parts) == total
    assert all(part.fen > 0 for part in parts)
    assert max(part.fen for part in parts) - min(part.fen for part in parts) < periods
    months = [part.named.year * 12 + part.named.month for part in parts]
    assert months == list(range(months[0], months[0] + periods))
    assert [part.due for part in parts] == sorted(part.due for part in parts)


def test_what_two_hundred_more_a_month_change() -> None:
    answer = what_if(3900_00, 300_00, 200_00, FIRST)
    assert answer.planned == Cleared(13, date(2027, 12, 5), 0)
    assert answer.changed == Cleared(8, date(2027, 7, 5), 0)
    grows = what_if(10000_00, 300_00, 200_00, FIRST, Decimal("0.02"))
    assert grows.planned == Cleared(56, date(2031, 7, 5), 6644_21)
    assert grows.changed
    assert grows.changed.months == 26


def test_what_never_ends_is_called_so() -> None:
    assert cleared(10000_00, 200_00, FIRST, Decimal("0.02")) is None
    assert cleared(10000_00, 0, FIRST) is None
    assert cleared(10**12, 1, FIRST) is None


@given(st.integers(1, 10**8), st.integers(1, 10**7), st.decimals(0, Decimal("0.05"), places=4))
def test_what_is_paid_is_the_debt_and_its_interest(owed: int, each: int, rate: Decimal) -> None:
    found = cleared(owed, each, FIRST, rate)
    if found:
        paid = each * found.months
        assert owed + found.interest <= paid < owed + found.interest + each

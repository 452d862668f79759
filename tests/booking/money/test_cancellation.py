"""The cancellation table counts from the check-in hour in Shanghai, to the second."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.money import fee_at, tiers_with_dates
from sites.foundation import clock
from sites.foundation.amounts import Money

CHECK_IN = date(2027, 5, 18)
PRICE = Money(4_760_000)
SECOND = timedelta(seconds=1)


def terms(*tiers: tuple[int, int], hour: int = 14) -> dict:
    return {
        "tiers": [{"days_before": days, "percent": percent} for days, percent in tiers],
        "check_in_hour": hour,
    }


TABLE = terms((10, 0), (5, 10), (1, 30), (0, 50))


def percent_at(instant: datetime, table: dict = TABLE) -> int:
    return fee_at(instant, price=PRICE, terms=table, check_in=CHECK_IN).percent


@pytest.mark.parametrize(
    ("days_before", "earlier", "later"), [(10, 0, 10), (5, 10, 30), (1, 30, 50)]
)
def test_a_tier_ends_at_the_check_in_hour_of_its_day(days_before, earlier, later):
    boundary = clock.at(CHECK_IN - timedelta(days=days_before), time(14))
    assert percent_at(boundary - SECOND) == earlier
    assert percent_at(boundary) == later


def test_where_people_come_at_midnight_a_tier_ends_with_the_day_before():
    table = terms((3, 0), (0, 50), hour=0)
    assert percent_at(clock.at(date(2027, 5, 14), time(23, 59, 59)), table) == 0
    assert percent_at(clock.at(date(2027, 5, 15), time(0, 0, 0)), table) == 50


def test_midnight_of_the_day_is_not_the_boundary_where_people_come_at_two():
    day = CHECK_IN - timedelta(days=10)
    assert percent_at(clock.at(day, time(0, 0, 0))) == 0
    assert percent_at(clock.at(day - timedelta(days=1), time(23, 59, 59))) == 0


def test_the_hour_is_shanghai_s_wherever_the_machine_stands():
    assert percent_at(datetime(2027, 5, 8, 5, 59, 59, tzinfo=UTC)) == 0
    assert percent_at(datetime(2027, 5, 8, 6, 0, 0, tzinfo=UTC)) == 10


def test_the_last_tier_goes_on_after_the_check_in_hour():
    for days in (-1, 0, 1, 400):
        fee = fee_at(
            clock.at(CHECK_IN + timedelta(days=days), time(14)),
            price=PRICE,
            terms=TABLE,
            check_in=CHECK_IN,
        )
        assert (fee.tier, fee.percent, fee.fee, fee.until) == (3, 50, Money(2_380_000), None)


def test_the_fee_says_until_when_it_stands():
    now = clock.at(date(2027, 5, 10), time(9))
    fee = fee_at(now, price=PRICE, terms=TABLE, check_in=CHECK_IN)
    assert (fee.tier, fee.fee) == (1, Money(476_000))
    assert fee.until == clock.at(date(2027, 5, 13), time(14))


def test_a_fen_that_does_not_divide_is_rounded_half_up():
    fee = fee_at(
        clock.at(CHECK_IN, time(9)), price=Money(101), terms=terms((0, 50)), check_in=CHECK_IN
    )
    assert fee.fee == Money(51)


def test_without_a_table_nothing_is_kept():
    fee = fee_at(clock.at(CHECK_IN, time(9)), price=PRICE, terms={}, check_in=CHECK_IN)
    assert (fee.percent, fee.fee, fee.until) == (0, Money(0), None)


@pytest.mark.parametrize(
    "wrong",
    [
        terms((5, 10), (10, 0)),
        terms((5, 0), (5, 10)),
        terms((5, 50), (0, 10)),
        terms((5, 0), (0, 101)),
        terms((5, -1), (0, 1)),
    ],
)
def test_a_table_out_of_order_is_not_read(wrong):
    with pytest.raises(ValueError, match="falling days"):
        tiers_with_dates(wrong, price=PRICE, check_in=CHECK_IN)


@st.composite
def tables(draw: st.DrawFn) -> dict:
    days = [*sorted(draw(st.sets(st.integers(1, 60), max_size=4)), reverse=True), 0]
    percents = sorted(draw(st.lists(st.integers(0, 100), min_size=len(days), max_size=len(days))))
    return terms(*zip(days, percents, strict=True), hour=draw(st.integers(0, 23)))


INSTANTS = st.datetimes(datetime(2027, 3, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(tables(), INSTANTS, INSTANTS)
def test_waiting_never_makes_cancelling_cheaper(table, one, other):
    earlier, later = sorted((one, other))
    assert percent_at(earlier, table) <= percent_at(later, table)


@given(tables(), INSTANTS)
def test_exactly_one_tier_of_the_dated_table_holds_and_it_is_the_one_charged(table, instant):
    dated = tiers_with_dates(table, price=PRICE, check_in=CHECK_IN)
    holding = [
        tier
        for tier in dated
        if (tier.starts_at is None or tier.starts_at <= instant)
        and (tier.until is None or instant < tier.until)
    ]
    fee = fee_at(instant, price=PRICE, terms=table, check_in=CHECK_IN)
    assert [(t.number, t.fee, t.until) for t in holding] == [(fee.tier, fee.fee, fee.until)]
    assert [t.until for t in dated[:-1]] == [t.starts_at for t in dated[1:]]

"""When what is due by a plan of payment: pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.money.plans import balance_due, deposit_due, filled, parts_of, refilled
from sites.foundation.amounts import Money, total
from sites.listings import Payment

IN, TODAY = date(2027, 5, 20), date(2027, 4, 1)
PLANS = st.builds(
    Payment, st.integers(0, 100), st.integers(1, 30), st.integers(0, 90), st.booleans()
)
AMOUNTS = st.integers(1, 10_000_000).map(Money)


def parts(amount: Money, plan: Payment, accepted: date | None = None) -> list[tuple[str, int, date | None]]:  # fmt: skip
    found = parts_of(
        amount,
        plan,
        today=TODAY,
        accepted_on=accepted,
        check_in=IN,
        check_out=IN + timedelta(days=4),
    )
    return [(one.kind, one.amount.minor, one.due_on) for one in found]


@given(AMOUNTS, PLANS, st.none() | st.integers(0, 60))
def test_the_parts_add_up_to_the_charge_and_none_is_nothing(amount, plan, days):
    accepted = None if days is None else TODAY + timedelta(days=days)
    found = parts(amount, plan, accepted)
    assert sum(minor for _kind, minor, _due in found) == amount.minor
    assert all(minor > 0 for _kind, minor, _due in found)


@given(AMOUNTS, st.lists(st.integers(0, 5_000_000), min_size=1, max_size=3), AMOUNTS)
def test_parts_follow_a_charge_that_changes_and_receipts_fill_them_in_order(to, minors, received):
    again = refilled(to, minors)
    assert total(again) == to
    assert all(part.minor >= 0 for part in again)
    paid = filled(received, [one.minor for one in again])
    assert total(paid) == min(received, to)
    for one, next_, amount in zip(paid, paid[1:], again, strict=False):
        assert one == amount or not next_


def test_a_deposit_has_no_date_before_the_bases_yes():
    plan = Payment(deposit_percent=30, deposit_days=5)
    assert parts(Money(1000), plan) == [("deposit", 300, None), ("balance", 700, IN - timedelta(days=7))]  # fmt: skip
    assert parts(Money(1000), plan, TODAY)[0] == ("deposit", 300, TODAY + timedelta(days=5))


def test_nothing_is_due_before_the_stay_where_that_is_agreed():
    assert parts(Money(1000), Payment(is_after=True, balance_days=30)) == [
        ("balance", 1000, IN + timedelta(days=34))
    ]


def test_a_deposit_is_never_due_after_arrival_nor_before_the_yes():
    plan = Payment(deposit_percent=30, deposit_days=10)
    assert deposit_due(plan, IN - timedelta(days=3), check_in=IN) == IN
    assert deposit_due(plan, IN + timedelta(days=1), check_in=IN) == IN + timedelta(days=1)


def test_a_balance_whose_day_is_over_is_due_at_once():
    late = balance_due(Payment(), today=IN - timedelta(days=2), check_in=IN, check_out=IN)
    assert late == IN - timedelta(days=2)

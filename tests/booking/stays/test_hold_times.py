"""How long a hold lasts: pure."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.stays.hold_times import CHECKOUT, hold_end
from sites.foundation import clock

TODAY = date(2026, 5, 18)
NOON = clock.at(TODAY, time(12))


def test_an_option_ends_at_midnight_after_the_sites_days() -> None:
    ends = hold_end("option", option_days=5, check_in=date(2026, 7, 1), since=NOON)
    assert ends == clock.end_of(date(2026, 5, 23)) == clock.at(date(2026, 5, 24), time.min)


def test_an_option_ends_at_noon_of_the_day_of_arrival_at_the_latest() -> None:
    ends = hold_end("option", option_days=5, check_in=date(2026, 5, 20), since=NOON)
    assert ends == clock.at(date(2026, 5, 20), time(12))


def test_a_checkout_has_thirty_minutes_whatever_the_site_says() -> None:
    ends = hold_end("checkout", option_days=5, check_in=TODAY, since=NOON)
    assert ends == NOON + timedelta(minutes=30)


@given(
    st.sampled_from(["option", "checkout"]), st.integers(0, 30), st.integers(0, 60),
    st.integers(0, 366 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes)),
)  # fmt: skip
def test_every_hold_lives_at_least_half_an_hour_and_never_beyond_the_mornings_noon(
    kind: str, days: int, ahead: int, since: datetime
) -> None:
    check_in = clock.day_of(since) + timedelta(days=ahead)
    ends = hold_end(kind, option_days=days, check_in=check_in, since=since)
    assert ends >= since + CHECKOUT
    assert ends <= max(clock.at(check_in, time(12)), since + CHECKOUT)

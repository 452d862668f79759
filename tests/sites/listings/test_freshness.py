"""A base that confirms at once must have said within a week that its rooms are right."""

from datetime import UTC, datetime, timedelta

import pytest

from sites.listings import FRESH_FOR, age_in_days, booking_way, is_stale

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("checked", "stale", "way"),
    [
        (NOW, False, "instant"),
        (NOW - FRESH_FOR, False, "instant"),
        (NOW - FRESH_FOR - timedelta(seconds=1), True, "accept"),
        (NOW + timedelta(hours=1), False, "instant"),
        (None, True, "accept"),
    ],
)
def test_a_week_of_silence_ends_confirming_at_once(
    checked: datetime | None, stale: bool, way: str
) -> None:
    assert is_stale(checked, now=NOW) is stale
    assert booking_way("instant", checked, now=NOW) == way


def test_other_ways_of_booking_stay_as_chosen() -> None:
    assert {booking_way(way, None, now=NOW) for way in ("accept", "ask")} == {"accept", "ask"}


def test_the_age_counts_whole_days() -> None:
    assert age_in_days(NOW - timedelta(days=3, hours=23), now=NOW) == 3
    assert age_in_days(NOW + timedelta(days=1), now=NOW) == 0
    assert age_in_days(None, now=NOW) is None

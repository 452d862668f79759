"""When something ends is said so that nobody reads a day too many."""

from datetime import UTC, date, datetime, time

import pytest

from sites.foundation import clock
from sites.foundation.formats import deadline, moment, short_deadline, short_moment, written
from sites.foundation.language import speaking

MIDNIGHT = clock.end_of(date(2026, 12, 3))


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("zh_Hans_CN", "2026年12月3日 24:00", "12月3日 24:00"),
        ("en", "3 December 2026, 24:00", "3 Dec 24:00"),
    ],
)
def test_what_ends_at_midnight_ends_at_24_00_of_the_day_before(
    language: str, long: str, short: str
) -> None:
    with speaking(language):
        assert (deadline(MIDNIGHT), short_deadline(MIDNIGHT)) == (long, short)


@pytest.mark.parametrize("local", [time(0, 1), time(12, 0), time(23, 59)])
def test_any_other_end_is_said_as_the_moment_that_it_is(local: time) -> None:
    at = clock.at(date(2026, 12, 3), local)

    assert (deadline(at), short_deadline(at)) == (moment(at), short_moment(at))


def test_midnight_elsewhere_is_no_end_of_a_day_here() -> None:
    assert deadline(datetime(2026, 12, 3, tzinfo=UTC)).endswith("08:00")


def test_a_refusal_says_until_when_as_an_end_and_since_when_as_a_moment() -> None:
    assert written(MIDNIGHT, "until") == deadline(MIDNIGHT) != moment(MIDNIGHT)
    assert written(MIDNIGHT, "opens") == moment(MIDNIGHT)

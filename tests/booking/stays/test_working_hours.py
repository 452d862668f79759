"""An operator's time to answer runs only while its desk is open: examples, and what holds for every desk."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.stays.working_hours import answer_due, open_time
from sites.foundation import clock

MONDAY = date(2026, 5, 18)
DESK = {"opens": "08:30", "closes": "17:30"}


def at(day: date, hours: int, minutes: int = 0) -> datetime:
    return clock.at(day, time(hours, minutes))


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(MONDAY, 9), 4, at(MONDAY, 13)),
        (at(MONDAY, 9), 24, at(date(2026, 5, 20), 15)),
        (at(MONDAY, 16), 4, at(date(2026, 5, 19), 11)),
        (at(MONDAY, 3), 9, at(MONDAY, 17, 30)),
        (at(MONDAY, 17, 30), 1, at(date(2026, 5, 19), 9, 30)),
        (at(MONDAY, 23), 1, at(date(2026, 5, 19), 9, 30)),
        (at(MONDAY, 8, 30), 9, at(MONDAY, 17, 30)),
    ],
)
def test_hours_are_counted_from_opening_to_closing(
    start: datetime, hours: int, due: datetime
) -> None:
    assert answer_due(start, hours=hours, **DESK) == due


def test_a_desk_that_never_closes_counts_every_hour() -> None:
    start = at(MONDAY, 23)
    assert answer_due(start, hours=30, opens="00:00", closes="00:00") == start + timedelta(hours=30)


def test_nothing_of_a_time_that_is_over_is_open() -> None:
    assert open_time(at(MONDAY, 12), at(MONDAY, 11), **DESK) == timedelta(0)


MINUTES = st.integers(0, 24 * 60 - 1)
STARTS = st.integers(0, 600 * 86_400).map(
    lambda seconds: at(MONDAY, 0) + timedelta(seconds=seconds)
)


@st.composite
def desks(draw: st.DrawFn) -> dict[str, str]:
    opens, closes = sorted((draw(MINUTES), draw(MINUTES)))
    return {"opens": _clock(opens), "closes": _clock(closes)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@given(STARTS, st.integers(1, 200), desks())
def test_the_open_time_until_the_answer_is_due_is_exactly_what_was_given(
    start: datetime, hours: int, desk: dict[str, str]
) -> None:
    due = answer_due(start, hours=hours, **desk)
    assert open_time(start, due, **desk) == timedelta(hours=hours)
    assert due - start >= timedelta(hours=hours)


@given(STARTS, STARTS, st.integers(1, 100), desks())
def test_whoever_asks_later_is_never_answered_sooner(
    one: datetime, other: datetime, hours: int, desk: dict[str, str]
) -> None:
    first, second = sorted((one, other))
    assert answer_due(first, hours=hours, **desk) <= answer_due(second, hours=hours, **desk)


@given(STARTS, st.integers(1, 100), desks())
def test_the_answer_is_due_while_the_desk_is_open(
    start: datetime, hours: int, desk: dict[str, str]
) -> None:
    due = answer_due(start, hours=hours, **desk)
    local = f"{due.astimezone(clock.SHANGHAI):%H:%M}"
    assert desk["opens"] >= desk["closes"] or desk["opens"] <= local <= desk["closes"]

"""What a group's nights lack: pure cases on a made window."""

from datetime import timedelta

import pytest

from sites.calendar import Shortage, Wanted, shortages
from sites.calendar.free_nights import CLOSED, Manners
from tests.sites.calendar.test_fitting import DAYS, FIRST, window

SITE = 7


def wanted(*, twins: int = 9, people: int = 18, nights: int = 3, ahead: int = 0) -> Wanted:
    first = FIRST + timedelta(days=ahead)
    return Wanted(SITE, first, first + timedelta(days=nights), {1: twins}, people)


def night(ahead: int):  # type: ignore[no-untyped-def]
    return FIRST + timedelta(days=ahead)


def test_nothing_is_lacking_where_exactly_enough_is_there() -> None:
    assert shortages(window(twins=[9] * DAYS, people=18), wanted()) == ()


def test_each_short_night_is_named_with_its_rooms_and_its_places() -> None:
    found = shortages(window(twins=[9, 6, 9, 9, 9, 9], people=15), wanted())

    assert found == (
        Shortage("reception", night(0), 0, 15, 18),
        Shortage("rooms", night(1), 1, 6, 9),
        Shortage("reception", night(1), 0, 15, 18),
        Shortage("reception", night(2), 0, 15, 18),
    )
    assert [one.missing for one in found] == [3, 3, 3, 3]


@pytest.mark.parametrize(
    ("free", "code"),
    [([9, CLOSED, 9, 9, 9, 9], "closed"), ([9, None, 9, 9, 9, 9], "not_opened")],
)
def test_a_closed_or_unopened_night_lacks_all(free: list[int | None], code: str) -> None:
    codes = {one.code for one in shortages(window(twins=free), wanted())}
    assert code in codes


def test_what_the_calendar_does_not_show_is_not_opened() -> None:
    found = shortages(window(twins=[9] * DAYS), wanted(ahead=4))
    assert [one.code for one in found] == ["not_opened"]


@pytest.mark.parametrize(
    ("place", "manners", "code"),
    [
        (0, Manners(no_arrival=True), "no_arrival"),
        (3, Manners(no_departure=True), "no_departure"),
        (0, Manners(min_stay=4), "min_stay"),
        (0, Manners(max_stay=2), "max_stay"),
    ],
)
def test_how_a_stay_begins_and_ends_counts_too(place: int, manners: Manners, code: str) -> None:
    made = window(twins=[9] * DAYS, manners={place: manners})
    assert [one.code for one in shortages(made, wanted())] == [code]

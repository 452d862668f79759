"""A place on a list in words: who stands before, what is missing and when, what held it up, whether anybody passes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from booking.stays.waiting import PlaceStanding, Remedy
from booking.stays.waiting.remedies import remedies
from booking.web.showing.waiting import STOPS, missing_in_words, opening_in_words, why_in_words
from sites.calendar import Shortage, free_nights
from sites.foundation.language import ENGLISH, speaking
from sites.listings import WaitingRule

FIRST = date(2027, 5, 18)
ROOMS = {1: "Twin room"}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking(ENGLISH):
        yield


def place(**changes: Any) -> PlaceStanding:
    told = {
        "site_code": "S", "site_name": "Base", "rule": WaitingRule("strict", 3, 14, 24), "number": 1, "count": 1,
        "smaller": 0, "goes_first": False, "passed": 0, "days": 0, "start": FIRST, "remedies": (short(),),
        "is_free": False, "aside": "", "rooms": ROOMS, "kinds": {}, "codes": {}, **changes,
    }  # fmt: skip
    return PlaceStanding(**told)


def short(missing: int = 3, *, code: str = free_nights.ROOMS, kind: int = 1, nights: int = 1) -> Remedy:  # fmt: skip
    return Remedy(code, kind, missing, FIRST, FIRST + timedelta(days=nights - 1))


def why(**changes: Any) -> str:
    return " ".join(why_in_words(place(**changes)))


def test_whoever_stands_before_is_counted_and_the_smaller_ones_named() -> None:
    assert "Nobody stands before you." in why()
    assert "2 groups stand before you." in why(number=3)
    assert "2 groups stand before you, 1 of them smaller than yours." in why(number=3, smaller=1)


def test_what_is_missing_is_said_with_its_nights_rooms_and_people() -> None:
    assert "on 18 May 3 rooms are missing (Twin room)" in why()
    assert "on 18 May 1 room is missing (Twin room)" in why(remedies=(short(1),))
    people = short(4, code=free_nights.RECEPTION, kind=0)
    assert "on 18 May there is no place for 4 people" in why(remedies=(people,))
    assert "Just now everything is free" in why(is_free=True)
    assert "No arrival is possible any more." in why(start=None)
    assert "No certificate or no price covers these nights" in why(remedies=())


def test_nights_in_a_row_that_lack_the_same_are_one_line() -> None:
    rooms = [Shortage(free_nights.ROOMS, FIRST + timedelta(days=n), 1, 6, 9) for n in (0, 1, 3)]
    found = remedies([*rooms, Shortage(free_nights.ROOMS, FIRST + timedelta(days=2), 1, 8, 9)])
    assert [(one.missing, one.nights) for one in found] == [(3, 2), (1, 1), (3, 1)]


@pytest.mark.parametrize("code", STOPS)
def test_each_stop_has_words_of_its_own_that_name_the_day(code: str) -> None:
    said = missing_in_words([short(0, code=code, kind=0)], ROOMS)
    assert "18 May" in said
    others = {missing_in_words([short(0, code=other, kind=0)], ROOMS) for other in STOPS}
    assert len(others) == len(STOPS)


def test_an_operator_is_told_what_to_open_only_where_rooms_alone_would_do() -> None:
    assert opening_in_words([short()], ROOMS) == "Opening 3 × Twin room on 18 May would take it in."
    people = short(4, code=free_nights.RECEPTION, kind=0)
    assert opening_in_words([short(), people], ROOMS) == ""
    assert opening_in_words([], ROOMS) == ""


def test_who_may_be_passed_reads_how_often_it_was_and_when_nobody_passes_any_more() -> None:
    skipping = WaitingRule("skip", 3, 14, 24)
    assert "Passed 1 of at most 3 times; on the list for 2 of 14 days." in why(rule=skipping, passed=1, days=2)  # fmt: skip
    assert "Nobody passes you any more." in why(rule=skipping, passed=3)
    assert "passes" not in why(passed=3)


def test_what_held_an_offer_up_is_said() -> None:
    assert "could not be held for you" in why(aside="quota_spent")
    assert "could not be held for you" not in why()

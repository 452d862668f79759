"""Which stays an entry could have just now: pure cases on a made window of one base."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from booking.stays.waiting.fairness import Stretch
from booking.stays.waiting.possible import Base, Kind, Need, nearest, package_for, possible, starts
from sites.calendar import Window
from sites.certification import CertificateRecord
from sites.foundation import clock
from sites.packages import Offer, SeasonPrice
from tests.sites.calendar.test_fitting import DAYS, FIRST, window

SITE, TWINS = 7, 1
TODAY = FIRST - timedelta(days=1)


def offer(number: int, fen: int, **changes: Any) -> Offer:
    sold = {"nights": (1, 4), "group": (10, 60), **changes}
    price = SeasonPrice("low", FIRST, FIRST + timedelta(days=60), fen)
    return Offer(number, SITE, f"P{number}", "", "", "", *sold["nights"], *sold["group"], 0, (price,))  # fmt: skip


def base(*offers: Offer, valid_to: date = FIRST + timedelta(days=90)) -> Base:
    paper = CertificateRecord(SITE, "N", 1, "", "certified", FIRST - timedelta(days=30), valid_to, "", "", "", "", clock.now())  # fmt: skip
    return Base(SITE, (Kind(TWINS, "TWIN", 2),), offers or (offer(1, 400_00),), (paper,))


def need(**changes: Any) -> Need:
    """Nine twins for 18 people, two nights anywhere in the window."""
    asked = Need(Stretch(FIRST, FIRST + timedelta(days=DAYS)), 2, 18, {TWINS: 9}, any_rooms=False)
    return replace(asked, **changes)


def free(*twins: int, people: int = 60) -> Window:
    return window(twins=[*twins, *[0] * (DAYS - len(twins))], people=people)


def days_of(found: Any) -> list[int]:
    return [(one.stay.first - FIRST).days for one in found]


def test_every_start_in_the_window_is_looked_at_tomorrow_at_the_earliest() -> None:
    assert starts(need(), today=TODAY) == [FIRST + timedelta(days=n) for n in range(DAYS - 1)]
    late = FIRST + timedelta(days=2)
    assert starts(need(), today=late)[0] == late + timedelta(days=1)


def test_a_stay_is_possible_where_each_of_its_nights_has_all_rooms() -> None:
    found = possible(need(), base(), free(9, 9, 8, 9, 12), today=TODAY)
    assert days_of(found) == [0, 3]
    assert [dict(one.rooms) for one in found] == [{"TWIN": 9}] * 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"valid_to": FIRST}, "the certificate ends before the second night"),
        ({"group": (20, 60)}, "no package takes so few"),
        ({"nights": (3, 4)}, "no package takes so short a stay"),
        ({"people": 17}, "the reception limit lacks one"),
    ],
)
def test_each_condition_alone_closes_it(changes: dict[str, Any], told: str) -> None:
    sold = offer(1, 400_00, **{k: v for k, v in changes.items() if k in {"group", "nights"}})
    house = base(sold, **{k: v for k, v in changes.items() if k == "valid_to"})
    places = free(9, 9, people=changes.get("people", 60))
    assert days_of(possible(need(), base(), free(9, 9), today=TODAY)) == [0], "the control"
    assert possible(need(), house, places, today=TODAY) == (), told


def test_other_rooms_are_proposed_only_where_these_will_do() -> None:
    fussy, easy = need(rooms={TWINS: 10}), need(rooms={TWINS: 10}, any_rooms=True)
    assert possible(fussy, base(), free(9, 9), today=TODAY) == ()
    (found,) = possible(easy, base(), free(9, 9), today=TODAY)
    assert dict(found.rooms) == {"TWIN": 9}


def test_the_chosen_package_is_kept_where_it_takes_the_stay_else_the_cheapest() -> None:
    dear, cheap, long_only = offer(1, 500_00), offer(2, 300_00), offer(3, 100_00, nights=(4, 4))
    sold = (dear, cheap, long_only)
    assert package_for(need(package="P1"), sold, FIRST) is dear
    assert package_for(need(package="P3"), sold, FIRST) is cheap
    assert package_for(need(), sold, FIRST + timedelta(days=80)) is None


def test_the_nearest_day_is_the_one_that_lacks_least_and_the_earlier_of_two() -> None:
    found = nearest(need(), base(), free(9, 5, 8, 9, 8, 9), today=TODAY)
    assert found
    start, lacks = found
    assert (start - FIRST).days == 2
    assert [one.missing for one in lacks] == [1]


def test_no_day_is_nearest_where_none_is_left() -> None:
    assert nearest(need(), base(), free(9, 9), today=FIRST + timedelta(days=DAYS)) is None

"""Which stays make one departure: one after the other, for the same people."""

from datetime import date, timedelta

import pytest

from booking.stays.legs import MOST_LEGS, Leg, demand_one_trip, demand_same_group
from booking.stays.trip_refusals import HeadsDiffer, LegsApart, LegsOverlap, TooManyLegs
from sites.packages import Heads

DAY = date(2027, 5, 10)


def legs(*spans: tuple[int, int]) -> list[Leg]:
    return [Leg(DAY + timedelta(days=a), DAY + timedelta(days=b)) for a, b in spans]


@pytest.mark.parametrize(
    "spans",
    [[(0, 2)], [(0, 2), (2, 5)], [(0, 2), (3, 5)], [(2, 5), (0, 2)], [(0, 1), (1, 2), (3, 4)]],
)
def test_stays_that_follow_one_another_are_one_departure_in_whatever_order(spans) -> None:
    demand_one_trip(legs(*spans))


@pytest.mark.parametrize("spans", [[(0, 3), (2, 5)], [(0, 3), (0, 3)], [(0, 6), (2, 3), (6, 8)]])
def test_nobody_sleeps_at_two_bases_in_one_night(spans) -> None:
    with pytest.raises(LegsOverlap):
        demand_one_trip(legs(*spans))


def test_one_night_on_the_way_is_still_one_departure_and_two_are_not() -> None:
    demand_one_trip(legs((0, 2), (3, 5)))
    with pytest.raises(LegsApart) as no:
        demand_one_trip(legs((0, 2), (4, 6)))
    assert no.value.params == {"until": DAY + timedelta(days=2), "day": DAY + timedelta(days=4)}


def test_a_departure_has_so_many_stays_and_not_one_more() -> None:
    row = [(n, n + 1) for n in range(MOST_LEGS + 1)]
    demand_one_trip(legs(*row[:-1]))
    with pytest.raises(TooManyLegs):
        demand_one_trip(legs(*row))


def test_a_departure_lasts_from_its_first_arrival_to_its_last_departure() -> None:
    first, second = legs((3, 5), (0, 2))
    assert first.joined([second]) == Leg(DAY, DAY + timedelta(days=5))


def test_the_people_are_the_same_at_every_base() -> None:
    demand_same_group([Heads(12, 1), Heads(12, 1)])
    for other in (Heads(13), Heads(12, 0, 1)):
        with pytest.raises(HeadsDiffer):
            demand_same_group([Heads(12, 1), other])

"""The strictest night of a stay says how long it is; only the first and last say whether it begins and ends so."""

import pytest

from sites.calendar.free_nights import Manners
from sites.calendar.stay_rules import ORDINARY, broken

LEAST3, LEAST5 = Manners(min_through=3), Manners(min_through=5)


def stay(*nights: Manners, leaving: Manners = ORDINARY) -> list[Manners]:
    return [*nights, leaving]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (stay(ORDINARY, ORDINARY), None),
        (stay(Manners(no_arrival=True), ORDINARY), ("no_arrival", 0, 0)),
        (stay(ORDINARY, Manners(no_arrival=True)), None),
        (stay(ORDINARY, ORDINARY, leaving=Manners(no_departure=True)), ("no_departure", 2, 0)),
        (stay(Manners(no_departure=True), ORDINARY), None),
        (stay(Manners(min_stay=3), ORDINARY), ("min_stay", 0, 3)),
        (stay(ORDINARY, Manners(min_stay=3)), None),
        (stay(Manners(max_stay=1), ORDINARY), ("max_stay", 0, 1)),
        (stay(ORDINARY, LEAST3), ("min_through", 1, 3)),
        (stay(ORDINARY, LEAST3, ORDINARY), None),
        (stay(ORDINARY, ORDINARY, leaving=LEAST3), None),
        (stay(ORDINARY, Manners(max_through=1)), ("max_through", 1, 1)),
    ],
)
def test_each_rule_binds_the_nights_that_it_is_about(
    asked: list[Manners], found: tuple[str, int, int] | None
) -> None:
    assert broken(asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (stay(LEAST3, LEAST5), ("min_through", 1, 5)),
        (stay(Manners(min_stay=5, min_through=3), LEAST3), ("min_stay", 0, 5)),
        (stay(Manners(min_stay=4), LEAST5), ("min_through", 1, 5)),
        (stay(Manners(min_stay=3), LEAST3), ("min_stay", 0, 3)),
        (stay(Manners(max_stay=2), Manners(max_through=1), ORDINARY), ("max_through", 1, 1)),
        (stay(Manners(max_stay=1), Manners(max_through=2), ORDINARY), ("max_stay", 0, 1)),
    ],
)
def test_the_strictest_rule_is_named(asked: list[Manners], found: tuple[str, int, int]) -> None:
    assert broken(asked) == found

"""Which groups fit together: only sets whose sums are there on every night, all of the largest, and none twice."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from booking.stays.waiting.competing import MOST_TOGETHER, fitting_sets, overlapping
from sites.calendar import Wanted, Window, shortages
from sites.calendar.free_nights import TypeDays, free_night
from sites.calendar.window import SiteDays

FIRST = date(2027, 5, 18)
DAYS, SITE = 8, 7


def window(twins: list[int], people: int = 100) -> Window:
    types = {1: TypeDays(2, list(twins))}
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    nights = tuple(free_night(day, n, [*types.values()], people) for n, day in enumerate(days))
    return Window(FIRST, DAYS, {SITE: SiteDays(types, nights)})


def group(first: int, nights: int, twins: int, site: int = SITE) -> Wanted:
    start = FIRST + timedelta(days=first)
    return Wanted(site, start, start + timedelta(days=nights), {1: twins}, twins * 2)


def test_a_and_c_fit_together_and_b_alone() -> None:
    groups = [group(0, 2, 10), group(0, 4, 15), group(2, 2, 10)]
    assert fitting_sets(groups, window([20] * DAYS)) == ((0, 2), (1,))


def test_rooms_may_suffice_where_the_places_do_not() -> None:
    groups = [group(0, 2, 10), group(0, 2, 10)]
    assert fitting_sets(groups, window([20] * DAYS, people=39)) == ((0,), (1,))
    assert fitting_sets(groups, window([20] * DAYS, people=40)) == ((0, 1),)


def test_who_does_not_fit_alone_is_in_no_set() -> None:
    assert fitting_sets([group(0, 2, 21), group(1, 2, 5)], window([20] * DAYS)) == ((1,),)


def test_groups_hang_together_by_chains_of_nights_at_one_site() -> None:
    groups = [
        group(0, 2, 1),
        group(4, 2, 1),
        group(1, 2, 1),
        group(2, 2, 1, site=9),
        group(2, 1, 1),
    ]
    assert overlapping(groups) == [[0, 2, 4], [1], [3]]


groups_of = st.lists(
    st.builds(group, st.integers(0, 4), st.integers(1, 4), st.integers(1, 14)), max_size=6
)


def sums_fit(chosen: list[Wanted], made: Window) -> bool:
    """Brute force: night by night, rooms and people added up."""
    for day in range(DAYS):
        night = FIRST + timedelta(days=day)
        here = [one for one in chosen if night in one.nights]
        if sum(one.rooms[1] for one in here) > (made.sites[SITE].types[1].free[day] or 0):
            return False
        if sum(one.people for one in here) > made.sites[SITE].nights[day].people:
            return False
    return True


@given(groups_of, st.lists(st.integers(0, 30), min_size=DAYS, max_size=DAYS), st.integers(0, 60))
def test_a_set_is_shown_only_where_its_sum_fits_and_every_set_that_fits_is_in_one(
    groups: list[Wanted], twins: list[int], people: int
) -> None:
    made = window(twins, people)
    found = [set(one) for one in fitting_sets(groups, made)]
    assert all(sums_fit([groups[n] for n in one], made) for one in found)
    every = [
        set(chosen)
        for size in range(1, len(groups) + 1)
        for chosen in combinations(range(len(groups)), size)
        if sums_fit([groups[n] for n in chosen], made)
    ]
    assert all(any(one <= larger for larger in found) for one in every)
    assert not any(one < other for one in found for other in found)


@given(groups_of)
def test_each_group_alone_is_judged_as_the_calendar_judges_it(groups: list[Wanted]) -> None:
    made = window([12] * DAYS)
    inside = {n for one in fitting_sets(groups, made) for n in one}
    assert inside == {n for n, one in enumerate(groups) if not shortages(made, one)}


def test_of_many_only_the_first_are_combined() -> None:
    groups = [group(0, 1, 1) for _ in range(MOST_TOGETHER + 3)]
    assert fitting_sets(groups, window([30] * DAYS)) == (tuple(range(MOST_TOGETHER)),)

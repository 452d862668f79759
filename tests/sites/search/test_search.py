"""Every base answers; the order, the near misses and the counts follow rules that can be told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sites.foundation.language import ENGLISH, speaking
from sites.search import Bounds, Question, allowing, around, between, capping, say, search
from tests.sites.search.catalogues import FIRST, START, catalogue, question


def codes(answers: tuple) -> list[str]:  # type: ignore[type-arg]
    return [one.site.code for one in answers]


def test_what_fits_is_sorted_by_free_places_then_by_the_way_from_the_station() -> None:
    made = catalogue(far={"rail": 70}, near={"rail": 10}, roomy={"twins": 40}, full={"twins": 0})
    found = search(question(), made)
    assert codes(found.fits) == ["roomy", "near", "far"]
    assert codes(found.rest) == ["full"]


@pytest.mark.parametrize(("sort", "wanted"), [("price", ["b", "a"]), ("rail", ["a", "b"])])
def test_other_orders_are_a_closed_list(sort: str, wanted: list[str]) -> None:
    made = catalogue(a={"fen": 600_00, "rail": 5}, b={"fen": 400_00, "rail": 50})
    assert codes(search(question(sort=sort), made).fits) == wanted


@pytest.mark.parametrize(
    ("told", "code", "fix"),
    [
        ({"free": {START: 5}}, "beds", ("check_in", START + timedelta(days=1), 0)),
        ({"free": {START + timedelta(days=3): 0}}, "rooms", ("check_in", START - timedelta(days=1), 0)),
        ({"twins": 14}, "beds", ("heads", None, 28)),
        ({"fen": 800_00}, "price", ("max_price", None, 3200_00)),
        ({"nights": (3, 3)}, "nights", ("nights", None, 3)),
        ({"group": (40, 60)}, "group_small", ("heads", None, 40)),
        ({"group": (10, 30)}, "group_large", ("heads", None, 30)),
        ({"valid_to": START + timedelta(days=2)}, "certificate", ("check_in", START - timedelta(days=1), 0)),
    ],
)  # fmt: skip
def test_one_failing_condition_is_a_near_miss_with_the_change_that_fits(
    told: dict[str, object], code: str, fix: tuple[object, ...]
) -> None:
    found = search(question(max_price=3000_00), catalogue(a=told))
    (near,) = found.near
    assert [one.code for one in near.failures] == [code]
    assert near.fix is not None
    assert (near.fix.name, near.fix.start, near.fix.number) == fix


def test_two_failing_conditions_are_no_near_miss_and_both_are_said() -> None:
    found = search(question(max_price=1000_00), catalogue(a={"twins": 0}))
    (rest,) = found.rest
    assert [one.code for one in rest.failures] == ["price", "rooms"]
    with speaking(ENGLISH):
        assert all(say(one) for one in rest.failures)


def test_a_ceiling_that_binds_the_group_is_named_and_no_larger_budget_lifts_it() -> None:
    """One for all bases, one for this base, or both: the smaller one counts."""
    made = catalogue(a={"fen": 800_00})
    for bounds in (Bounds(everywhere=3000_00), capping({1: 3000_00}), replace(capping({1: 3000_00}), everywhere=4000_00)):  # fmt: skip
        found = search(question(bounds=bounds, max_price=3100_00), made)
        (rest,) = found.rest
        (failure,) = rest.failures
        assert (failure.code, failure.left, failure.asked, found.near) == ("ceiling", 3000_00, 3200_00, ())  # fmt: skip
    with speaking(ENGLISH):
        assert "above the ceiling of ¥3,000 that binds the group" in say(failure)
    assert codes(search(question(bounds=Bounds(everywhere=3200_00)), made).fits) == ["a"]


def test_a_base_that_nobody_runs_fits_no_group_and_says_so_whatever_else_is_free() -> None:
    made = catalogue(a={"run": False}, b={})
    found = search(question(starts=(START, START + timedelta(days=1))), made)
    assert (codes(found.fits), codes(found.near), codes(found.rest)) == (["b"], [], ["a"])
    assert [one.code for one in found.rest[0].failures] == ["operator"]
    assert {day.count for day in found.days} == {1}
    with speaking(ENGLISH):
        assert say(found.rest[0].failures[0]).startswith("No operator")


def test_a_change_that_would_not_help_is_not_offered() -> None:
    found = search(question(), catalogue(a={"twins": 2}))
    assert codes(found.near) == []


def test_filters_leave_out_and_every_choice_counts_what_it_would_show() -> None:
    made = catalogue(
        a={"kind": "hotel", "facilities": {"lift": 2}}, b={"kind": "village"},
        c={"kind": "village", "district": "341023"},
    )  # fmt: skip
    found = search(question(districts=frozenset({"341002"})), made)
    assert sorted(codes(found.fits)) == ["a", "b"]
    assert found.counts.districts == {"341002": 2, "341023": 1}
    assert found.counts.kinds == {"hotel": 1, "village": 1}
    assert found.counts.facilities == {"lift": 1}
    assert codes(search(question(facilities=frozenset({"lift"})), made).fits) == ["a"]
    assert codes(search(question(bounds=allowing([3])), made).fits) == ["c"]


def test_flexible_dates_take_the_nearest_start_that_fits() -> None:
    made = catalogue(a={"free": {START: 0, START + timedelta(days=1): 0}})
    (found,) = search(question(starts=around(START, today=FIRST)), made).fits
    assert found.check_in == START + timedelta(days=2)


def test_other_days_are_counted_and_none_of_them_is_past() -> None:
    made = catalogue(a={"free": {START: 0}}, b={})
    days = {one.start: one.count for one in search(question(), made).days}
    assert (days[START], days[START + timedelta(days=1)], min(days)) == (1, 2, FIRST)
    assert min(around(FIRST, today=FIRST)) == FIRST


def test_a_window_holds_every_start_whose_nights_lie_in_it() -> None:
    until = START + timedelta(days=6)
    assert len(between(START, until, nights=4, today=FIRST)) == 3
    assert between(START, START + timedelta(days=3), nights=4, today=FIRST) == ()


def test_without_dates_all_bases_answer_and_nothing_is_judged() -> None:
    made = catalogue(a={"twins": 0}, b={"fen": 900_00})
    found = search(Question(), made)
    assert (len(found.fits), found.days, found.fits[0].fit) == (2, (), None)
    cheap = search(Question(max_price=3000_00), made)
    assert (codes(cheap.fits), [one.failures[0].code for one in cheap.rest]) == (["a"], ["price"])

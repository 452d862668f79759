"""When rooms without names return and how many stay: never fewer than named, nor than guaranteed, never more than kept."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.stays.release_rule import guaranteed, heads_left, rooms_left, steps_of
from sites.listings import ReleaseStep
from sites.packages import Heads

NIGHT = date(2027, 5, 17)
NIGHTS = [NIGHT + timedelta(days=n) for n in range(3)]
KEEPS = st.one_of(
    st.builds(lambda n: {"spare": n}, st.integers(0, 20)),
    st.builds(lambda n: {"percent": n}, st.integers(0, 100)),
)
ROOMS = st.integers(0, 60)


def terms(*steps: dict[str, object], percent: int = 50) -> dict[str, object]:
    return {"releases": [*steps], "guaranteed_percent": percent}


def test_a_rolling_step_has_a_day_for_each_night_and_a_fixed_one_the_same_for_all() -> None:
    dated = steps_of(terms({"days": 10, "spare": 2}, {"on": "2027-05-01", "percent": 60}), NIGHTS)

    assert [(one.night.day, one.day.isoformat()) for one in dated] == [
        (17, "2027-05-01"), (18, "2027-05-01"), (19, "2027-05-01"),
        (17, "2027-05-07"), (18, "2027-05-08"), (19, "2027-05-09"),
    ]  # fmt: skip


def test_a_fixed_day_that_is_not_before_a_night_is_none_of_that_nights() -> None:
    dated = steps_of(terms({"on": "2027-05-18", "spare": 0}), NIGHTS)
    assert [one.night.day for one in dated] == [19]


def test_terms_without_steps_release_nothing() -> None:
    assert steps_of({"tiers": []}, NIGHTS) == ()


@given(KEEPS, st.integers(10, 100), ROOMS, ROOMS, ROOMS)
def test_a_step_never_takes_named_or_guaranteed_rooms_and_never_adds_any(
    keeps, percent, contracted, gone, named
):
    reserved = max(contracted - gone, 0)
    step, agreed = ReleaseStep(days=5, **keeps), terms(percent=percent)

    left = rooms_left(step, agreed, contracted=contracted, reserved=reserved, named=named)

    assert left <= reserved
    assert left >= min(reserved, named, contracted)
    assert left >= min(reserved, guaranteed(contracted, agreed))
    again = rooms_left(step, agreed, contracted=contracted, reserved=left, named=named)
    assert again == left


def test_what_stays_is_so_many_more_than_named_or_a_share_of_the_contracted() -> None:
    said = [
        ({"spare": 2}, 7, 9), ({"spare": 0}, 12, 12), ({"spare": 9}, 12, 18), ({"percent": 60}, 0, 11),
        ({"percent": 0}, 0, 9), ({"spare": 0}, 0, 9),
    ]  # fmt: skip
    for keeps, named, left in said:
        step = ReleaseStep(days=5, **keeps)
        got = rooms_left(step, terms(), contracted=18, reserved=18, named=named)
        assert got == left, keeps


HEADS = st.builds(Heads, st.integers(0, 40), st.integers(0, 9), st.integers(0, 9))


@given(HEADS, HEADS, st.integers(0, 60))
def test_beds_that_stay_are_for_the_named_first_and_hold_as_many_as_they_can(
    reserved, named, places
):
    left = heads_left(reserved, named, places)

    assert left.total == min(reserved.total, places)
    both = [min(getattr(reserved, who), getattr(named, who)) for who in ("workers", "family", "crew")]  # fmt: skip
    if sum(both) <= places:
        assert all(getattr(left, who) >= n for who, n in zip(("workers", "family", "crew"), both, strict=True))  # fmt: skip

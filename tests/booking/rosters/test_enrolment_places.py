"""Places and the waiting list: nobody is passed over, nobody gets a place that is not there."""

from hypothesis import given
from hypothesis import strategies as st

from booking.rosters.enrolling import moving_up, position_of, state_of_new
from booking.rosters.enrolling.places import Waiting
from booking.rosters.secret_links import opened_by, secret_of
from sites.foundation import sealing

SIZES = st.lists(st.integers(1, 4), max_size=8)


def test_the_last_place_is_given_and_the_next_waits() -> None:
    assert state_of_new(places=3, taken=2, heads=1, waiting=0) == "asked"
    assert state_of_new(places=3, taken=2, heads=2, waiting=0) == "listed"
    assert state_of_new(places=3, taken=3, heads=1, waiting=0) == "listed"


def test_whoever_comes_after_a_waiting_one_waits_too() -> None:
    assert state_of_new(places=9, taken=0, heads=1, waiting=1) == "listed"


def test_a_family_at_the_front_is_not_passed_by_a_single_one() -> None:
    waiting = [Waiting(1, 3), Waiting(2, 1)]
    assert moving_up(waiting, places=4, taken=2) == ()
    assert moving_up(waiting, places=4, taken=1) == (1,)
    assert moving_up(waiting, places=4, taken=0) == (1, 2)


@given(SIZES, st.integers(0, 12), st.integers(0, 12))
def test_moving_up_takes_from_the_front_and_never_too_many(
    sizes: list[int], places: int, taken: int
) -> None:
    waiting = [Waiting(number, heads) for number, heads in enumerate(sizes)]
    moved = moving_up(waiting, places=places, taken=taken)
    assert moved == tuple(range(len(moved)))
    assert not moved or taken + sum(sizes[: len(moved)]) <= places
    if len(moved) < len(sizes):
        assert taken + sum(sizes[: len(moved) + 1]) > places


def test_positions_count_from_one_and_only_for_who_waits() -> None:
    waiting = [Waiting(7, 1), Waiting(9, 2)]
    assert [position_of(one, waiting) for one in (7, 9, 11)] == [1, 2, 0]


def test_a_link_opens_its_own_thing_alone() -> None:
    sealing.configure(sealing.Keys({"k1": b"0" * 32}, b"index key of the tests"))
    own = "0f" * 16
    secret = secret_of("enrolment", own)
    assert opened_by("enrolment", secret) == own
    for other in ("", own, "é" * 64, secret[:-1], secret + "0", "1f" * 16 + secret[32:], secret_of("application", own)):  # fmt: skip
        assert opened_by("enrolment", other) == ""

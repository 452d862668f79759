"""The first proposal of rooms: beds for all, twins first, no room too many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sites.calendar import FreeRooms, Split, propose
from sites.calendar.split import most_families, most_singles

TWIN, KING, FAMILY, SUITE = 1, 2, 3, 4


def rooms(twin: int = 0, king: int = 0, family: int = 0, suite: int = 0) -> list[FreeRooms]:
    return [
        FreeRooms(KING, "king", 1, king),
        FreeRooms(FAMILY, "family", 3, family),
        FreeRooms(SUITE, "suite", 2, suite),
        FreeRooms(TWIN, "twin", 2, twin),
    ]


@pytest.mark.parametrize(
    ("heads", "free", "wanted"),
    [
        (36, rooms(twin=40, king=5), {TWIN: 18}),
        (37, rooms(twin=40), {TWIN: 19}),
        (37, rooms(twin=40, king=5), {TWIN: 18, KING: 1}),
        (10, rooms(twin=3, suite=1, family=4), {TWIN: 3, SUITE: 1, FAMILY: 1}),
        (5, rooms(king=5), {KING: 5}),
        (7, rooms(twin=3), {}),
    ],
)
def test_pairs_sleep_in_twins_and_the_odd_one_alone(
    heads: int, free: list[FreeRooms], wanted: dict[int, int]
) -> None:
    assert propose(heads, free) == wanted


@given(
    st.integers(1, 120),
    st.integers(0, 40),
    st.integers(0, 20),
    st.integers(0, 15),
    st.integers(0, 5),
)
def test_a_proposal_has_beds_for_all_and_no_room_that_could_be_left_out(
    heads: int, twin: int, king: int, family: int, suite: int
) -> None:
    free = {one.room_type_id: one for one in rooms(twin, king, family, suite)}
    found = propose(heads, free.values())
    beds = sum(count * free[id_].beds for id_, count in found.items())
    assert all(0 < count <= free[id_].free for id_, count in found.items())
    if not found:
        assert sum(one.beds * one.free for one in free.values()) < heads
    else:
        assert beds >= heads
        assert beds - heads < max(free[id_].beds for id_ in found)


@pytest.mark.parametrize(
    ("split", "free", "wanted"),
    [
        (Split(singles=2), rooms(twin=20, king=1), {KING: 1, TWIN: 18}),
        (Split(singles=3), rooms(twin=20, king=5), {KING: 4, TWIN: 16}),
        (Split(families=2), rooms(twin=20, family=3), {FAMILY: 2, TWIN: 15}),
        (Split(singles=2, families=1), rooms(twin=17, king=1, family=1), {KING: 1, TWIN: 17, FAMILY: 1}),
        (Split(families=1), rooms(twin=40), {}),
        (Split(singles=2), rooms(twin=18), {}),
    ],
)  # fmt: skip
def test_who_sleeps_alone_has_a_room_and_families_have_theirs(
    split: Split, free: list[FreeRooms], wanted: dict[int, int]
) -> None:
    assert propose(36, free, split=split) == wanted


@given(*[st.integers(0, most) for most in (60, 20, 20, 8, 4, 30, 8)])
def test_a_split_is_proposed_exactly_where_it_is_possible(
    heads: int, twin: int, king: int, family: int, suite: int, singles: int, families: int
) -> None:
    people = heads + singles + 3 * families + 1
    free = {one.room_type_id: one for one in rooms(twin, king, family, suite)}
    found = propose(people, free.values(), split=Split(singles, families))
    beds = [(one.beds, one.free) for one in free.values()]
    suffice = sum(size * count for size, count in beds) >= people
    may = families <= most_families(beds) and singles <= most_singles(beds, people)
    assert bool(found) == (suffice and may)
    if found:
        taken = [(free[id_].beds, count) for id_, count in found.items()]
        assert all(count <= free[id_].free for id_, count in found.items())
        assert sum(size * count for size, count in taken) >= people
        assert most_families(taken) >= families
        assert most_singles(taken, people) >= singles

"""Laying people into rooms: nobody twice, nobody without a bed where there are beds, sexes apart, and always the same."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.rosters.rooming import (
    Guest,
    Room,
    is_sound,
    lodge,
    lodged_in,
    sharing,
    slots_of,
    unfit,
    why,
)

FIRST = date(2027, 5, 3)
NIGHTS = frozenset(FIRST + timedelta(days=n) for n in range(4))
TWIN, TRIPLE, SINGLE = 1, 2, 3
BEDS = {TWIN: 2, TRIPLE: 3, SINGLE: 1}


def rooms(twins: int, triples: int = 0, singles: int = 0):
    return slots_of(
        {night: {TWIN: twins, TRIPLE: triples, SINGLE: singles} for night in NIGHTS}, BEDS
    )


def people(sexes: str, kind: str = "worker", department: str = "", bond: str = "", start: int = 0):
    return [
        Guest(f"{start + n:03}", sex, kind, NIGHTS, department, bond) for n, sex in enumerate(sexes)
    ]


def shared(lodged) -> list[str]:
    return [
        "".join(sorted(guest.sex for guest in room.guests)) for room in lodged.rooms if room.guests
    ]


def reasons(lodged, odd_rule: str = "single") -> list[str]:
    return [why(room, odd_rule) for room in lodged.rooms if room.guests]


def test_men_share_with_men_and_women_with_women():
    lodged = lodge(people("mfmfmf"), rooms(4))
    assert sorted(shared(lodged)) == ["f", "ff", "m", "mm"]
    assert lodged.left == ()


def test_a_couple_and_a_family_stay_together_and_nobody_is_put_beside_them():
    couple = people("mf", bond="A")
    family = people("mff", bond="B", start=10)
    lodged = lodge([*couple, *family, *people("m", start=20)], rooms(2, triples=1))
    assert sorted(shared(lodged)) == ["ffm", "fm", "m"]
    assert sorted(reasons(lodged)) == ["bond", "bond", "odd_single"]


def test_a_family_larger_than_any_room_lies_in_the_fewest_rooms():
    lodged = lodge(people("mffm", bond="A"), rooms(1, triples=1))
    assert sorted(len(room.guests) for room in lodged.rooms) == [1, 3]


def test_people_of_one_department_share_before_others_do():
    mixed = [*people("mmm", department="a"), *people("m", department="b", start=5)]
    lodged = lodge([*mixed, *people("mm", department="c", start=8)], rooms(3))
    assert sorted(reasons(lodged)) == ["department", "department", "same_sex"]


def test_the_odd_person_sleeps_alone_or_beside_a_leader_as_the_base_rules():
    group = [*people("mmm"), *people("m", kind="crew", start=9)]
    assert sorted(shared(lodge(group, rooms(3), "single"))) == ["m", "m", "mm"]
    assert sorted(shared(lodge(group, rooms(3), "staff"))) == ["mm", "mm"]
    assert "staff" in reasons(lodge(group, rooms(3), "staff"))
    assert "odd_ask" in reasons(lodge(group, rooms(3), "ask"), "ask")


def test_where_rooms_are_short_a_leader_shares_with_the_odd_person():
    group = [*people("mmm"), *people("m", kind="crew", start=9)]
    assert lodge(group, rooms(2), "single").left == ()


def test_who_is_of_unknown_sex_shares_with_nobody():
    lodged = lodge([*people("mm"), Guest("007", "", "worker", NIGHTS)], rooms(3))
    assert "sex_unknown" in reasons(lodged)


def test_rooms_of_other_sizes_are_divided_so_that_both_sexes_find_beds():
    lodged = lodge(people("mmmmfff"), rooms(2, triples=1))
    assert lodged.left == ()


def test_one_bed_serves_two_people_on_different_nights():
    early = Guest("1", "m", "worker", frozenset([FIRST]))
    late = Guest("2", "f", "worker", frozenset([FIRST + timedelta(days=2)]))
    lodged = lodge([early, late], slots_of({night: {SINGLE: 1} for night in NIGHTS}, BEDS))
    assert (len(lodged.rooms[0].guests), lodged.left) == (2, ())


def test_who_finds_no_bed_is_named_and_nobody_is_put_out_for_them():
    lodged = lodge(people("mmf"), rooms(1))
    assert [guest.sex for guest in lodged.left] == ["f"]


def test_a_newcomer_joins_the_odd_person_and_nobody_else_moves():
    before = lodge(people("mmmff"), rooms(4))
    after = lodge([*people("mmmff"), *people("m", start=50)], rooms(4), kept=before.rooms)
    grown = [new for new, old in zip(after.rooms, before.rooms, strict=True) if new != old]
    assert [room.guests[-1].id for room in grown] == ["050"]


def test_a_locked_room_keeps_who_is_in_it_and_takes_nobody():
    locked = Room(rooms(3)[2], (people("m")[0],), is_locked=True)
    lodged = lodge(people("mm"), rooms(3), kept=[locked])
    assert lodged.rooms[2] == locked


SEXES = st.lists(st.sampled_from(["m", "f"]), min_size=1, max_size=30)


@st.composite
def groups(draw):
    made = []
    for number, sex in enumerate(draw(SEXES)):
        first = draw(st.sampled_from([0, 0, 0, 1]))
        last = draw(st.sampled_from([4, 4, 4, 3]))
        made.append(
            Guest(
                f"{number:03}", draw(st.sampled_from([sex, sex, sex, ""])),
                draw(st.sampled_from(["worker", "worker", "family", "crew"])),
                frozenset(sorted(NIGHTS)[first:last]), draw(st.sampled_from(["", "a", "b"])),
                draw(st.sampled_from(["", "", "", "A", "B"])),
            )
        )  # fmt: skip
    return made


SUPPLY = st.fixed_dictionaries(
    {TWIN: st.integers(0, 16), TRIPLE: st.integers(0, 4), SINGLE: st.integers(0, 3)}
)
RULES = st.sampled_from(["single", "staff", "ask"])


@settings(max_examples=150, deadline=None)
@given(groups(), st.lists(SUPPLY, min_size=4, max_size=4), RULES)
def test_nobody_lies_twice_and_no_room_is_unsound_whatever_the_group(group, supply, rule):
    slots = slots_of(dict(zip(sorted(NIGHTS), supply, strict=True)), BEDS)
    lodged = lodge(group, slots, rule)
    laid = [guest.id for room in lodged.rooms for guest in room.guests]
    assert len(laid) == len(set(laid))
    assert {*laid} | {guest.id for guest in lodged.left} == {guest.id for guest in group}
    assert all(is_sound(room) for room in lodged.rooms)
    again = lodge(list(reversed(group)), slots, rule)
    assert again == lodged
    assert lodge(group, slots, rule, kept=lodged.rooms) == lodged


@settings(max_examples=150, deadline=None)
@given(SEXES, st.integers(0, 4), RULES)
def test_nobody_is_without_a_bed_where_twins_suffice_for_both_sexes(sexes, spare, rule):
    needed = -(-sexes.count("m") // 2) - (-sexes.count("f") // 2)
    assert lodge(people("".join(sexes)), rooms(needed + spare), rule).left == ()


@settings(max_examples=100, deadline=None)
@given(SEXES, st.integers(0, 6), st.integers(0, 4), st.integers(0, 3))
def test_rooms_of_any_sizes_are_divided_as_well_as_they_can_be(sexes, twins, triples, singles):
    men, women = sexes.count("m"), sexes.count("f")
    ways = [
        (2 * a + 3 * b + c, 2 * (twins - a) + 3 * (triples - b) + singles - c)
        for a in range(twins + 1)
        for b in range(triples + 1)
        for c in range(singles + 1)
    ]
    fewest = min((max(0, men - m) + max(0, women - f) for m, f in ways), default=len(sexes))
    assert len(lodge(people("".join(sexes)), rooms(twins, triples, singles)).left) == fewest


def test_without_the_division_men_in_twins_leave_too_few_beds_for_the_women(monkeypatch):
    assert lodge(people("mff"), rooms(1, singles=1)).left == ()
    monkeypatch.setattr(sharing, "MOST_TRIED", 0)
    assert lodge(people("mff"), rooms(1, singles=1)).left != ()


def test_every_bed_is_in_the_house_only_on_the_nights_that_have_the_room():
    slots = slots_of({FIRST: {TWIN: 2}, FIRST + timedelta(days=1): {TWIN: 1}}, {TWIN: 2})
    assert [len(slot.nights) for slot in slots] == [2, 1]
    assert lodged_in([]) == set()


def test_who_stays_longer_than_the_group_has_the_room_does_not_fit():
    first, second = slots_of({FIRST: {TWIN: 2}, FIRST + timedelta(days=1): {TWIN: 1}}, {TWIN: 2})
    long = Guest("1", "m", "worker", first.nights)
    assert (unfit(Room(first), long), unfit(Room(second), long)) == ("", "not_there")

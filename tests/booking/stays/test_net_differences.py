"""What is claimed for a stay follows every change and release by net differences: without a database, for random ones."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from booking.stays.amendment_size import is_pure
from booking.stays.night_plan import NightPlan, Plan, wanted_from
from booking.stays.nights import Bed
from booking.stays.reckoning import Present, reserves_for
from booking.stays.release_rule import guaranteed, heads_left, rooms_left
from sites.calendar.growth import _beyond
from sites.calendar.wanted import Wanted
from sites.listings import ReleaseStep
from sites.packages import Heads

FIRST, TWIN, FAMILY = date(2027, 5, 17), 1, 2
TERMS = {"guaranteed_percent": 50}


def night(twins: int, families: int, spare: int) -> NightPlan:
    """As many people as there are beds, less `spare`."""
    beds = tuple(bed for bed in (Bed(TWIN, twins, 2), Bed(FAMILY, families, 3)) if bed.rooms)
    places = twins * 2 + families * 3
    return NightPlan(Heads(max(1, places - spare)), beds)


NIGHT = st.builds(night, st.integers(1, 20), st.integers(0, 6), st.integers(0, 5))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    start = FIRST + timedelta(days=draw(st.integers(0, 3)))
    nights = draw(st.lists(NIGHT, min_size=1, max_size=4))
    return {start + timedelta(days=n): one for n, one in enumerate(nights)}


STEP = st.one_of(
    st.builds(lambda n: ReleaseStep(days=3, spare=n), st.integers(0, 4)),
    st.builds(lambda n: ReleaseStep(days=3, percent=n), st.integers(0, 100)),
)
ACTS = st.lists(st.one_of(plans(), st.tuples(STEP, st.integers(0, 8))), max_size=8)


@given(plans(), ACTS)
def test_no_change_gives_back_more_than_is_held_and_none_leaves_less_than_guaranteed(first, acts):
    present, claimed = Present(first, first), portions(first)
    for act in acts:
        if isinstance(act, dict):
            reserves = reserves_for(act, present, is_same=act == present.plan)
            wanted = portions(reserves)
            grown = {p.place: p.amount for p in _beyond(parts(wanted_of(reserves)), claimed) if p.amount > 0}  # fmt: skip
            both = {
                place: claimed.get(place, 0) + grown.get(place, 0) for place in {*claimed, *grown}
            }
            back = {place: n - wanted.get(place, 0) for place, n in both.items()}
            assert all(0 <= n <= claimed.get(place, 0) for place, n in back.items())
            claimed = {place: n - back[place] for place, n in both.items() if n - back[place]}
            present = Present(act, reserves)
        else:
            reserves = released(present, *act)
            assert all(portions(reserves).get(place, 0) <= n for place, n in claimed.items())
            present, claimed = Present(present.plan, reserves), portions(reserves)
        assert claimed == portions(present.reserves)
        holds(present)


def holds(present: Present) -> None:
    for day, plan in present.plan.items():
        kept = present.reserves[day]
        assert kept.heads.total <= min(kept.places, plan.heads.total)
        for kind, contracted in plan.rooms.items():
            assert guaranteed(contracted, TERMS) <= kept.rooms.get(kind, 0) <= contracted


def released(present: Present, step: ReleaseStep, named: int) -> Plan:
    """A step on every night, with so many rooms of each type named."""
    found = {}
    for day, kept in present.reserves.items():
        beds = tuple(
            replace(bed, rooms=rooms_left(
                step, TERMS, contracted=present.plan[day].rooms[bed.room_type_id], reserved=bed.rooms, named=named,
            ))
            for bed in kept.beds
        )  # fmt: skip
        places = sum(bed.rooms * bed.beds for bed in beds)
        found[day] = NightPlan(heads_left(kept.heads, Heads(0), places), beds)
    return found


def wanted_of(plan: Plan) -> Wanted:
    return wanted_from(7, plan)


def parts(wanted: Wanted):
    yield from wanted.places()
    yield from wanted.rooms_by_night()


def portions(plan: Plan) -> dict[object, int]:
    return {one.place: one.amount for one in parts(wanted_of(plan)) if one.amount}


@given(plans(), plans())
def test_a_change_is_pure_growth_exactly_where_its_reverse_is_pure_shrinkage(before, after):
    assert is_pure(before, after, shrinks=False) == is_pure(after, before, grows=False)
    assert is_pure(before, before)


@given(plans())
def test_one_more_here_and_one_less_there_is_neither(plan):
    day = min(plan)
    grown = {**plan, day: replace(plan[day], heads=Heads(plan[day].heads.workers + 1))}
    later = day + timedelta(days=9)
    assert is_pure(plan, grown, shrinks=False)
    moved = {later if night == day else night: one for night, one in grown.items()}
    assert not is_pure(plan, moved)

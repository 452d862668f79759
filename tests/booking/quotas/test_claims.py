"""Nobody takes more of a quota than there is, and what is given back is what was taken."""

import asyncio
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tortoise.exceptions import BaseORMException

from booking import quotas
from booking.quotas import Asked, Match, QuotaNotOpen, QuotaSpent, moves
from booking.quotas.models import Quota, QuotaClaim, QuotaVersion
from booking.stays.models import Trip
from sites.foundation import clock
from sites.foundation.database import change, transaction
from sites.foundation.identifiers import public_id
from tests.factories.people import make_federation, make_union

FIRST, END = date(2027, 1, 1), date(2028, 1, 1)
take, release = transaction(quotas.take), transaction(quotas.release)
claim, lower = transaction(quotas.claim), transaction(quotas.lower_to_arrived)
firm = transaction(quotas.make_firm)

# Its trips have no stays: that they take quota all the same is what the house's recount would find.
pytestmark = [
    pytest.mark.usefixtures("database"),
    pytest.mark.breaks_invariants(
        "quota_claims_follow_their_trips", "quotas_are_taken_for_what_stands"
    ),
]


async def tree(*, unit: str = "workers", **columns) -> SimpleNamespace:
    """A city with 100, of which two districts have 40 and 30; the first gave a unit 25."""
    owner = (await make_federation()).organisation
    union = (await make_union()).organisation
    made = SimpleNamespace(union=union, trips=[])
    given_out = {"city": (None, 100, 70), "north": ("city", 40, 25), "south": ("city", 30, 0), "unit": ("north", 25, 0)}  # fmt: skip
    for name, (parent, ceiling, granted) in given_out.items():
        node = await Quota.create(
            public_id=public_id(), owner_id=owner, parent_id=getattr(made, parent) if parent else None,
            name=name, unit=unit, starts_on=FIRST, ends_on=END, ceiling=ceiling, granted=granted,
            programme="" if name == "city" else name, created_at=clock.now(), **columns,
        )  # fmt: skip
        await QuotaVersion.create(
            quota_id=node.id, version=1, act="made", at=clock.now(), ceiling=ceiling
        )
        setattr(made, name, node.id)
    return made


async def trip(made: SimpleNamespace) -> int:
    row = await Trip.create(
        public_id=public_id(), organisation_id=made.union, origin_code="330100",
        starts_on=date(2027, 5, 18), ends_on=date(2027, 5, 21), created_at=clock.now(),
    )  # fmt: skip
    return int(row.id)


async def used(quota_id: int) -> tuple[int, int]:
    node = await Quota.get(id=quota_id)
    return node.used_here, node.used_below


async def test_a_trip_that_matches_no_node_claims_nothing():
    made = await tree()
    asked = Asked(made.union, 1, "341002", "", date(2029, 5, 18), 3, 40)
    await claim(await trip(made), asked=asked)
    assert await QuotaClaim.all().count() == 0


async def test_a_claim_counts_where_it_lands_and_below_every_ancestor():
    made = await tree()
    await take(await trip(made), [Match(made.unit, 20)])

    assert await used(made.unit) == (20, 0)
    assert await used(made.north) == (0, 20)
    assert await used(made.city) == (0, 20)
    assert await used(made.south) == (0, 0)


async def test_a_node_gives_no_more_than_it_has_and_says_what_is_left():
    made = await tree()
    await take(await trip(made), [Match(made.unit, 20)])
    with pytest.raises(QuotaSpent) as no:
        await take(await trip(made), [Match(made.unit, 6)])

    assert no.value.params == {
        "quota": "unit", "first": FIRST, "last": date(2027, 12, 31), "left": 5, "asked": 6,
    }  # fmt: skip
    assert await used(made.city) == (0, 20)


async def test_what_was_granted_to_children_is_not_there_for_others():
    made = await tree()
    with pytest.raises(QuotaSpent) as no:
        await take(await trip(made), [Match(made.north, 16)])
    assert no.value.params["left"] == 15
    await take(await trip(made), [Match(made.north, 15)])
    assert await used(made.north) == (15, 0)


async def test_of_several_nodes_all_must_allow_or_none_is_taken():
    made = await tree()
    with pytest.raises(QuotaSpent):
        await take(await trip(made), [Match(made.unit, 25), Match(made.south, 31)])

    assert await used(made.unit) == await used(made.south) == (0, 0)
    assert await QuotaClaim.all().count() == 0


async def test_what_is_given_back_is_what_the_rows_say_and_once():
    made = await tree()
    first, second = await trip(made), await trip(made)
    await take(first, [Match(made.unit, 20), Match(made.south, 10)])
    await take(second, [Match(made.unit, 5)])
    for _ in range(2):
        await release(first)

    assert await used(made.unit) == (5, 0)
    assert await used(made.city) == (0, 5)


async def test_released_at_the_same_time_it_comes_back_once():
    made = await tree()
    first = await trip(made)
    await take(first, [Match(made.unit, 20)])
    await asyncio.gather(*(release(first) for _ in range(6)))
    assert await used(made.city) == (0, 0)


async def test_of_many_at_once_exactly_as_many_get_one_as_there_are():
    made = await tree()
    trips = [await trip(made) for _ in range(12)]
    done = await asyncio.gather(
        *(take(one, [Match(made.unit, 4)]) for one in trips), return_exceptions=True
    )

    assert sum(one is None for one in done) == 6
    assert {type(one) for one in done if one is not None} == {QuotaSpent}
    assert await used(made.unit) == (24, 0)


async def test_without_the_guard_the_table_itself_refuses(monkeypatch):
    """The control: the guard's UPDATE without its WHERE meets the CHECK and not a refusal."""
    made = await tree()
    monkeypatch.setattr(
        moves, "_TAKE_HERE", "UPDATE quotas SET used_here = used_here + $1 WHERE id = $2 RETURNING id"
    )  # fmt: skip
    with pytest.raises(BaseORMException) as no:
        await take(await trip(made), [Match(made.unit, 26)])
    assert "quota_not_overdrawn" in str(no.value)


async def test_claims_are_corrected_down_to_who_came_and_never_up():
    made = await tree()
    first = await trip(made)
    await take(first, [Match(made.unit, 20)])
    await lower(first, workers=18, by_night={})
    assert await used(made.unit) == (18, 0)
    await lower(first, workers=25, by_night={})
    assert await used(made.city) == (0, 18)
    await lower(first, workers=0, by_night={})
    assert await used(made.city) == (0, 0)
    assert await QuotaClaim.filter(released_at=None).count() == 0


async def test_person_nights_are_counted_on_each_night_inside_the_period():
    made = await tree(unit="person_nights")
    first = await trip(made)
    await take(first, [Match(made.unit, 24)])
    nights = {END - timedelta(days=2): 8, END - timedelta(days=1): 7, END: 9}
    await lower(first, workers=9, by_night=nights)
    assert await used(made.unit) == (15, 0)


async def test_held_and_used_are_told_apart_and_their_sum_stays():
    made = await tree()
    first = await trip(made)
    await take(first, [Match(made.unit, 20)])
    assert await QuotaClaim.filter(trip_id=first, is_firm=False).count() == 1
    for _ in range(2):
        await firm(first)
    assert await QuotaClaim.filter(trip_id=first, is_firm=True).count() == 1
    assert await used(made.unit) == (20, 0)


def asking(made: SimpleNamespace, *, workers: int, check_in=date(2027, 5, 18)) -> Asked:
    return Asked(made.union, 1, "341002", "south", check_in, 3, workers)


async def test_a_claim_brought_to_new_numbers_moves_by_the_difference_alone():
    made = await tree()
    first = await trip(made)
    await claim(first, asked=asking(made, workers=20))
    await claim(first, asked=asking(made, workers=28))
    assert await used(made.south) == (28, 0)
    with pytest.raises(QuotaSpent) as no:
        await claim(first, asked=asking(made, workers=31))
    assert (no.value.params["left"], no.value.params["asked"]) == (2, 3)
    await claim(first, asked=asking(made, workers=5))
    assert await used(made.city) == (0, 5)
    assert await QuotaClaim.filter(trip_id=first).count() == 1


async def test_what_is_claimed_stays_where_it_is_and_only_growth_is_matched_anew():
    made = await tree()
    first = await trip(made)
    await claim(first, asked=asking(made, workers=20))
    await change("UPDATE quotas SET closed_at = $1, ceiling = 20 WHERE id = $2", clock.now(), made.south)  # fmt: skip
    await change("UPDATE quotas SET granted = granted - 10 WHERE id = $1", made.city)

    await claim(first, asked=asking(made, workers=26))

    assert await used(made.south) == (20, 0)
    assert await used(made.city) == (6, 20)


async def test_a_trip_that_moves_out_of_the_period_gives_back_and_is_limited_no_more():
    made = await tree()
    first = await trip(made)
    await claim(first, asked=asking(made, workers=20))
    await claim(first, asked=asking(made, workers=20, check_in=date(2028, 5, 18)))
    assert await used(made.city) == (0, 0)


async def test_before_its_instant_a_quota_gives_nothing_and_says_when_it_opens():
    opens = clock.now() + timedelta(hours=1)
    made = await tree(opens_at=opens)
    with pytest.raises(QuotaNotOpen) as no:
        await claim(await trip(made), asked=asking(made, workers=2))
    assert no.value.params == {"quota": "south", "opens": opens}
    with clock.moved_to(opens):
        await claim(await trip(made), asked=asking(made, workers=2))
    assert await used(made.south) == (2, 0)


async def test_a_share_that_says_nothing_opens_with_the_quota_above_it():
    made = await tree()
    opens = clock.now() + timedelta(hours=1)
    await Quota.filter(id=made.city).update(opens_at=opens)
    with pytest.raises(QuotaNotOpen) as no:
        await claim(await trip(made), asked=asking(made, workers=2))
    assert no.value.params["opens"] == opens


async def test_given_back_at_a_node_over_its_limit_it_is_not_there_for_the_next():
    made = await tree()
    first = await trip(made)
    await take(first, [Match(made.south, 30)])
    await change("UPDATE quotas SET ceiling = 24, over_by = 6 WHERE id = $1", made.south)

    await lower(first, workers=26, by_night={})

    south, city = await Quota.get(id=made.south), await Quota.get(id=made.city)
    assert (south.used_here, south.over_by, city.granted) == (26, 2, 66)
    with pytest.raises(QuotaSpent):
        await take(await trip(made), [Match(made.south, 1)])
    await release(first)
    south, city = await Quota.get(id=made.south), await Quota.get(id=made.city)
    assert (south.used_here, south.over_by, city.granted) == (0, 0, 64)


async def test_given_back_at_a_closed_node_it_goes_to_the_one_above():
    made = await tree()
    first = await trip(made)
    await take(first, [Match(made.south, 30)])
    await change("UPDATE quotas SET closed_at = $1 WHERE id = $2", clock.now(), made.south)

    await release(first)

    south, city = await Quota.get(id=made.south), await Quota.get(id=made.city)
    assert (south.ceiling, city.granted) == (0, 40)
    await take(await trip(made), [Match(made.city, 60)])


@pytest.mark.breaks_invariants("quotas")
@pytest.mark.parametrize(
    ("node", "by_hand"),
    [
        ("south", "used_here = used_here + 1"),
        ("city", "used_below = used_below + 1"),
        ("north", "granted = granted - 1"),
        ("south", "ceiling = ceiling - 1"),
        ("south", "version = version + 1"),
        ("city", "closed_at = '2027-01-01 00:00:00+00:00'"),
    ],
)
async def test_a_counter_changed_by_hand_is_found(node, by_hand):
    made = await tree()
    await take(await trip(made), [Match(made.south, 10)])
    assert await quotas.breaches() == []
    await change(f"UPDATE quotas SET {by_hand} WHERE id = $1", getattr(made, node))
    assert any(line.startswith("quota ") for line in await quotas.breaches())


NODES = st.sampled_from(["city", "north", "south", "unit"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("take"), st.lists(st.tuples(NODES, st.integers(1, 40)), min_size=1, max_size=3)),
        st.tuples(st.just("release"), st.integers(0, 9)),
        st.tuples(st.just("lower"), st.tuples(st.integers(0, 9), st.integers(0, 40))),
    ),
    max_size=15,
)  # fmt: skip


@pytest.mark.proof
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_any_sequence_of_claims_keeps_counters_equal_to_their_recount(proof):
    told: list[list] = []

    @settings(
        max_examples=proof.size("quota_sequences", small=20, full=300), deadline=None,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(STEPS)
    def stories(steps: list) -> None:
        told.append(steps)

    stories()
    for steps in told:
        await _follow(steps)
    proof.found(sequences=len(told), steps=sum(map(len, told)))


async def _follow(steps: list) -> None:
    made, trips = await tree(), []
    for act, what in steps:
        if act == "take":
            trips.append(await trip(made))
            try:
                await take(trips[-1], [Match(getattr(made, node), n) for node, n in what])
            except QuotaSpent:
                trips.pop()
        elif trips and act == "release":
            await release(trips[what % len(trips)])
        elif trips:
            await lower(trips[what[0] % len(trips)], workers=what[1], by_night={})
        assert await quotas.breaches() == []

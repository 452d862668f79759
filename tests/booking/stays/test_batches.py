"""Several batches of one plan in one form: each its own trip, all or none, or those that fit."""

import pytest

from booking import stays
from booking.people import HoldsNotEnough, TooManyHolds, UnionNotVerified
from booking.people.models import Organisation
from booking.stays.models import Stay, Trip
from booking.stays.refusals import DateOver
from booking.stays.trip_refusals import TooManyBatches
from sites.calendar import NightsTaken
from sites.foundation.idempotency import Key
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.trips import leg


def plan(place, *starts: int, **changes) -> list[stays.HoldOrder]:
    return [leg(place, starts_in=start, **changes) for start in starts]


async def open_holds(union) -> int:
    return (await Organisation.get(id=union.organisation)).open_holds


async def test_each_batch_is_a_trip_of_its_own_and_an_open_hold(database):
    union, place = await make_union(), await make_place()
    held = await stays.hold_batches(plan(place, 20, 30, 30), whole=True, by=union.organiser)
    rows = await Stay.all().order_by("id")
    assert [batch.stay for batch in held] == [row.public_id for row in rows]
    assert (await Trip.all().count(), await open_holds(union)) == (3, 3)


async def test_all_batches_are_held_or_none_and_the_short_one_is_named(database):
    union, place = await make_union(), await make_place()
    await made.held(place=place, starts_in=30, nights=2, rooms={TWIN: 36}, heads=Heads(36))
    asked = plan(place, 20, 30, 40)
    with pytest.raises(NightsTaken) as no:
        await stays.hold_batches(asked, whole=True, by=union.organiser)
    assert no.value.about[-1] == asked[1].check_in
    assert (await Trip.all().count(), await open_holds(union)) == (1, 0)


async def test_those_that_fit_are_held_and_each_other_one_says_why_not(database):
    union, place = await make_union(), await make_place()
    await made.held(place=place, starts_in=30, nights=2, rooms={TWIN: 36}, heads=Heads(36))
    asked = plan(place, 20, 30, -3, 40)
    held = await stays.hold_batches(asked, whole=False, by=union.organiser)
    assert [bool(batch.stay) for batch in held] == [True, False, False, True]
    kinds = (type(None), NightsTaken, DateOver, type(None))
    assert all(isinstance(batch.refusal, kind) for batch, kind in zip(held, kinds, strict=True))
    assert await open_holds(union) == 2


@pytest.mark.parametrize("whole", [True, False])
async def test_batches_sent_twice_are_held_once(database, whole):
    union, place, key = await make_union(), await make_place(), Key("k" * 20, "same")
    asked = plan(place, 20, 30)
    sent = [
        await stays.hold_batches(asked, whole=whole, by=union.organiser, key=key) for _ in range(2)
    ]
    assert [batch.stay for batch in sent[0]] == [batch.stay for batch in sent[1]]
    assert await Trip.all().count() == 2


async def test_more_batches_than_open_holds_are_left_are_refused_clearly(database):
    union, place = await make_union(), await make_place()
    await stays.hold_batches(plan(place, 20, 21), whole=True, by=union.organiser)
    asked = plan(place, 40, 50, 60, 70)
    with pytest.raises(HoldsNotEnough) as no:
        await stays.hold_batches(asked, whole=True, by=union.organiser)
    assert no.value.params == {"asked": 4, "left": 3, "limit": 5}
    held = await stays.hold_batches(asked, whole=False, by=union.organiser)
    assert [bool(batch.stay) for batch in held] == [True, True, True, False]
    assert isinstance(held[3].refusal, TooManyHolds)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_plan_has_at_least_one_batch_and_ten_at_most(database):
    union, place = await make_union(), await make_place()
    for asked in ([], plan(place, *range(20, 31))):
        with pytest.raises(TooManyBatches):
            await stays.hold_batches(asked, whole=False, by=union.organiser)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_union_that_is_not_verified_holds_no_batch(database):
    union, place = await make_union(verified=False), await make_place()
    for whole in (True, False):
        with pytest.raises(UnionNotVerified):
            await stays.hold_batches(plan(place, 20, 30), whole=whole, by=union.organiser)

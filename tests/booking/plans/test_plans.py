"""A union's annual plan: what it may say, its versions, its approval, and the room that it makes for open holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking import plans, stays
from booking.people import NotGranted, TooManyHolds
from booking.people.models import Organisation
from booking.plans import (
    BatchTaken,
    BatchUnknown,
    PlanAnswerNotYours,
    PlanEmpty,
    PlanMoved,
    PlanNobodyToApprove,
    PlanNotAsked,
    PlanNoteMissing,
    PlanOutsideYear,
    PlanOverEntitled,
    PlanReasonMissing,
    PlanSame,
    PlanUnsound,
)
from booking.plans.content import differences
from booking.plans.models import PlanStep, PlanTrip
from booking.plans.sound import demand_sound
from booking.stays.models import Stay, Trip
from booking.stays.trip_refusals import TripUnknown
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.factories.people import make_union
from tests.factories.places import make_place
from tests.factories.plans import approved_plan, batch, content, next_year, with_steps
from tests.factories.trips import leg


def sized(count: int, **changes):
    return [batch(day=20 + 5 * n, **changes) for n in range(count)]


async def limit_of(union) -> int:
    return (await Organisation.get(id=union.organisation)).hold_limit


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (content(), PlanEmpty),
        (content(*sized(41)), PlanEmpty),
        (content(batch(nights=0)), PlanUnsound),
        (content(batch(nights=31)), PlanUnsound),
        (content(batch(people=0)), PlanUnsound),
        (content(batch(territory="moon")), PlanUnsound),
        (content(batch(programme="nobody")), PlanUnsound),
        (content(batch(day=-3)), PlanOutsideYear),
        (content(batch(people=31), entitled=30), PlanOverEntitled),
    ],
)
def test_what_a_plan_may_not_say(wrong, refusal):
    with pytest.raises(refusal):
        demand_sound(wrong, year=next_year())


def test_a_plan_at_its_borders_is_sound_and_may_cost_more_than_its_budget():
    demand_sound(content(*sized(40, people=1)), year=next_year())
    demand_sound(content(batch(people=30), entitled=30, budget=1), year=next_year())


def test_versions_differ_by_what_came_changed_and_went():
    first, second, third = batch(day=10), batch(day=20), batch(day=30)
    moved = replace(second, day=second.day + timedelta(days=1))
    found = differences(content(first, second), content(moved, third))
    assert [(one.was, one.now) for one in found] == [(second, moved), (None, third), (first, None)]


async def test_each_writing_is_a_version_with_who_and_why(database):
    union, one = await make_union(), batch()
    year = one.day.year
    assert await plans.keep_plan(year, content(one), seen=0, why="", by=union.organiser) == 1
    with pytest.raises(PlanReasonMissing):
        await plans.keep_plan(year, content(one, batch(day=40)), seen=1, why="", by=union.organiser)
    with pytest.raises(PlanSame):
        await plans.keep_plan(year, content(one), seen=1, why="同上", by=union.organiser)
    with pytest.raises(PlanMoved):
        await plans.keep_plan(year, content(batch()), seen=0, why="并发", by=union.organiser)
    await plans.keep_plan(year, content(one, batch(day=40)), seen=1, why="增加一批", by=union.administrator)  # fmt: skip
    found = await plans.plan_page(year, by=union.viewer)
    assert [(v.number, v.state, v.why, v.by_name) for v in found.versions] == [
        (2, "draft", "增加一批", union.administrator.name), (1, "replaced", "", union.organiser.name),
    ]  # fmt: skip


async def test_no_other_union_and_no_viewer_writes_or_sees_it(database):
    union, other, one = await make_union(), await make_union(), batch()
    with pytest.raises(NotGranted):
        await plans.keep_plan(one.day.year, content(one), seen=0, why="", by=union.viewer)
    await plans.keep_plan(one.day.year, content(one), seen=0, why="", by=union.organiser)
    assert (await plans.plan_page(one.day.year, by=other.organiser)).newest is None


async def test_without_steps_nobody_approves_a_plan(database):
    union, one = await make_union(), batch()
    await plans.keep_plan(one.day.year, content(one), seen=0, why="", by=union.organiser)
    with pytest.raises(PlanNobodyToApprove):
        await plans.ask_for_plan(one.day.year, number=1, by=union.organiser)
    assert await limit_of(union) == 5


async def test_only_who_is_asked_agrees_and_only_to_the_version_that_was_looked_at(database):
    union, one = await with_steps(await make_union()), batch()
    year = one.day.year
    await plans.keep_plan(year, content(one), seen=0, why="", by=union.organiser)
    with pytest.raises(PlanNotAsked):
        await plans.agree_to_plan(year, number=1, by=union.approver)
    await plans.ask_for_plan(year, number=1, by=union.organiser)
    with pytest.raises(NotGranted):
        await plans.agree_to_plan(year, number=1, by=union.organiser)
    await PlanStep.all().update(approver_id=union.viewer.user_id)
    with pytest.raises(PlanAnswerNotYours):
        await plans.agree_to_plan(year, number=1, by=union.approver)
    await PlanStep.all().update(approver_id=union.approver.user_id)
    assert (await plans.plan_page(year, by=union.approver)).asks_me
    assert not (await plans.plan_page(year, by=union.organiser)).asks_me
    await plans.keep_plan(year, content(one, batch(day=50)), seen=1, why="先改再批", by=union.organiser)  # fmt: skip
    with pytest.raises(PlanNotAsked):
        await plans.agree_to_plan(year, number=1, by=union.approver)
    assert (await PlanStep.get()).state == "withdrawn"


async def test_sent_back_with_a_note_it_is_written_anew(database):
    union, one = await with_steps(await make_union()), batch()
    year = one.day.year
    await plans.keep_plan(year, content(one), seen=0, why="", by=union.organiser)
    await plans.ask_for_plan(year, number=1, by=union.organiser)
    with pytest.raises(PlanNoteMissing):
        await plans.send_plan_back(year, number=1, note="", by=union.approver)
    await plans.send_plan_back(year, number=1, note="人数偏多", by=union.approver)
    newest = (await plans.plan_page(year, by=union.organiser)).newest
    assert (newest.state, newest.answers[0].note) == ("sent_back", "人数偏多")
    assert await limit_of(union) == 5


async def test_an_approved_plan_makes_room_for_as_many_open_holds_as_it_has_batches(database):
    union, place, batches = await make_union(), await make_place(), sized(6)
    await approved_plan(union, *batches)
    assert await limit_of(union) == 6
    for start in range(20, 26):
        await stays.hold(leg(place, starts_in=start, nights=1), by=union.organiser)
    with pytest.raises(TooManyHolds):
        await stays.hold(leg(place, starts_in=40), by=union.organiser)


async def test_a_smaller_plan_takes_room_back_as_open_holds_allow(database):
    union, place, batches = await make_union(), await make_place(), sized(8)
    await approved_plan(union, *batches)
    held = [
        await stays.hold(leg(place, starts_in=20 + n, nights=1), by=union.organiser)
        for n in range(7)
    ]
    await approved_plan(union, *batches[:6], seen=1)
    assert await limit_of(union) == 7
    [plan] = await plans.plans_to_follow()
    for stay in held[:4]:
        await stays.cancel(stay, fee_seen=Money(0), note="", by=union.organiser)
    for _ in range(2):
        await plans.let_plan_end(plan)
        assert await limit_of(union) == 6
    assert await plans.plans_to_follow() == []


async def test_a_year_that_is_over_leaves_the_usual_room(database):
    union, batches = await make_union(), sized(9)
    await approved_plan(union, *batches)
    assert await plans.plans_to_follow() == []
    with clock.moved_to(clock.now() + timedelta(days=800)):
        [plan] = await plans.plans_to_follow()
        await plans.let_plan_end(plan)
        assert await plans.plans_to_follow() == []
    assert await limit_of(union) == 5


async def test_room_that_was_given_by_hand_is_left(database):
    union = await make_union()
    await Organisation.filter(id=union.organisation).update(hold_limit=30)
    await approved_plan(union, *sized(9))
    assert await limit_of(union) == 30


async def test_a_batch_is_held_by_one_trip_until_nothing_of_it_stands(database):
    union, place, one = await make_union(), await make_place(), batch()
    await approved_plan(union, one)
    first = await stays.hold(leg(place, starts_in=20, batch=one.id), by=union.organiser)
    link = await PlanTrip.get()
    assert (link.batch, link.trip_id) == (one.id, (await Stay.get(public_id=first)).trip_id)
    with pytest.raises(BatchTaken):
        await stays.hold(leg(place, starts_in=40, batch=one.id), by=union.organiser)
    assert await Trip.all().count() == 1
    await stays.cancel(first, fee_seen=Money(0), note="", by=union.organiser)
    again = await stays.hold(leg(place, starts_in=40, batch=one.id), by=union.organiser)
    assert (await PlanTrip.get()).trip_id == (await Stay.get(public_id=again)).trip_id


async def test_only_batches_of_the_unions_own_approved_plan_are_held(database):
    union, other, place = await make_union(), await make_union(), await make_place()
    one, draft = batch(), batch(day=60)
    await approved_plan(other, one)
    await plans.keep_plan(draft.day.year, content(draft), seen=0, why="", by=union.organiser)
    for wrong in (one, draft):
        with pytest.raises(BatchUnknown):
            await stays.hold(leg(place, starts_in=20, batch=wrong.id), by=union.organiser)


async def test_a_trip_held_without_the_plan_is_put_to_its_batch_and_taken_out_again(database):
    union, place, one = await make_union(), await make_place(), batch()
    await approved_plan(union, one)
    made = await stays.hold(leg(place, starts_in=20), by=union.organiser)
    trip = await Trip.get()
    await stays.put_into_plan(trip.public_id, one.id, by=union.organiser)
    assert (await plans.plan_page(one.day.year, by=union.viewer)).trips == {one.id: trip.id}
    await stays.put_into_plan(trip.public_id, "", by=union.organiser)
    assert await PlanTrip.all().count() == 0
    other = await make_union()
    with pytest.raises(TripUnknown):
        await stays.put_into_plan(trip.public_id, one.id, by=other.organiser)
    assert made

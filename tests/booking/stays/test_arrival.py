"""Counting who came: night by night, never more than booked, until the account is presented."""

import asyncio
from datetime import time, timedelta

import pytest

from booking import stays
from booking.stays.models import StayNight
from booking.stays.refusals import (
    AlreadyMoved,
    BedsTooFew,
    CountedMeanwhile,
    MoreThanBooked,
    NightNotInStay,
    StayUnknown,
    TooEarly,
)
from sites.foundation import clock
from sites.packages import Heads
from tests.booking.stays.stories import acts_of, miss, morning, row_of
from tests.factories.places import FAMILY, TWIN
from tests.factories.stays import accounted, confirmed, counted, departed, in_house, state_of


async def arrived(story) -> list[tuple[int | None, int | None]]:
    rows = await StayNight.filter(stay_id=story.number).order_by("date", "id")
    return [(row.arrived_rooms, row.arrived_workers) for row in rows]


async def test_the_first_count_opens_the_house_and_later_ones_only_count(database):
    story = await confirmed(starts_in=0, made_days_ago=30)
    await counted(story, story.check_in, Heads(30, 2))
    assert await state_of(story) == "in_house"
    with clock.moved_to(morning(story, day=1)):
        await counted(story, story.nights[1], Heads(31, 2))
    assert await arrived(story) == [(16, 30), (17, 31), (None, None), (None, None)]
    assert [act for act in await acts_of(story) if act in {"arrived", "counted"}] == [
        "arrived", "counted", "counted",
    ]  # fmt: skip


async def test_counting_again_replaces_the_count(database):
    story = await in_house()
    await counted(story, story.check_in, Heads(20))
    assert (await arrived(story))[0] == (10, 20)


async def test_a_count_that_somebody_changed_meanwhile_is_not_written_over_unseen(database):
    story = await confirmed(starts_in=0, made_days_ago=30)
    by, night = story.operator.steward, story.check_in
    rooms = {story.place.rooms[TWIN]: 16}

    async def count(workers: int, seen: str | None) -> None:
        await stays.record_arrivals(
            story.id, night=night, heads=Heads(workers), rooms=rooms, by=by, seen=seen
        )

    at_once = await asyncio.gather(count(30, ""), count(31, ""), return_exceptions=True)
    refused = [one for one in at_once if one is not None]
    assert [type(one) for one in refused] == [CountedMeanwhile]
    stands = (await stays.counts_of(story.id, by=by))[0]
    assert refused[0].params["heads"] == stands.arrived.total
    await count(29, stands.mark)  # who has seen it may replace it
    with pytest.raises(CountedMeanwhile):
        await count(28, stands.mark)
    await count(27, None)  # the control: compared with nothing, it is written
    assert (await arrived(story))[0] == (16, 27)


async def test_people_lie_on_the_rooms_that_were_counted(database):
    story = await in_house(heads=Heads(30, 5), rooms={TWIN: 10, FAMILY: 5})
    rooms = story.place.rooms
    await stays.record_arrivals(
        story.id, night=story.nights[1], heads=Heads(14, 3), by=story.operator.steward,
        rooms={rooms[TWIN]: 4, rooms[FAMILY]: 3},
    )  # fmt: skip
    laid = await StayNight.filter(stay_id=story.number, date=story.nights[1]).order_by(
        "room_type_id"
    )
    assert [(r.arrived_rooms, r.arrived_workers, r.arrived_family) for r in laid] == [
        (4, 8, 0),
        (3, 6, 3),
    ]


async def test_a_night_on_which_nobody_came_is_counted_and_can_still_become_a_no_show(database):
    story = await confirmed(starts_in=-1, made_days_ago=30)
    await counted(story, story.check_in, Heads(0))
    row = await row_of(story)
    assert (row.state, row.arrivals_known, (await arrived(story))[0]) == (
        "confirmed",
        False,
        (0, 0),
    )
    await miss(story)
    assert await state_of(story) == "no_show"


async def test_more_than_was_booked_is_refused_in_heads_rooms_and_beds(database):
    story = await in_house()
    for heads, rooms, refusal in (
        (Heads(37), 18, MoreThanBooked),
        (Heads(30), 19, MoreThanBooked),
        (Heads(36), 17, BedsTooFew),
    ):
        with pytest.raises(refusal):
            await counted(story, story.check_in, heads, rooms=rooms)
    for heads in (Heads(36), Heads(0, 0, 36)):
        await counted(story, story.check_in, heads, rooms=18)


async def test_a_night_is_counted_from_its_day_on_and_only_where_it_belongs(database):
    story = await confirmed(starts_in=1)
    with pytest.raises(TooEarly):
        await counted(story, story.check_in, Heads(2))
    with clock.moved_to(clock.at(story.check_in, time.min)):
        await counted(story, story.check_in, Heads(2))
    with clock.moved_to(morning(story, day=5)):
        for night in (story.check_in - timedelta(days=1), story.check_out):
            with pytest.raises(NightNotInStay):
                await counted(story, night, Heads(2))


async def test_counts_may_come_after_the_departure_but_not_after_the_account(database):
    story = await departed()
    await counted(story, story.check_in, Heads(30))
    assert (await row_of(story)).arrivals_known
    with pytest.raises(AlreadyMoved):
        await counted(await accounted(), story.check_in, Heads(30))


async def test_only_the_house_counts(database):
    story = await in_house()
    with pytest.raises(StayUnknown):
        await stays.record_arrivals(
            story.id, night=story.check_in, heads=Heads(1), rooms={}, by=story.union.organiser
        )

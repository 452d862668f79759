"""The closing date: what was declared is done once, by whoever looks first, and one union's going is its own."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.stays import due, pooling
from booking.stays.models import Stay, StayEvent
from booking.stays.pool_refusals import LeastNotReached, PoolUnknown
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.factories.places import TWIN
from tests.factories.pools import joined, opened, past_closing, pool_place, row_of_pool
from tests.factories.stays import state_of


async def test_with_enough_people_every_hold_goes_on_and_each_submits_for_itself(database):
    pool = await opened(heads=8)
    other = await joined(pool, 12)
    with past_closing():
        assert await pooling.pools_due() == [pool.number]
        assert await pooling.close_pool(pool.number)
        rows = await Stay.filter(id__in=[pool.lead.number, other.number]).order_by("id")
        ends = clock.end_of(clock.today() + timedelta(days=5))
        assert [(row.hold_expires_at, row.is_prolonged) for row in rows] == [(ends, True)] * 2
        await stays.submit(other.id, reason="示例", by=other.union.organiser)
    assert (await row_of_pool(pool)).state == "formed"
    assert (await state_of(pool.lead), await state_of(other)) == ("held", "submitted")


async def test_with_too_few_everything_is_let_go_and_nobody_owes_anything(database):
    pool = await opened(heads=8)
    other = await joined(pool, 4)
    with past_closing():
        assert await pooling.close_pool(pool.number)
    assert (await row_of_pool(pool)).state == "let_go"
    assert (await state_of(pool.lead), await state_of(other)) == ("expired", "expired")
    nights = await Night.filter(room_type_id=pool.place.rooms[TWIN], date=pool.lead.check_in)
    assert [night.held for night in nights] == [0]
    told = await StayEvent.filter(act="pool_let_go").count()
    assert told == 2


async def test_what_was_declared_to_go_on_goes_on_below_the_smallest_number(database):
    pool = await opened(heads=22, least=30, below="go_on")
    with past_closing():
        assert await pooling.close_pool(pool.number)
    assert (await row_of_pool(pool)).state == "alone"
    assert await state_of(pool.lead) == "held"


async def test_who_only_joined_does_not_go_on_below_the_packages_group(database):
    pool = await opened(heads=22, least=30, below="go_on")
    other = await joined(pool, 4)
    await stays.cancel(pool.lead.id, fee_seen=Money(0), note="", by=pool.union.organiser)
    with past_closing():
        assert await pooling.close_pool(pool.number)
    assert await state_of(other) == "expired"


async def test_before_its_date_and_a_second_time_it_changes_nothing(database):
    pool = await opened()
    assert not await pooling.close_pool(pool.number)
    with past_closing():
        both = await asyncio.gather(*(pooling.close_pool(pool.number) for _ in range(3)))
        assert sorted(both) == [False, False, True]
        assert not await pooling.close_pool(pool.number)
        assert await pooling.pools_due() == []
    assert await StayEvent.filter(act="pool_let_go").count() == 1


async def test_a_hold_of_an_open_pool_waits_for_the_closing_and_no_longer(database):
    pool = await opened(heads=22, closes_on=clock.today() + timedelta(days=5))
    with past_closing(days=6):
        assert await due.holds_over() == [pool.lead.number]
        assert not await stays.expire(pool.lead.number)
        assert await pooling.close_pool(pool.number)
        assert await state_of(pool.lead) == "held"
    with past_closing(days=20):
        assert await stays.expire(pool.lead.number)
    assert (await row_of_pool(pool)).heads == 0


async def test_one_union_cancels_after_the_closing_and_the_others_stand(database):
    pool = await opened(heads=8)
    other = await joined(pool, 12)
    with past_closing():
        await pooling.close_pool(pool.number)
        await stays.cancel(other.id, fee_seen=Money(0), note="", by=other.union.organiser)
        await stays.submit(pool.lead.id, reason="示例", by=pool.union.organiser)
    assert (await state_of(pool.lead), await state_of(other)) == ("submitted", "cancelled")
    assert (await row_of_pool(pool)).heads == 8


async def test_the_first_union_closes_early_once_enough_people_are_there(database):
    pool = await opened(heads=8)
    with pytest.raises(LeastNotReached):
        await pooling.close_now(pool.id, by=pool.union.organiser)
    other = await joined(pool, 12)
    with pytest.raises(PoolUnknown):
        await pooling.close_now(pool.id, by=other.union.organiser)
    assert await pooling.close_pool(await pooling.close_now(pool.id, by=pool.union.organiser))
    assert (await row_of_pool(pool)).state == "formed"


async def test_of_a_closing_and_a_leaving_at_once_both_are_done_one_after_the_other(database):
    pool = await opened(heads=8, place=await pool_place())
    other = await joined(pool, 12)
    number = await pooling.close_now(pool.id, by=pool.union.organiser)
    leaving = stays.cancel(other.id, fee_seen=Money(0), note="", by=other.union.organiser)
    answers = await asyncio.gather(leaving, pooling.close_pool(number), return_exceptions=True)
    row, gone = await row_of_pool(pool), await state_of(other)
    assert answers[1] is True
    # Whoever was first: with the leaver counted the group came together, without it everything was let go.
    assert (row.state, row.heads, gone) in {("formed", 8, "cancelled"), ("let_go", 0, "cancelled")}

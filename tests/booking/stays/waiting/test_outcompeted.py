"""A yes to one inquiry tells the others once what is free instead; they stay inquiries, or wait by one click."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.stays import waiting
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved
from booking.stays.waiting.models import Wait, WaitPlace
from booking.stays.waiting.refusals import RoomIsThere
from sites.foundation import clock
from sites.foundation.idempotency import Key
from sites.foundation.outbox import OutboxRow
from sites.packages import Heads
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place
from tests.factories.stays import inquired, state_of


async def asks(place, rooms: int = 30, **changes):
    return await inquired(
        union=await make_union(),
        place=place,
        rooms={TWIN: rooms},
        heads=Heads(rooms * 2),
        **changes,
    )


async def asked_place():
    return await make_place(booking_mode="ask", reception_limit=500)


async def acts_of(story) -> list[str]:
    rows = StayEvent.filter(stay_id=story.number).order_by("id")
    return [str(act) for act in await rows.values_list("act", flat=True)]


async def test_who_finds_no_room_any_more_is_told_what_is_free_and_stays_an_inquiry(database):
    place, other = await asked_place(), await make_place(reception_limit=500)
    first, second, small = await asks(place), await asks(place), await asks(place, 5)
    await stays.grant(first.id, by=place.operator.sales)
    assert await OutboxRow.filter(topic="inquiry.granted").count() == 1

    assert await waiting.tell_outcompeted(first.number) == 1
    assert await waiting.tell_outcompeted(first.number) == 0
    event = await StayEvent.get(stay_id=second.number, act="alternatives_told")
    near = [second.check_in + timedelta(days=n) for n in (-4, 4, -5)]
    assert event.facts["dates"] == [day.isoformat() for day in near]
    assert event.facts["sites"] == [other.code]
    assert await state_of(second) == await state_of(small) == "inquiry"
    assert await acts_of(small) == ["inquired"]


async def test_where_nothing_else_is_free_the_inquiry_is_kept_for_later(database):
    place = await asked_place()
    first, second = await asks(place), await asks(place)
    for n in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        one = await asks(place, starts_in=30 + 4 * n)
        await stays.grant(one.id, by=place.operator.sales)
    await stays.grant(first.id, by=place.operator.sales)
    await waiting.tell_outcompeted(first.number)
    assert await acts_of(second) == ["inquired", "kept_for_later"]


async def test_two_workers_tell_once(database):
    place = await asked_place()
    first, second = await asks(place), await asks(place)
    await stays.grant(first.id, by=place.operator.sales)
    await asyncio.gather(*(waiting.tell_outcompeted(first.number) for _ in range(3)))
    assert len(await acts_of(second)) == 2


async def test_a_yes_that_was_taken_back_meanwhile_tells_nobody(database):
    place = await asked_place()
    first, second = await asks(place), await asks(place)
    await stays.grant(first.id, by=place.operator.sales)
    fee = (await stays.preview_cancellation(first.id, by=first.union.organiser)).fee
    await stays.cancel(first.id, fee_seen=fee, note="", by=first.union.organiser)
    assert await waiting.tell_outcompeted(first.number) == 0
    assert await acts_of(second) == ["inquired"]


async def test_an_inquiry_becomes_an_entry_for_the_same_nights_rooms_and_people(database):
    place = await asked_place()
    first, second = await asks(place), await asks(place)
    with pytest.raises(RoomIsThere):
        await waiting.wait_instead(second.id, by=second.union.organiser)
    await stays.grant(first.id, by=place.operator.sales)
    key = Key("i" * 20, "same")
    made = await waiting.wait_instead(second.id, by=second.union.organiser, key=key)
    assert await waiting.wait_instead(second.id, by=second.union.organiser, key=key) == made

    row, where = await Wait.get(public_id=made), await WaitPlace.get()
    assert await state_of(second) == "cancelled"
    assert (row.starts_on, row.nights, row.workers) == (second.check_in, 4, 60)
    assert (where.site_id, where.rooms, where.package_code) == (place.id, {TWIN: 30}, "CARE")
    with pytest.raises(AlreadyMoved):
        await waiting.wait_instead(second.id, by=second.union.organiser)


async def test_the_operator_sees_who_competes_and_what_fits_together(database):
    place = await asked_place()
    for rooms, starts_in in ((20, 30), (30, 32), (15, 30), (10, 60)):
        await asks(place, rooms, starts_in=starts_in)
    found = await waiting.competitions(place.operator.sales)
    assert [(len(one.asking), one.sets) for one in found] == [
        (3, ((0, 2), (1,))),
        (1, ((0,),)),
    ]
    assert found[0].first == clock.today() + timedelta(days=30)
    assert await waiting.competitions((await make_place()).operator.sales) == ()

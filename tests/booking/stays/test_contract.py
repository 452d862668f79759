"""The sealed contract has its own date after confirmation; missing it undoes nothing."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.stays.due import contracts_missing
from booking.stays.refusals import AlreadyMoved, ContractSealed, StayUnknown
from sites.foundation import clock
from tests.booking.stays.stories import acts_of, row_of
from tests.factories.people import make_union
from tests.factories.stays import confirmed, state_of, submitted


async def test_either_side_records_it_once(database):
    story = await confirmed()
    both = [
        stays.seal_contract(story.id, by=by) for by in (story.union.organiser, story.operator.sales)
    ]
    await asyncio.gather(*both, return_exceptions=True)
    assert (await acts_of(story)).count("contract_sealed") == 1
    with pytest.raises(ContractSealed):
        await stays.seal_contract(story.id, by=story.union.organiser)


async def test_there_is_nothing_to_seal_before_the_confirmation_nor_for_others(database):
    story = await submitted()
    with pytest.raises(AlreadyMoved):
        await stays.seal_contract(story.id, by=story.union.organiser)
    with pytest.raises(StayUnknown):
        await stays.seal_contract(story.id, by=(await make_union()).organiser)


async def test_it_is_missed_from_its_day_until_arrival_and_the_booking_stands(database):
    story = await confirmed()
    due = (await row_of(story)).contract_due_on
    assert await contracts_missing() == []
    with clock.moved_to(clock.now() + (due - clock.today())):
        assert await contracts_missing() == [story.number]
        await stays.seal_contract(story.id, by=story.union.organiser)
        assert await contracts_missing() == []
    assert await state_of(story) == "confirmed"
    other = await confirmed(place=story.place)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert await contracts_missing() == []
    assert await state_of(other) == "confirmed"

"""Going home: by a person from the last morning on, by the job on its evening, once."""

from datetime import time

import pytest

from booking import stays
from booking.stays.due import departures
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved, StayUnknown, TooEarly
from sites.foundation import clock
from tests.factories.stays import confirmed, in_house, state_of


async def facts_of(story) -> dict:
    return (await StayEvent.filter(stay_id=story.number, act="departed").get()).facts


async def test_a_person_records_it_from_the_last_morning_on(database):
    story = await in_house()
    with clock.moved_to(clock.at(story.nights[-1], time(23, 59))), pytest.raises(TooEarly):
        await stays.depart(story.id, by=story.operator.steward)
    with clock.moved_to(clock.at(story.check_out, time(0, 1))):
        await stays.depart(story.id, by=story.operator.steward)
        with pytest.raises(AlreadyMoved):
            await stays.depart(story.id, by=story.operator.steward)
    assert await facts_of(story) == {"arrivals_known": True}


async def test_the_job_does_it_at_six_in_the_evening_and_only_once(database):
    story = await confirmed(starts_in=-4, made_days_ago=40)
    with clock.moved_to(clock.at(story.check_out, time(17, 59))):
        assert not await stays.depart_by_date(story.number)
        assert await departures() == []
    with clock.moved_to(clock.at(story.check_out, time(18))):
        assert await departures() == [story.number]
        assert await stays.depart_by_date(story.number)
        assert not await stays.depart_by_date(story.number)
        assert await departures() == []
    assert await state_of(story) == "departed"
    assert await facts_of(story) == {"arrivals_known": False}


async def test_only_the_house_sends_its_guests_home(database):
    story = await in_house(nights_before=4)
    with pytest.raises(StayUnknown):
        await stays.depart(story.id, by=story.union.organiser)

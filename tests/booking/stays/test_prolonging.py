"""A hold is made longer once."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.stays.refusals import AlreadyMoved, AlreadyProlonged, HoldOver, StayUnknown
from sites.foundation import clock
from tests.booking.stays.stories import acts_of, row_of
from tests.factories.stays import held, submitted


async def test_an_option_gets_the_sites_days_once_more(database):
    story = await held(starts_in=60)
    first = (await row_of(story)).hold_expires_at
    await stays.prolong(story.id, by=story.union.organiser)
    row = await row_of(story)
    # The first end is a midnight, so the day that begins there has five more.
    assert row.hold_expires_at == clock.end_of(clock.day_of(first) + timedelta(days=5))
    with pytest.raises(AlreadyProlonged):
        await stays.prolong(story.id, by=story.union.organiser)


async def test_a_checkout_gets_fifteen_minutes(database):
    story = await held(kind="checkout")
    row = await row_of(story)
    with clock.moved_to(row.hold_expires_at - timedelta(minutes=1)):
        await stays.prolong(story.id, by=story.union.organiser)
    assert (await row_of(story)).hold_expires_at == row.hold_expires_at + timedelta(minutes=15)


async def test_two_who_prolong_at_once_prolong_once(database):
    story = await held(starts_in=60)
    asked = [stays.prolong(story.id, by=story.union.organiser) for _ in range(3)]
    await asyncio.gather(*asked, return_exceptions=True)
    assert (await acts_of(story)).count("prolonged") == 1


async def test_what_is_over_submitted_or_of_others_is_not_prolonged(database):
    over = await held(made_days_ago=10)
    with pytest.raises(HoldOver):
        await stays.prolong(over.id, by=over.union.organiser)
    sent = await submitted(place=over.place)
    with pytest.raises(AlreadyMoved):
        await stays.prolong(sent.id, by=sent.union.organiser)
    with pytest.raises(StayUnknown):
        await stays.prolong(sent.id, by=over.union.organiser)

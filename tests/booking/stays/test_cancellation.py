"""Cancelling costs what the table said, to the second, and only at the price that was seen."""

import asyncio
from datetime import time, timedelta

import pytest

from booking import stays
from booking.money import account_of
from booking.people.models import Organisation
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved, FeeChanged, HoldOver, StayUnknown
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.stays.stories import cancel, morning, pay, row_of
from tests.factories.places import PRICE
from tests.factories.stays import confirmed, held, in_house, state_of, submitted

WHOLE = Money(36 * 4 * PRICE)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("days", "before", "after"), [(15, 0, 30), (7, 30, 80)])
async def test_a_tier_ends_at_the_hour_of_check_in_to_the_second(database, days, before, after):
    story = await confirmed()
    boundary = clock.at(story.check_in - timedelta(days=days), time(14))
    with clock.moved_to(boundary - SECOND):
        seen = await stays.preview_cancellation(story.id, by=story.union.organiser)
        assert (seen.percent, seen.fee, seen.until) == (before, WHOLE.percent(before), boundary)
    with clock.moved_to(boundary):
        now = await stays.preview_cancellation(story.id, by=story.union.organiser)
        assert (now.percent, now.fee) == (after, WHOLE.percent(after))
        with pytest.raises(FeeChanged) as no:
            await stays.cancel(story.id, fee_seen=seen.fee, note="", by=story.union.organiser)
        assert no.value.params == {"fee": now.fee}
        assert await state_of(story) == "confirmed"
        await cancel(story)
    account = await account_of(story.number)
    assert (await state_of(story), account.charged) == ("cancelled", WHOLE.percent(after))


async def test_what_was_paid_beyond_the_fee_is_ordered_back_and_rooms_return(database):
    story = await confirmed(starts_in=20)
    await pay(story)
    with clock.moved_to(morning(story, day=-10)):
        await cancel(story)
    account = await account_of(story.number)
    assert (account.charged, account.refund_due) == (WHOLE.percent(30), WHOLE - WHOLE.percent(30))
    nights = await Night.filter(date__in=story.nights)
    assert sum(night.held + night.sold for night in nights) == 0
    event = await StayEvent.filter(stay_id=story.number, act="cancelled").get()
    assert event.facts == {"fee": WHOLE.percent(30).minor, "percent": 30}


async def test_before_the_operator_confirmed_cancelling_costs_nothing(database):
    sent = await submitted(starts_in=3)
    await pay(sent, Money(300_00))
    await cancel(sent)
    account = await account_of(sent.number)
    assert (account.charged, account.refund_due) == (Money(0), Money(300_00))
    story = await held(place=sent.place)
    await cancel(story)
    assert (await Organisation.get(id=story.union.organisation)).open_holds == 0
    assert (await row_of(story)).was_cancelled


async def test_a_hold_past_its_time_accepts_no_cancelling(database):
    story = await held(made_days_ago=10)
    seen = await stays.preview_cancellation(story.id, by=story.union.organiser)
    assert not seen.may_cancel
    with pytest.raises(HoldOver):
        await cancel(story)


async def test_a_group_can_be_cancelled_on_the_day_of_its_arrival_and_not_after_it(database):
    story = await confirmed(starts_in=0, made_days_ago=30)
    with clock.moved_to(morning(story, day=1)), pytest.raises(AlreadyMoved):
        await cancel(story)
    with clock.moved_to(morning(story, at=time(23, 59))):
        await cancel(story)
    assert (await account_of(story.number)).charged == WHOLE.percent(80)


async def test_who_is_in_the_house_cannot_be_cancelled(database):
    story = await in_house()
    assert not (await stays.preview_cancellation(story.id, by=story.union.organiser)).may_cancel
    with pytest.raises(AlreadyMoved):
        await cancel(story)


async def test_two_who_cancel_at_once_cancel_once(database):
    story = await held()
    answers = await asyncio.gather(*(cancel(story) for _ in range(3)), return_exceptions=True)
    assert sorted(type(a).__name__ for a in answers) == ["AlreadyMoved"] * 2 + ["NoneType"]
    assert await StayEvent.filter(stay_id=story.number, act="cancelled").count() == 1


async def test_only_the_union_cancels(database):
    story = await held()
    with pytest.raises(StayUnknown):
        await stays.cancel(story.id, fee_seen=Money(0), note="", by=story.operator.sales)

"""What ends by itself: holds past their time and unanswered submissions, once, with everything given back."""

import asyncio
from datetime import time, timedelta

import pytest

from booking import stays
from booking.money import account_of
from booking.people.models import Organisation
from booking.stays import due
from booking.stays.expiry import overdue_holds
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved
from sites.calendar.models import Night
from sites.certification.models import Certificate
from sites.foundation import clock
from sites.foundation.amounts import Money
from tests.booking.stays.stories import accept, expire, pay, row_of
from tests.factories.stays import held, state_of, submitted


async def test_a_hold_ends_at_its_instant_and_not_before(database):
    story = await held()
    ends = (await row_of(story)).hold_expires_at
    with clock.moved_to(ends - timedelta(seconds=1)):
        assert not await stays.expire(story.number)
    with clock.moved_to(ends):
        assert await stays.expire(story.number)
        assert not await stays.expire(story.number)
    row = await row_of(story)
    event = await StayEvent.filter(stay_id=row.id, act="expired").get()
    assert (row.state, event.reason, row.counts_as_open) == ("expired", "hold_over", False)
    assert sum(night.held for night in await Night.filter(date__in=story.nights)) == 0
    assert (await Organisation.get(id=story.union.organisation)).open_holds == 0


async def test_workers_who_expire_a_hold_at_once_expire_it_once(database):
    story = await held(made_days_ago=10)
    asked = [stays.expire(story.number) for _ in range(4)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert answers.count(True) == 1
    assert all(a is False or type(a).__name__ in {"bool", "AlreadyMoved"} for a in answers)
    assert await StayEvent.filter(stay_id=story.number, act="expired").count() == 1


async def test_silence_of_the_operator_ends_a_submission_and_what_was_paid_is_ordered_back(
    database,
):
    story = await submitted()
    await pay(story, Money(1000_00))
    await expire(story)
    event = await StayEvent.filter(stay_id=story.number, act="expired").get()
    account = await account_of(story.number)
    assert (event.from_state, event.reason) == ("submitted", "operator_silent")
    assert (account.charged, account.refund_due) == (Money(0), Money(1000_00))
    assert [refund.why for refund in account.refunds] == ["expired"]


async def test_an_accepted_submission_is_never_lost_to_the_clock(database):
    story = await submitted()
    await accept(story)
    await expire(story)
    assert await state_of(story) == "submitted"


async def test_what_was_prolonged_or_accepted_after_it_was_read_does_not_expire(
    database, monkeypatch
):
    """The job read the row; then the union prolonged; only then does the job write."""
    from booking.stays import expiry

    story = await held()
    stale = await row_of(story)
    await stays.prolong(story.id, by=story.union.organiser)

    async def as_read(stay_id: int):
        return stale

    monkeypatch.setattr(expiry, "stay_by_id", as_read)
    with clock.moved_to(stale.hold_expires_at):
        answer = await asyncio.gather(stays.expire(story.number), return_exceptions=True)
    assert isinstance(answer[0], AlreadyMoved)
    assert await state_of(story) == "held"


async def test_only_holds_that_are_over_on_these_nights_stand_in_the_way(database):
    over = await held(made_days_ago=10)
    place, first = over.place, over.check_in
    await held(place=place)
    await held(place=place, starts_in=60, made_days_ago=10)
    assert await overdue_holds(place.id, first + timedelta(3), first + timedelta(9)) == [
        over.number
    ]
    assert await overdue_holds(place.id, first + timedelta(4), first + timedelta(9)) == []
    assert await overdue_holds(place.id, first - timedelta(4), first) == []


async def accepted_without_certificate(**told):
    """Accepted, and then the base's certificate was suspended: the job cannot confirm it."""
    story = await submitted(**told)
    await accept(story)
    await Certificate.filter(site_id=story.place.id).update(status="suspended")
    await stays.confirm(story.number)
    return story


async def test_what_was_accepted_and_still_lacks_something_ends_at_the_hour_of_check_in(database):
    story = await accepted_without_certificate()
    await pay(story, Money(1000_00))
    hour = clock.at(story.check_in, time(14))
    with clock.moved_to(hour - timedelta(seconds=1)):
        assert story.number in await due.submissions_unconfirmed()
        assert not await stays.expire(story.number)
    with clock.moved_to(hour):
        assert await stays.expire(story.number)
        assert not await stays.expire(story.number)
        assert await due.submissions_unconfirmed() == []
    event = await StayEvent.filter(stay_id=story.number, act="expired").get()
    assert (event.reason, await state_of(story)) == ("never_confirmed", "expired")
    assert sum(night.held for night in await Night.filter(date__in=story.nights)) == 0
    account = await account_of(story.number)
    assert (account.charged, account.refund_due) == (Money(0), Money(1000_00))


async def test_what_lacks_nothing_at_that_hour_is_confirmed_and_not_ended(database):
    story = await accepted_without_certificate()
    await Certificate.filter(site_id=story.place.id).update(status="certified")
    with clock.moved_to(clock.at(story.check_in, time(15))):
        assert not await stays.expire(story.number)
        await stays.confirm(story.number)
    assert await state_of(story) == "confirmed"


async def test_an_operator_takes_its_yes_back_only_while_something_is_missing(database):
    story, sound = await accepted_without_certificate(), await submitted()
    await accept(sound)
    no = {"reason": "other", "note": "示例"}
    with pytest.raises(AlreadyMoved):
        await stays.decline(sound.id, by=sound.operator.sales, **no)
    await stays.decline(story.id, by=story.operator.sales, **no)
    assert (await state_of(story), await state_of(sound)) == ("declined", "submitted")
    assert await Night.filter(room_type_id=story.place.rooms["TWIN"], held__gt=0).count() == 0

"""The operator says yes or no, once, in its time."""

import asyncio
from datetime import timedelta

import pytest

from booking import stays
from booking.money import account_of
from booking.stays.models import StayEvent
from booking.stays.refusals import AlreadyMoved, StayUnknown, TimeToAnswerOver
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.outbox import OutboxRow
from tests.booking.stays.stories import accept, decline, pay, row_of
from tests.factories.people import make_operator
from tests.factories.stays import state_of, submitted


async def test_a_yes_is_kept_and_leaves_confirming_to_the_job(database):
    story = await submitted()
    await accept(story)
    await accept(story)
    row = await row_of(story)
    assert (row.state, row.accepted_at is not None) == ("submitted", True)
    assert [r.payload for r in await OutboxRow.filter(topic="stay.accepted")] == [
        {"stay_id": row.id}
    ]


async def test_a_no_gives_everything_back_and_says_why(database):
    story = await submitted()
    await pay(story, Money(500_00))
    await decline(story)
    account = await account_of(story.number)
    event = await StayEvent.filter(stay_id=story.number, act="declined").get()
    assert (event.reason, event.note) == ("other", "示例")
    assert (account.charged, account.refund_due) == (Money(0), Money(500_00))
    assert sum(night.held for night in await Night.filter(date__in=story.nights)) == 0


async def test_one_who_accepts_and_one_who_declines_at_once_cannot_both_be_right(database):
    story = await submitted()
    answers = await asyncio.gather(accept(story), decline(story), return_exceptions=True)
    assert sorted(type(a).__name__ for a in answers) == ["AlreadyMoved", "NoneType"]
    accepted = (await row_of(story)).accepted_at is not None
    assert await state_of(story) == ("submitted" if accepted else "declined")


async def test_a_no_after_a_yes_is_refused_even_when_the_yes_was_not_seen(database, monkeypatch):
    from booking.stays import answer

    story = await submitted()
    stale = await row_of(story)
    await accept(story)
    with pytest.raises(AlreadyMoved):
        await decline(story)

    async def as_read(public_id, *, by):
        return stale

    monkeypatch.setattr(answer, "stay_of_operator", as_read)
    with pytest.raises(AlreadyMoved):
        await decline(story)
    assert await state_of(story) == "submitted"


async def test_after_the_time_to_answer_neither_counts(database):
    story = await submitted()
    with clock.moved_to(clock.now() + timedelta(days=10)):
        for verb in (accept, decline):
            with pytest.raises(TimeToAnswerOver):
                await verb(story)


async def test_only_the_operator_of_the_site_answers(database):
    story, other = await submitted(), await make_operator()
    for stranger in (other.sales, story.union.organiser):
        with pytest.raises(StayUnknown):
            await stays.accept(story.id, by=stranger)

"""A change within what was approved asks nobody and is told to the union's approvers, with both totals."""

from datetime import time, timedelta
from types import SimpleNamespace

import pytest

from booking import notices, people, stays
from booking.notices import telling
from booking.notices.models import Letter, Notice
from booking.stays import CounterOffer
from booking.stays.models import ApprovalStep, StayEvent
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.language import ENGLISH, speaking
from tests.booking.stays.stories import submit
from tests.booking.stays.test_approval import approving
from tests.factories.places import TWIN


async def changed_within_tolerance() -> SimpleNamespace:
    """Approved with 10 per cent, submitted, countered at 500 instead of 476 a night, and accepted by who books."""
    story = await approving(1, tolerance_percent=10)
    await stays.ask_approval(story.id, by=story.union.organiser)
    step = await ApprovalStep.get(stay_id=story.number)
    await stays.agree(step.public_id, by=story.approvers[0])
    await submit(story)
    until = clock.at(clock.today() + timedelta(days=2), time(17))
    offer = CounterOffer(story.check_in, 4, {TWIN: 18}, story.place.package, Money(500_00), until)
    seen = await stays.preview_counter_offer(story.id, offer, by=story.operator.sales)
    made = await stays.propose(
        story.id, offer, total_seen=seen.quote.total, by=story.operator.sales
    )
    await stays.accept_counter_offer(story.id, made, by=story.union.organiser)
    return story


async def tell(story: SimpleNamespace) -> None:
    event = await StayEvent.get(stay_id=story.number, act="counter_accepted")
    for _ in range(2):
        await notices.tell_event(event.id)


async def test_every_approver_is_told_once_with_old_and_new_total_and_heads(database: str) -> None:
    story = await changed_within_tolerance()
    await tell(story)
    told = await Notice.filter(topic="changed_as_approved")
    assert [row.user_id for row in told] == [story.approvers[0].user_id]
    assert await Letter.filter(source__endswith=":approvers").count() == 1
    with speaking(ENGLISH):
        line = (await notices.notices_of(story.approvers[0])).items[0]
    assert "¥68,544 becomes ¥72,000, 36 people become 36" in line.text
    house = {row.user_id for row in await Notice.filter(topic="counter_accepted")}
    assert house == {story.operator.sales.user_id, story.operator.administrator.user_id}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_that_telling_the_union_would_hear_nothing(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "CHANGES", frozenset())
    story = await changed_within_tolerance()
    await tell(story)
    mine = {one.user_id for one in await people.members(story.union.organisation)}
    assert await Notice.filter(user_id__in=mine).count() == 0

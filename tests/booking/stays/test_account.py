import asyncio

import pytest

from booking import stays
from booking.money import account_of
from booking.stays.models import StayEvent
from booking.stays.refusals import AccountChanged, AccountPresented, BedsTooFew, TooEarly
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.places import FAMILY, PRICE, TWIN
from tests.factories.stays import (
    confirmed,
    counted,
    departed,
    in_house,
    missed,
    state_of,
    submitted,
)


async def test_the_account_shown_before_the_act_is_the_account_that_is_presented(
    database: str,
) -> None:
    story = await departed(came=Heads(30, 2, 2))
    shown = await stays.preview_account(story.id, by=story.operator.sales)
    assert [(n.contracted, n.arrived, n.charged) for n in shown.nights] == [(36, 34, 34)] * 4
    assert (shown.before, shown.total) == (Money(36 * 4 * PRICE), Money(34 * 4 * PRICE))
    await stays.present_account(story.id, total_seen=shown.total, by=story.operator.sales)
    assert (await account_of(story.number)).charged == shown.total


async def test_uncounted_nights_are_charged_as_contracted(database: str) -> None:
    story = await departed()
    shown = await stays.preview_account(story.id, by=story.operator.sales)
    assert not shown.is_counted
    assert [(n.arrived, n.charged) for n in shown.nights] == [(None, 36)] * 4
    assert shown.total == shown.before


async def test_people_who_slept_in_another_room_type_than_contracted_are_still_charged(
    database: str,
) -> None:
    story = await in_house(heads=Heads(30, 5), rooms={TWIN: 10, FAMILY: 5})
    rooms = story.place.rooms
    await stays.record_arrivals(
        story.id, night=story.check_in, heads=Heads(28, 3),
        rooms={rooms[TWIN]: 8, rooms[FAMILY]: 5}, by=story.operator.steward,
    )  # fmt: skip
    shown = await stays.preview_account(story.id, by=story.operator.sales)
    assert shown.nights[0].charged == 31


async def test_an_account_that_changed_since_it_was_shown_is_not_presented(database: str) -> None:
    story = await departed(came=Heads(30, 2, 2))
    shown = await stays.preview_account(story.id, by=story.operator.sales)
    await counted(story, story.check_in, Heads(28, 2, 2))
    with pytest.raises(AccountChanged):
        await stays.present_account(story.id, total_seen=shown.total, by=story.operator.sales)
    assert (await account_of(story.number)).charged == shown.before


async def test_an_account_is_presented_once_however_often_it_is_asked_for(database: str) -> None:
    story = await departed(came=Heads(30, 2, 2))
    asked = [stays.present_account(story.id, by=story.operator.sales) for _ in range(3)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert answers.count(None) == 1
    with pytest.raises(AccountPresented):
        await stays.present_account(story.id, by=story.operator.sales)
    assert await StayEvent.filter(stay_id=story.number, act="account_presented").count() == 1


async def test_two_who_accept_at_once_accept_once(database: str) -> None:
    story = await submitted()
    asked = [stays.accept(story.id, by=story.operator.sales) for _ in range(3)]
    await asyncio.gather(*asked, return_exceptions=True)
    assert await StayEvent.filter(stay_id=story.number, act="accepted").count() == 1


async def test_nobody_sleeps_without_a_bed(database: str) -> None:
    story = await in_house()
    with pytest.raises(BedsTooFew):
        await counted(story, story.check_in, Heads(32, 2, 2), rooms=17)


async def test_a_group_can_be_missed_from_the_day_after_its_arrival(database: str) -> None:
    story = await confirmed(starts_in=0, made_days_ago=30)
    with pytest.raises(TooEarly) as early:
        await missed(story)
    assert early.value.params["day"] == story.nights[1]


async def test_the_fee_of_a_group_that_did_not_come_is_the_one_shown_before(database: str) -> None:
    story = await confirmed(starts_in=-2, made_days_ago=30)
    shown = await stays.preview_no_show(story.id, by=story.operator.sales)
    assert (shown.percent, shown.fee) == (80, Money(36 * 4 * PRICE).percent(80))
    await missed(story)
    assert await state_of(story) == "no_show"
    assert (await account_of(story.number)).charged == shown.fee

"""A group that goes home early: seen to the fen before, charged as the frozen terms say, and on record."""

from datetime import timedelta

import pytest

from booking import stays
from booking.money import account_of
from booking.stays.models import Stay, StayEvent, StayNight
from booking.stays.refusals import AccountChanged, AlreadyMoved, StayUnknown, TooEarly
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories.people import make_operator
from tests.factories.places import PRICE
from tests.factories.stays import confirmed, in_house, state_of


async def leaving(story, **changes):
    found = await stays.preview_early_departure(story.id, by=story.operator.sales)
    await stays.leave_early(
        story.id, **{"total_seen": found.leaving.total, "note": "示例：台风预警", "by": story.operator.sales, **changes}
    )  # fmt: skip
    return found


async def charging(story, free_percent: int) -> None:
    """Frozen terms that charge who is missing beyond a free share, by the last tier of their table."""
    stay = await Stay.get(id=story.number)
    terms = {
        **stay.frozen["terms"],
        "attrition": {"is_charged": True, "free_percent": free_percent},
    }
    await Stay.filter(id=story.number).update(frozen={**stay.frozen, "terms": terms})


async def test_nights_not_slept_cost_nothing_where_the_terms_charge_nobody(database):
    story = await in_house(nights=4, nights_before=1)
    found = await stays.preview_early_departure(story.id, by=story.operator.sales)
    assert found.nights == tuple(story.nights[1:])
    assert found.staying.total == Money(36 * 4 * PRICE)
    assert found.leaving.total == Money(36 * PRICE)
    assert found.falls == Money(36 * 3 * PRICE)
    # Looking has changed nothing.
    assert await StayNight.filter(stay_id=story.number, arrived_rooms=0).count() == 0
    await leaving(story)
    assert await state_of(story) == "departed"
    event = await StayEvent.filter(stay_id=story.number, act="left_early").get()
    assert (event.note, event.facts["nights"]) == ("示例：台风预警", 3)
    await stays.present_account(story.id, by=story.operator.sales)
    assert (await account_of(story.number)).charged == found.leaving.total


async def test_beyond_the_free_share_the_frozen_table_keeps_its_part(database):
    story = await in_house(nights=4, nights_before=1)
    await charging(story, free_percent=50)
    found = await stays.preview_early_departure(story.id, by=story.operator.sales)
    assert found.leaving.share.remaining == 18
    assert [one.beyond for one in found.leaving.missing] == [18, 18, 18]
    assert found.leaving.short > Money(0)
    assert found.leaving.total == Money(36 * PRICE) + found.leaving.short
    await leaving(story)
    await stays.present_account(story.id, total_seen=found.leaving.total, by=story.operator.sales)


async def test_it_is_charged_as_it_was_seen_or_not_at_all(database):
    story = await in_house(nights=4, nights_before=1)
    with pytest.raises(AccountChanged):
        await leaving(story, total_seen=Money(1))
    found = await stays.preview_early_departure(story.id, by=story.operator.sales)
    rooms = {story.place.rooms[code]: n for code, n in story.rooms.items()}
    await stays.record_arrivals(
        story.id, night=story.check_in, heads=Heads(20), rooms=rooms, by=story.operator.steward
    )
    with pytest.raises(AccountChanged):
        await leaving(story, total_seen=found.leaving.total)
    assert await state_of(story) == "in_house"


async def test_only_a_group_in_house_before_its_last_morning_leaves_early(database):
    early = await confirmed()
    with pytest.raises(AlreadyMoved):
        await stays.preview_early_departure(early.id, by=early.operator.sales)
    story = await in_house(nights=4, nights_before=1)
    other = await make_operator()
    with pytest.raises(StayUnknown):
        await stays.preview_early_departure(story.id, by=other.sales)
    with clock.moved_to(clock.now() + timedelta(days=3)), pytest.raises(TooEarly):
        await stays.preview_early_departure(story.id, by=story.operator.sales)
    await leaving(story)
    with pytest.raises(AlreadyMoved):
        await stays.leave_early(story.id, total_seen=Money(0), note="示例", by=story.operator.sales)

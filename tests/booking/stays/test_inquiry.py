"""A site that wants to be asked first: asking takes nothing, its yes holds rooms and needs no second yes."""

import pytest

from booking import stays
from booking.people import UnionNotVerified
from booking.stays.models import Stay
from booking.stays.refusals import AlreadyMoved, AsksFirst, NeedsNoInquiry
from sites.calendar import NightsTaken
from sites.calendar.models import NightClaim
from sites.foundation.amounts import Money
from sites.packages import Heads
from tests.factories import stays as made
from tests.factories.people import make_union
from tests.factories.places import TWIN, make_place


async def asked(*, union=None, place=None, rooms: int = 18):
    union = union or await make_union()
    place = place or await make_place(booking_mode="ask")
    return await made.inquired(
        union=union, place=place, rooms={TWIN: rooms}, heads=Heads(rooms * 2)
    )


async def test_asking_claims_no_room_and_several_may_ask_for_the_last_ones(database: str) -> None:
    place = await make_place(booking_mode="ask")

    first, second = await asked(place=place, rooms=30), await asked(place=place, rooms=30)

    assert await made.state_of(first) == await made.state_of(second) == "inquiry"
    assert await NightClaim.all().count() == 0


async def test_a_yes_holds_the_rooms_and_the_submission_is_confirmed_without_another(
    database: str,
) -> None:
    story = await asked()

    await stays.grant(story.id, by=story.operator.sales)
    assert await made.state_of(story) == "held"
    await stays.submit(story.id, by=story.union.organiser)
    await stays.confirm(story.number)

    assert await made.state_of(story) == "confirmed"


async def test_of_two_who_asked_for_the_last_rooms_the_second_yes_is_refused(database: str) -> None:
    place = await make_place(booking_mode="ask", reception_limit=500)
    first, second = await asked(place=place, rooms=30), await asked(place=place, rooms=30)
    await stays.grant(first.id, by=place.operator.sales)

    with pytest.raises(NightsTaken):
        await stays.grant(second.id, by=place.operator.sales)

    assert await made.state_of(second) == "inquiry"


async def test_an_unverified_union_may_ask_but_gets_no_hold(database: str) -> None:
    story = await asked(union=await make_union(verified=False))

    with pytest.raises(UnionNotVerified):
        await stays.grant(story.id, by=story.operator.sales)


async def test_an_inquiry_is_declined_with_a_reason(database: str) -> None:
    story = await asked()

    await stays.decline(story.id, reason="event_in_house", note="", by=story.operator.sales)

    assert await made.state_of(story) == "declined"


async def test_an_inquiry_is_taken_back_at_no_cost(database: str) -> None:
    story = await asked()

    await stays.cancel(story.id, fee_seen=Money(0), note="", by=story.union.organiser)

    assert await made.state_of(story) == "cancelled"


async def test_an_answered_inquiry_is_not_answered_again(database: str) -> None:
    story = await asked()
    await stays.grant(story.id, by=story.operator.sales)

    with pytest.raises(AlreadyMoved):
        await stays.grant(story.id, by=story.operator.sales)


async def test_a_site_that_asks_first_is_not_held_directly_and_others_need_no_inquiry(
    database: str,
) -> None:
    with pytest.raises(AsksFirst):
        await made.held(place=await make_place(booking_mode="ask"))
    with pytest.raises(NeedsNoInquiry):
        await asked(place=await make_place())
    assert await Stay.all().count() == 0

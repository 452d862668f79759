"""How many people a base receives on a date is set by its operator, apart from rooms: never more than on record, never below bookings."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from booking import stays
from booking.stays import waiting
from sites import calendar
from sites.calendar import Change
from sites.calendar.models import Reception
from sites.foundation import clock
from sites.foundation.errors import Refusal
from sites.packages import Heads
from tests.factories.places import FAMILY, TWIN, make_place
from tests.factories.stays import held
from tests.factories.trips import leg
from tests.factories.waits import wait_order
from tests.sites.calendar.nights import chosen


async def limits(place: SimpleNamespace, *, ahead: int, days: int) -> list[int]:
    first = clock.today() + timedelta(days=ahead)
    rows = Reception.filter(
        site_id=place.id, date__gte=first, date__lt=first + timedelta(days=days)
    )
    return [row.people_limit for row in await rows.order_by("date")]


def receive(people: int) -> Change:
    return Change(calendar.RECEIVE, people, "示例：餐厅装修")


async def test_fewer_people_than_on_record_are_received_on_some_dates_and_back(
    database: str,
) -> None:
    place = await make_place()
    by, nights = place.operator.sales, chosen(place, ahead=30, days=3)
    assert (await calendar.preview_edit(nights, receive(20), by=by)).cells == 3
    assert await limits(place, ahead=29, days=5) == [90] * 5
    made = await calendar.edit(nights, receive(20), by=by)
    assert await limits(place, ahead=29, days=5) == [90, 20, 20, 20, 90]
    line = (await calendar.edits_of(place.id))[0]
    assert (line.act, line.value, line.cells, line.room_types, line.by_name) == (
        "receive",
        20,
        3,
        (),
        by.name,
    )
    await calendar.undo(made, by=by)
    assert await limits(place, ahead=29, days=5) == [90] * 5


async def test_the_limit_of_a_date_is_what_a_hold_meets_and_its_no_is_named(database: str) -> None:
    story = await held(starts_in=60)
    place, by = story.place, story.place.operator.sales
    await calendar.edit(chosen(place, ahead=31, days=1), receive(10), by=by)
    order = leg(place, starts_in=30, nights=2, rooms={TWIN: 6}, heads=Heads(12))
    with pytest.raises(calendar.ReceptionFull) as no:
        await stays.hold(order, by=story.union.organiser)
    assert (no.value.params["night"], no.value.params["left"]) == (
        order.check_in + timedelta(days=1),
        10,
    )
    fits = leg(place, starts_in=30, nights=2, rooms={TWIN: 5}, heads=Heads(10))
    await stays.hold(fits, by=story.union.organiser)


async def test_no_date_is_set_below_its_bookings_nor_above_what_the_base_is_on_record_for(
    database: str,
) -> None:
    story = await held(starts_in=30, nights=2, rooms={TWIN: 6, FAMILY: 0}, heads=Heads(12))
    by, nights = story.place.operator.sales, chosen(story.place, ahead=30, days=3)
    for people, fault in (
        (11, calendar.TooFewForPeople), (91, calendar.MoreThanReceived), (-1, calendar.MoreThanReceived),
        (90, calendar.NothingToChange),
    ):  # fmt: skip
        with pytest.raises(fault):
            await calendar.edit(nights, receive(people), by=by)
    seen = await calendar.preview_edit(nights, receive(12), by=by)
    assert [(one.room_type_id, one.booked, one.left) for one in seen.booked] == [(0, 12, 0)] * 2
    await calendar.edit(nights, receive(12), by=by)
    assert await limits(story.place, ahead=30, days=3) == [12] * 3


async def test_what_is_booked_since_is_not_undone(database: str) -> None:
    story = await held(starts_in=60)
    by, nights = story.place.operator.sales, chosen(story.place, ahead=30, days=2)
    await calendar.edit(nights, receive(20), by=by)
    wider = await calendar.edit(nights, receive(40), by=by)
    await stays.hold(leg(story.place, rooms={TWIN: 15}, heads=Heads(30)), by=story.union.organiser)
    with pytest.raises(calendar.TooFewForPeople):
        await calendar.undo(wider, by=by)
    other = await calendar.edit(nights, receive(50), by=by)
    with pytest.raises(calendar.ChangedSince):
        await calendar.undo(wider, by=by)
    await calendar.undo(other, by=by)
    assert await limits(story.place, ahead=30, days=2) == [40, 40]


async def test_another_operator_changes_nothing(database: str) -> None:
    place, other = await make_place(), await make_place()
    with pytest.raises(Refusal):
        await calendar.edit(chosen(place), receive(20), by=other.operator.sales)


async def test_places_that_come_free_are_kept_for_waiting_groups(database: str) -> None:
    place = await make_place(reception_limit=60)
    story = await held(
        place=place, starts_in=30, nights=2, rooms={TWIN: 10}, heads=Heads(20), made_now=True
    )
    by, nights = place.operator.sales, chosen(place, ahead=30, days=2)
    await calendar.edit(nights, receive(30), by=by)
    await waiting.join(wait_order(place, 10), by=story.union.organiser)
    await calendar.edit(nights, receive(60), by=by)
    assert await calendar.sites_with_kept() == [place.id]
    assert await waiting.offer(place.id) == 1

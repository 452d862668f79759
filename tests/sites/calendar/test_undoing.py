"""An edit is taken back within half a minute, whole, and only where nothing came in between."""

from datetime import timedelta

import pytest

from sites import calendar
from sites.calendar import Change
from sites.calendar.models import NightEdit
from sites.foundation import clock
from tests.factories.places import make_place
from tests.sites.calendar.nights import chosen, night, take

# Holders of these tests are no stays; all else is recounted.
pytestmark = pytest.mark.breaks_invariants("claims_belong_to_groups")


async def test_undone_nights_are_what_they_were_and_the_edit_says_by_whom(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    await calendar.edit(chosen(place, days=1), Change("set", 33), by=by)
    made = await calendar.edit(chosen(place), Change("set", 20), by=by)
    for _ in range(2):
        await calendar.undo(made, by=place.operator.administrator)
    assert [(await night(place, ahead=n)).sell_limit for n in (5, 6, 7)] == [33, 40, 40]
    row = await NightEdit.get(public_id=made)
    assert row.undone_by == place.operator.administrator.user_id


async def test_after_half_a_minute_and_by_strangers_nothing_is_undone(database: str) -> None:
    place, other = await make_place(), await make_place()
    made = await calendar.edit(chosen(place), Change("stop"), by=place.operator.sales)
    with pytest.raises(calendar.EditUnknown):
        await calendar.undo(made, by=other.operator.sales)
    with (
        clock.moved_to(clock.now() + timedelta(seconds=31)),
        pytest.raises(calendar.UndoTimeOver),
    ):
        await calendar.undo(made, by=place.operator.sales)
    assert (await night(place)).is_closed


async def test_nights_changed_since_are_not_undone_by_halves(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    made = await calendar.edit(chosen(place), Change("stop"), by=by)
    await calendar.edit(chosen(place, days=1, ahead=7), Change("note", note="示例"), by=by)
    with pytest.raises(calendar.ChangedSince):
        await calendar.undo(made, by=by)
    assert (await night(place)).is_closed


async def test_rooms_opened_and_booked_since_are_not_taken_away_again(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    await calendar.edit(chosen(place), Change("set", 10), by=by)
    opened = await calendar.edit(chosen(place), Change("set", 30), by=by)
    await take(place, 25)
    with pytest.raises(calendar.TooFewForBooked):
        await calendar.undo(opened, by=by)
    row = await night(place)
    assert (row.sell_limit, row.held, row.over_by) == (30, 25, 0)


async def test_a_booking_that_came_meanwhile_survives_the_undo(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    made = await calendar.edit(chosen(place), Change("shift", -10), by=by)
    await take(place, 30)
    await calendar.undo(made, by=by)
    row = await night(place)
    assert (row.sell_limit, row.held) == (40, 30)

"""Many nights are changed at once, all or none; bookings stay; the edit is kept with who and when."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest

from sites import calendar
from sites.calendar import Change
from sites.calendar.models import NightEdit
from sites.foundation import clock
from sites.foundation.database import change
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import key_for
from sites.listings import SiteUnknown
from tests.factories.places import FAMILY, TWIN, make_place
from tests.sites.calendar.nights import chosen, give_back, night, take

# Holders of these tests are no stays; all else is recounted.
pytestmark = pytest.mark.breaks_invariants("claims_belong_to_groups")


STOP = Change("stop", note="冬季锅炉检修（示例）")


async def test_two_weeks_of_two_room_types_are_taken_off_sale_and_bookings_stay(
    database: str,
) -> None:
    place = await make_place()
    by = place.operator.sales
    await take(place, 4, ahead=7)
    fortnight = chosen(place, days=14, kinds=(TWIN, FAMILY))
    seen = await calendar.preview_edit(fortnight, STOP, by=by)
    assert (seen.cells, [(b.booked, b.left) for b in seen.booked]) == (28, [(4, 36)])
    assert not (await night(place, ahead=7)).is_closed
    await calendar.edit(fortnight, STOP, by=by)
    row = await night(place, ahead=7)
    assert (row.is_closed, row.closed_why, row.held) == (True, STOP.note, 4)
    with pytest.raises(calendar.ClosedThatNight):
        await take(place, 1, ahead=8, holder="b")
    kept = (await calendar.edits_of(place.id))[0]
    assert (kept.cells, kept.booked, kept.by_name) == (28, 1, by.name)
    await calendar.edit(fortnight, Change("open"), by=by)
    assert (await night(place, ahead=7)).closed_why == ""
    await take(place, 1, ahead=8, holder="b")


async def test_an_edit_changes_everything_or_nothing(database: str) -> None:
    place = await make_place()
    await take(place, 12, ahead=6)
    for refused, fault in (
        (Change("set", 11), calendar.TooFewForBooked),
        (Change("shift", -30), calendar.TooFewForBooked),
        (Change("shift", 1), calendar.MoreThanTheHouse),
        (Change("shift", -41), calendar.NoneLeftToTake),
        (Change("min_stay", 31), calendar.StayLengthOutside),
        (Change("open"), calendar.NothingToChange),
    ):
        with pytest.raises(fault):
            await calendar.edit(chosen(place), refused, by=place.operator.sales)
    assert {(await night(place, ahead=n)).sell_limit for n in (5, 6, 7)} == {40}
    assert await NightEdit.all().count() == 0
    await calendar.edit(chosen(place), Change("set", 12), by=place.operator.sales)
    assert {(await night(place, ahead=n)).sell_limit for n in (5, 6, 7)} == {12}


async def test_only_rooms_out_of_order_leave_a_night_over_and_it_stands_on_the_work_list(
    database: str,
) -> None:
    place = await make_place()
    by, repair = place.operator.sales, Change("repair", 30, "屋面防水（示例）")
    await take(place, 15, ahead=6)
    await calendar.edit(chosen(place), repair, by=by)
    row = await night(place, ahead=6)
    assert (row.sell_limit, row.out_of_order, row.over_by) == (10, 30, 5)
    assert [(n.date, n.over) for n in await calendar.over_booked([place.id])] == [(row.date, 5)]
    with pytest.raises(calendar.NightsTaken):
        await take(place, 1, ahead=6, holder="b")
    with pytest.raises(calendar.TooFewForBooked):
        await calendar.edit(chosen(place), Change("shift", -1), by=by)
    await give_back()
    assert await calendar.over_booked([place.id]) == ()
    await calendar.edit(chosen(place), Change("repair", 0), by=by)
    row = await night(place, ahead=6)
    assert (row.sell_limit, row.out_of_order, row.over_by) == (40, 0, 0)


async def test_rules_of_arrival_departure_and_length_hold_for_the_chosen_weekdays(
    database: str,
) -> None:
    place = await make_place()
    week = chosen(place, days=7, ahead=0)
    some = calendar.Selection(
        place.id, week.first, week.until, week.room_types, frozenset({week.first.weekday()})
    )
    for one in (Change("no_arrival"), Change("no_departure"), Change("min_stay", 3)):
        await calendar.edit(some, one, by=place.operator.sales)
    first, second = await night(place, ahead=0), await night(place, ahead=1)
    assert (first.no_arrival, first.no_departure, first.min_stay) == (True, True, 3)
    assert (second.no_arrival, second.no_departure, second.min_stay) == (False, False, 1)
    for one in (Change("arrival"), Change("departure"), Change("note", note="示例")):
        await calendar.edit(some, one, by=place.operator.sales)
    row = await night(place, ahead=0)
    assert (row.no_arrival, row.no_departure, row.note) == (False, False, "示例")


async def test_another_operators_base_is_unknown_and_past_nights_stay_as_they_were(
    database: str,
) -> None:
    place, other = await make_place(), await make_place()
    for act in (calendar.edit, calendar.preview_edit):
        with pytest.raises(SiteUnknown):
            await act(chosen(place), STOP, by=other.operator.sales)
        with pytest.raises(calendar.NightsOver):
            await act(chosen(place, ahead=-1), STOP, by=place.operator.sales)
        with pytest.raises(calendar.TooManyNights):
            await act(chosen(place, days=367), STOP, by=place.operator.sales)
    mixed = calendar.Selection(
        place.id, clock.today(), clock.today() + timedelta(days=2), frozenset(other.rooms.values())
    )
    with pytest.raises(calendar.NothingToChange):
        await calendar.edit(mixed, STOP, by=place.operator.sales)


async def test_the_same_request_twice_changes_the_nights_once(database: str) -> None:
    place = await make_place()
    key = key_for("k" * 22, method="POST", path="/x", body=[], user_id=1)
    first = await calendar.edit(
        chosen(place), Change("shift", -3), key=key, by=place.operator.sales
    )
    again = await calendar.edit(
        chosen(place), Change("shift", -3), key=key, by=place.operator.sales
    )
    assert first == again
    assert (await night(place)).sell_limit == 37


async def test_a_claim_between_preview_and_confirmation_is_kept(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    assert (await calendar.preview_edit(chosen(place), Change("set", 10), by=by)).booked == ()
    await take(place, 20)
    with pytest.raises(calendar.TooFewForBooked):
        await calendar.edit(chosen(place), Change("set", 10), by=by)
    await calendar.edit(chosen(place), STOP, by=by)
    row = await night(place)
    assert (row.held, row.sell_limit, row.is_closed) == (20, 40, True)


async def test_claims_and_edits_at_once_never_oversell_a_night(database: str) -> None:
    place = await make_place()
    by = place.operator.sales
    acts = [_said(take(place, 6, holder=f"h{n}")) for n in range(6)]
    acts += [_said(calendar.edit(chosen(place), Change("set", n), by=by)) for n in (20, 30, 10)]
    await asyncio.gather(*acts)
    row = await night(place)
    assert row.held <= row.sell_limit
    assert row.over_by == 0


@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_rooms_that_an_edit_frees_are_offered_to_waiting_groups_first(database: str) -> None:
    place = await make_place()
    by, yes = place.operator.sales, True
    await calendar.edit(chosen(place), STOP, by=by)
    await change("UPDATE nights SET has_waiters = $1 WHERE site_id = $2", yes, place.id)
    await calendar.edit(chosen(place), Change("open"), by=by)
    with pytest.raises(Refusal) as kept:
        await take(place, 1)
    assert kept.value.code == "kept_for_waiting"
    with clock.moved_to(clock.now() + timedelta(minutes=16)):
        await take(place, 1)


async def _said(act: Awaitable[object]) -> bool:
    try:
        await act
    except Refusal:
        return False
    return True

"""Nights are opened once, read as free places, and stay what they are when opened again."""

from datetime import timedelta

import pytest

from sites import calendar
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.database import change
from tests.factories.places import AHEAD, make_place


async def test_rolling_forward_again_changes_no_night_that_exists(database: str) -> None:
    place, today = await make_place(), clock.today()
    await change("UPDATE nights SET sell_limit = 5 WHERE site_id = $1", place.id)
    await calendar.roll_forward(place.id, until=today + timedelta(days=AHEAD + 3), by=SYSTEM)
    free = await calendar.nights_of(place.id, first=today, until=today + timedelta(days=AHEAD + 4))
    assert [night.rooms for night in free] == [10] * AHEAD + [50] * 3 + [0]
    assert free[-1].limit == "not_opened"


async def test_bases_whose_calendar_ends_too_early_are_found(database: str) -> None:
    place, end = await make_place(), clock.today() + timedelta(days=AHEAD)
    assert await calendar.behind(end) == []
    assert await calendar.behind(end + timedelta(days=1)) == [place.id]


async def test_places_are_the_smaller_of_beds_and_reception(database: str) -> None:
    place, today = await make_place(), clock.today()
    asked = {"check_in": today, "nights": 2, "heads": 80}
    fits = (await calendar.free_places([place.id], **asked))[place.id]
    assert (fits.fits, fits.places, fits.nights[0].limit) == (True, 90, "reception")
    await change(
        "UPDATE nights SET is_closed = $1 WHERE room_type_id = $2", True, place.rooms["TWIN"]
    )
    closed = (await calendar.free_places([place.id], **asked))[place.id]
    assert closed.obstacle is not None
    assert (closed.obstacle.code, closed.places) == ("beds", 30)


@pytest.mark.breaks_invariants("nights_have_waiters_where_an_entry_could_use_them")
async def test_rooms_kept_for_a_waiting_group_are_not_shown_as_free(database: str) -> None:
    place, today = await make_place(), clock.today()
    soon = clock.now() + timedelta(minutes=15)
    await change(
        "UPDATE nights SET has_waiters = $1, first_refusal_until = $2 WHERE room_type_id = $3",
        True, soon, place.rooms["TWIN"],
    )  # fmt: skip
    asked = {"check_in": today, "nights": 1, "heads": 80}
    assert (await calendar.free_places([place.id], **asked))[place.id].places == 30
    with clock.moved_to(soon + timedelta(seconds=1)):
        assert (await calendar.free_places([place.id], **asked))[place.id].places == 90


async def test_a_calendar_of_months_judges_each_day_for_the_group(database: str) -> None:
    place, today = await make_place(), clock.today()
    months = await calendar.months(place.id, first=today, count=2, heads=91)
    days = [day for month in months for day in month if day.night.night >= today]
    assert {day.state for day in days} == {"few"}
    assert months[0][0].night.night.day == 1
    assert months[1][0].night.night.day == 1

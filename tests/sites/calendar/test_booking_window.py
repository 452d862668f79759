"""A night may be booked from so many days before it until so many days before: as the base declares, or as it says itself."""

from datetime import timedelta

import pytest

from sites import calendar
from sites.calendar import BookingWindow, Change, Wanted
from sites.foundation import clock
from sites.listings import SiteUnknown, profile
from tests.factories.places import TWIN, make_place
from tests.sites.calendar.nights import chosen, night

HALF_A_YEAR = BookingWindow(180, 3)


@pytest.mark.parametrize(
    ("ahead", "early", "late"),
    [(181, True, False), (180, False, False), (3, False, False), (2, False, True)],
)
def test_both_ends_are_included(ahead: int, early: bool, late: bool) -> None:
    assert HALF_A_YEAR.is_early(ahead=ahead) is early
    assert HALF_A_YEAR.is_late(ahead=ahead) is late


def test_without_a_window_a_night_is_booked_as_soon_as_it_is_open_and_until_its_day() -> None:
    always = BookingWindow()
    assert not always.is_early(ahead=10_000)
    assert not always.is_late(ahead=0)


@pytest.mark.parametrize(
    ("own", "effective"),
    [
        ((None, None), (180, 3)),
        ((365, None), (365, 3)),
        ((None, 30), (180, 30)),
        ((0, 0), (0, 0)),
    ],
)
def test_a_night_has_the_bases_window_as_far_as_it_has_none_of_its_own(
    own: tuple[int | None, int | None], effective: tuple[int, int]
) -> None:
    assert HALF_A_YEAR.with_own(*own) == BookingWindow(*effective)


async def judged(place, ahead: int, *, nights: int = 2, kept: int = 0) -> None:  # type: ignore[no-untyped-def]
    first = clock.today() + timedelta(days=ahead)
    wanted = Wanted(place.id, first, first + timedelta(days=nights), {place.rooms[TWIN]: 1}, 2)
    had = calendar.nights_between(first, first + timedelta(days=kept))
    await calendar.demand_allowed(wanted, kept=had)


async def test_every_night_of_a_stay_lies_in_the_window(database: str) -> None:
    place = await make_place()
    await calendar.declare_window(place.id, BookingWindow(60, 7), by=place.operator.sales)
    await judged(place, 7)
    await judged(place, 59)
    with pytest.raises(calendar.NoLongerBookable) as late:
        await judged(place, 6)
    assert late.value.params["day"] == clock.today() - timedelta(days=1)
    with pytest.raises(calendar.NotBookableYet) as early:
        await judged(place, 60)
    assert early.value.params["night"] == clock.today() + timedelta(days=61)
    assert early.value.params["day"] == clock.today() + timedelta(days=1)


async def test_nights_that_a_group_has_already_are_not_asked_again(database: str) -> None:
    place = await make_place()
    await calendar.declare_window(place.id, BookingWindow(60, 7), by=place.operator.sales)
    await judged(place, 2, nights=2, kept=2)
    with pytest.raises(calendar.NoLongerBookable):
        await judged(place, 2, nights=3, kept=2)


async def test_nights_are_given_a_window_of_their_own_and_the_bases_again(database: str) -> None:
    place = await make_place()
    by, week = place.operator.sales, chosen(place, days=7, ahead=20)
    await calendar.declare_window(place.id, BookingWindow(60, 7), by=by)
    await calendar.edit(week, Change("book_until", 21), by=by)
    with pytest.raises(calendar.NoLongerBookable):
        await judged(place, 20)
    await judged(place, 21)
    await calendar.edit(week, Change("book_from", 22), by=by)
    with pytest.raises(calendar.NotBookableYet):
        await judged(place, 23)
    with pytest.raises(calendar.BookingWindowUnfit):
        await calendar.edit(week, Change("book_from", 20), by=by)
    with pytest.raises(calendar.BookingDaysOutside):
        await calendar.edit(week, Change("book_from", 731), by=by)
    await calendar.edit(week, Change("book_usual"), by=by)
    assert (await night(place, ahead=20)).book_until is None
    await judged(place, 20)


async def test_only_its_operator_declares_a_sound_window_and_profiles_show_it(
    database: str,
) -> None:
    place, other = await make_place(), await make_place()
    for window, fault in (
        (BookingWindow(3, 7), calendar.BookingWindowUnfit),
        (BookingWindow(731, 0), calendar.BookingDaysOutside),
        (BookingWindow(None, -1), calendar.BookingDaysOutside),
    ):
        with pytest.raises(fault):
            await calendar.declare_window(place.id, window, by=place.operator.sales)
    with pytest.raises(SiteUnknown):
        await calendar.declare_window(place.id, HALF_A_YEAR, by=other.operator.sales)
    await calendar.declare_window(place.id, HALF_A_YEAR, by=place.operator.sales)
    shown = await profile(place.code)
    assert (shown.book_from, shown.book_until) == (180, 3)


async def test_what_may_not_be_booked_today_is_no_free_place_and_says_from_when(
    database: str,
) -> None:
    place, today = await make_place(), clock.today()
    await calendar.declare_window(place.id, BookingWindow(60, 7), by=place.operator.sales)
    nights = await calendar.nights_of(place.id, first=today, until=today + timedelta(days=70))
    assert (nights[6].limit, nights[6].places) == ("no_longer_bookable", 0)
    assert nights[6].bookable_until == today - timedelta(days=1)
    assert (nights[7].limit, nights[7].places) == ("reception", 90)
    assert (nights[61].limit, nights[61].places) == ("not_bookable_yet", 0)
    assert nights[61].bookable_from == today + timedelta(days=1)

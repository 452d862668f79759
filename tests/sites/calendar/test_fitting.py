"""Whether a group fits, and which limit stops it: pure cases on a made window."""

from datetime import date, timedelta

import pytest

from sites.calendar import Obstacle, Window, fit
from sites.calendar.free_nights import (
    CLOSED,
    TOO_EARLY,
    TOO_LATE,
    Manners,
    TypeDays,
    free_night,
)
from sites.calendar.window import SiteDays

FIRST = date(2027, 5, 18)
DAYS = 6


def window(
    *, twins: list[int | None], kings: list[int | None] | None = None, people: int | None = 200,
    manners: dict[int, Manners] | None = None,
) -> Window:  # fmt: skip
    types = {1: TypeDays(2, twins, manners or {})}
    if kings:
        types[2] = TypeDays(1, kings)
    nights = tuple(
        free_night(FIRST + timedelta(days=n), n, [*types.values()], people) for n in range(DAYS)
    )
    return Window(FIRST, DAYS, {7: SiteDays(types, nights)})


def judged(made: Window, *, heads: int = 36, nights: int = 4):  # type: ignore[no-untyped-def]
    return fit(made, 7, check_in=FIRST, nights=nights, heads=heads)


def test_a_group_fits_where_beds_and_reception_suffice_on_every_night() -> None:
    found = judged(window(twins=[18] * DAYS))
    assert found.fits
    assert (found.places, found.rooms) == (36, {1: 18})


@pytest.mark.parametrize(
    ("changes", "code", "night", "left"),
    [
        ({"twins": [18, 18, 14, 18, 18, 18]}, "beds", 2, 28),
        ({"twins": [18] * DAYS, "people": 28}, "reception", 0, 28),
        ({"twins": [18, 0, 18, 18, 18, 18]}, "rooms", 1, 0),
        ({"twins": [18, CLOSED, 18, 18, 18, 18]}, "closed", 1, 0),
        ({"twins": [18, 18, 18, None, 18, 18]}, "not_opened", 3, 0),
        ({"twins": [18] * DAYS, "people": None}, "not_opened", 0, 0),
    ],
)
def test_the_smallest_limit_wins_and_is_named_with_its_night(
    changes: dict[str, object], code: str, night: int, left: int
) -> None:
    stop = judged(window(**changes)).obstacle  # type: ignore[arg-type]
    assert stop is not None
    assert (stop.code, stop.night, stop.left) == (code, FIRST + timedelta(days=night), left)


def test_rooms_that_change_from_night_to_night_do_not_hold_a_group() -> None:
    made = window(twins=[18, 18, 0, 0, 18, 18], kings=[0, 0, 36, 36, 0, 0])
    found = judged(made)
    assert all(night.places >= 36 for night in found.nights)
    assert found.obstacle is not None
    assert (found.obstacle.code, found.places) == ("changing_rooms", 0)


@pytest.mark.parametrize(
    ("manners", "code"),
    [
        ({0: Manners(no_arrival=True)}, "no_arrival"),
        ({4: Manners(no_departure=True)}, "no_departure"),
        ({0: Manners(min_stay=5)}, "min_stay"),
        ({0: Manners(max_stay=3)}, "max_stay"),
        ({2: Manners(min_through=5)}, "min_through"),
        ({3: Manners(max_through=3)}, "max_through"),
        ({4: Manners(min_through=5)}, None),
        ({1: Manners(no_arrival=True)}, None),
    ],
)
def test_what_a_night_asks_of_arrivals_departures_and_length_is_kept(
    manners: dict[int, Manners], code: str | None
) -> None:
    stop = judged(window(twins=[18] * DAYS, manners=manners)).obstacle
    assert (stop.code if stop else None) == code


def test_days_outside_the_window_and_unknown_bases_are_not_opened() -> None:
    made = window(twins=[18] * DAYS)
    for site_id, start in (
        (8, FIRST),
        (7, FIRST - timedelta(days=1)),
        (7, FIRST + timedelta(days=4)),
    ):
        stop = fit(made, site_id, check_in=start, nights=4, heads=2).obstacle
        assert stop is not None
        assert stop.code == "not_opened"


@pytest.mark.parametrize(
    ("free", "days", "code"),
    [(TOO_EARLY, 1, "not_bookable_yet"), (TOO_LATE, 9, "no_longer_bookable")],
)
def test_a_night_that_may_not_be_booked_today_says_how_many_days_before_it_that_is(
    free: int, days: int, code: str
) -> None:
    types = {1: TypeDays(2, [18, free, 18, 18], days={1: days})}
    nights = tuple(
        free_night(FIRST + timedelta(days=n), n, [*types.values()], 200) for n in range(4)
    )
    stop = judged(Window(FIRST, 4, {7: SiteDays(types, nights)})).obstacle
    assert stop == Obstacle(code, FIRST + timedelta(days=1), days)


@pytest.mark.parametrize(
    ("free", "held", "kept", "code"),
    [
        (14, 4, 0, "held"),
        (14, 3, 0, "beds"),
        (0, 17, 0, "rooms"),
        (0, 18, 0, "held"),
        (14, 0, 4, "kept"),
        (14, 4, 4, "kept"),
        (14, 2, 2, "held"),
    ],
)
def test_a_night_is_full_only_where_what_others_hold_would_not_be_enough(
    free: int, held: int, kept: int, code: str
) -> None:
    types = {1: TypeDays(2, [18, 18, free, 18], held={2: held}, kept={2: kept})}
    nights = tuple(
        free_night(FIRST + timedelta(days=n), n, [*types.values()], 200) for n in range(4)
    )
    stop = judged(Window(FIRST, 4, {7: SiteDays(types, nights)})).obstacle
    assert stop == Obstacle(code, FIRST + timedelta(days=2), 2 * free, 36)


@pytest.mark.parametrize(("held", "code"), [(8, "held"), (7, "reception")])
def test_places_at_the_table_that_others_hold_may_come_free_too(held: int, code: str) -> None:
    types = {1: TypeDays(2, [18] * 4)}
    nights = tuple(
        free_night(FIRST + timedelta(days=n), n, [*types.values()], 28, people_held=held)
        for n in range(4)
    )
    stop = judged(Window(FIRST, 4, {7: SiteDays(types, nights)})).obstacle
    assert stop == Obstacle(code, FIRST, 28, 36)

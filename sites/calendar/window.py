"""The calendar of some bases over some days, read in three queries and kept as plain numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sites.calendar.booking_window import BookingWindow
from sites.calendar.free_nights import (
    CLOSED,
    FreeNight,
    Manners,
    TypeDays,
    bar,
    free_night,
)
from sites.foundation import clock
from sites.foundation.database import fetch
from sites.foundation.editions import CATALOGUE, NIGHTS, kept

_RULES = ("no_arrival", "no_departure", "min_stay", "max_stay", "min_through", "max_through")
# SQLite numbers placeholders by where they first stand: $1 comes before $2 in the text.
_NIGHTS = (
    f"SELECT site_id, room_type_id, date, {', '.join(_RULES)}, book_from, book_until, is_closed, held, "  # noqa: S608
    "sell_limit - held - sold AS free, has_waiters AND first_refusal_until > $1 AS is_kept "
    "FROM nights WHERE date >= $2 AND date < $3"
)
_RECEPTIONS = (
    "SELECT site_id, date, held, people_limit - held - sold AS free FROM receptions "
    "WHERE date >= $1 AND date < $2"
)
_TYPES = (
    "SELECT k.id, k.site_id, k.beds, s.book_from, s.book_until "
    "FROM room_types k JOIN sites s ON s.id = k.site_id{} ORDER BY k.site_id, k.id"
)
_ORDINARY = (False, False, 1, 30, 1, 30)
# Nothing is kept from whom it is kept for.
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


# Free and held places of a date; None where it is not opened.
People = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class SiteDays:
    """One base: its room types by id, and its nights in the order of the window's days."""

    types: dict[int, TypeDays]
    nights: tuple[FreeNight, ...]


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    days: int
    sites: dict[int, SiteDays]

    def position(self, day: date) -> int:
        return (day - self.first).days


async def read_window(first: date, days: int, *, site_ids: Iterable[int] | None = None) -> Window:
    """Days from `first` on, of all bases when none are named."""
    if site_ids is None:
        return await _every_site(first, days)
    return await _some_sites(first, days, tuple(sorted(site_ids)))


async def window_for_waiting(first: date, days: int, *, site_ids: Iterable[int]) -> Window:
    """The same with the rooms that are kept for waiting groups, as these see it. Always from the database."""
    return await _window(first, days, sorted(site_ids), kept_after=_NEVER)


@kept(CATALOGUE, NIGHTS, most=80, each_minute=True)
async def _some_sites(first: date, days: int, ids: tuple[int, ...]) -> Window:
    return await _window(first, days, list(ids), kept_after=clock.now())


@kept(CATALOGUE, NIGHTS, most=12, each_minute=True)
async def _every_site(first: date, days: int) -> Window:
    return await _window(first, days, None, kept_after=clock.now())


async def _window(first: date, days: int, ids: list[int] | None, *, kept_after: datetime) -> Window:
    last = first + timedelta(days=days)
    every = [first + timedelta(days=n) for n in range(days)]
    places = {key: n for n, day in enumerate(every) for key in (day, day.isoformat())}
    types: dict[int, dict[int, TypeDays]] = {}
    windows: dict[int, BookingWindow] = {}
    for row in await fetch(_TYPES.format(_within(ids, " WHERE"))):
        types.setdefault(row["site_id"], {})[row["id"]] = TypeDays(row["beds"], [None] * days)
        windows[row["site_id"]] = BookingWindow(row["book_from"], row["book_until"])
    ahead = (first - clock.today()).days
    for row in await fetch(_NIGHTS + _within(ids), kept_after, first, last):
        kind, place = types[row["site_id"]][row["room_type_id"]], places[row["date"]]
        window = windows[row["site_id"]].with_own(row["book_from"], row["book_until"])
        _keep(kind, place, row, window, ahead=ahead + place)
    people: dict[int, list[People]] = defaultdict(lambda: [(None, 0)] * days)
    for row in await fetch(_RECEPTIONS + _within(ids), first, last):
        people[row["site_id"]][places[row["date"]]] = (max(0, row["free"]), row["held"])
    sites = {id_: _site_days(every, kinds, people[id_]) for id_, kinds in types.items()}
    return Window(first, days, sites)


def _keep(
    kind: TypeDays, place: int, row: dict[str, Any], window: BookingWindow, *, ahead: int
) -> None:
    """`ahead` is how many days after today the night lies."""
    free = max(0, int(row["free"]))
    kind.free[place] = CLOSED if row["is_closed"] else 0 if row["is_kept"] else free
    bar(kind, place, window, ahead=ahead)
    if row["is_kept"] and free:
        kind.kept[place] = free
    if row["held"]:
        kind.held[place] = row["held"]
    rules = tuple(row[rule] for rule in _RULES)
    if rules != _ORDINARY:
        kind.manners[place] = Manners(bool(rules[0]), bool(rules[1]), *rules[2:])


def _site_days(every: list[date], types: dict[int, TypeDays], people: list[People]) -> SiteDays:
    kinds = [*types.values()]
    nights = (
        free_night(day, n, kinds, people[n][0], people_held=people[n][1])
        for n, day in enumerate(every)
    )
    return SiteDays(types, tuple(nights))


def _within(ids: list[int] | None, word: str = " AND") -> str:
    # Own integers, never text from outside.
    return "" if ids is None else f"{word} site_id IN ({', '.join(map(str, map(int, ids))) or '0'})"

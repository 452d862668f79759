"""Whether a group fits into what a window says is free, and what stops it. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.calendar.free_nights import (
    CHANGING,
    FAMILIES,
    MAX_STAY,
    MIN_STAY,
    NO_ARRIVAL,
    NO_DEPARTURE,
    NOT_OPENED,
    SHUT,
    SINGLES,
    FreeNight,
    Manners,
    TypeDays,
)
from sites.calendar.split import AS_IT_COMES, Split, most_families, most_singles
from sites.calendar.window import SiteDays, Window

_ORDINARY = Manners()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`left` and `asked` are people, for min_stay and max_stay nights, for families rooms; zero where no number belongs."""

    code: str
    night: date
    left: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """`rooms` are free through all nights, by room type id; `places` is what these and the nights give."""

    nights: tuple[FreeNight, ...]
    rooms: dict[int, int]
    places: int
    obstacle: Obstacle | None

    @property
    def fits(self) -> bool:
        return self.obstacle is None


def fit(
    window: Window, site_id: int, *, check_in: date, nights: int, heads: int, split: Split = AS_IT_COMES
) -> Fit:  # fmt: skip
    """The base's answer for a group; rooms may not change from night to night."""
    start = window.position(check_in)
    site = window.sites.get(site_id)
    if site is None or start < 0 or start + nights > window.days:
        return Fit((), {}, 0, Obstacle(NOT_OPENED, check_in))
    free = site.nights[start : start + nights]
    rooms = _rooms_through(site, start, nights)
    beds = sum(count * site.types[id_].beds for id_, count in rooms.items())
    places = min(beds, *(night.places for night in free))
    stop = _obstacle(site, start, free, beds=beds, heads=heads)
    return Fit(free, rooms, places, stop or _unsplit(site, rooms, free[0].night, heads, split))


def has_room(
    window: Window, site_id: int, *, check_in: date, nights: int, heads: int, split: Split = AS_IT_COMES
) -> bool:  # fmt: skip
    """Whether `fit` would find no obstacle, without saying which: for looking at many days."""
    start = window.position(check_in)
    site = window.sites.get(site_id)
    if site is None or start < 0 or start + nights > window.days:
        return False
    for night in site.nights[start : start + nights]:
        if night.places < heads:
            return False
    rooms = _rooms_through(site, start, nights)
    if sum(count * site.types[id_].beds for id_, count in rooms.items()) < heads:
        return False
    return _unsplit(site, rooms, check_in, heads, split) is None


def _rooms_through(site: SiteDays, start: int, nights: int) -> dict[int, int]:
    rooms = {}
    for id_, kind in site.types.items():
        free = kind.free[start : start + nights]
        count = 0 if None in free else min(free)  # type: ignore[type-var]
        if count and count > 0 and _manners_broken(kind, start, nights) is None:
            rooms[id_] = count
    return rooms


def _obstacle(
    site: SiteDays, start: int, free: tuple[FreeNight, ...], *, beds: int, heads: int
) -> Obstacle | None:
    for night in free:
        if night.limit in (NOT_OPENED, SHUT):
            return Obstacle(night.limit, night.night)
    for night in free:
        if night.places < heads:
            return Obstacle(night.limit, night.night, night.places, heads)
    return None if beds >= heads else _manners_or_changing(site, start, free, beds, heads)


def _unsplit(
    site: SiteDays, rooms: dict[int, int], night: date, heads: int, split: Split
) -> Obstacle | None:
    """There are beds for all, but not as the group wants to sleep."""
    if split == AS_IT_COMES:
        return None
    beds = [(site.types[id_].beds, count) for id_, count in rooms.items()]
    families, singles = most_families(beds), most_singles(beds, heads)
    if families < split.families:
        return Obstacle(FAMILIES, night, families, split.families)
    if singles < split.singles:
        return Obstacle(SINGLES, night, singles, split.singles)
    return None


def _manners_or_changing(
    site: SiteDays, start: int, free: tuple[FreeNight, ...], beds: int, heads: int
) -> Obstacle:
    """Every night has room enough, but not the same rooms, or not for a stay that begins or ends so."""
    broken = [_manners_broken(kind, start, len(free)) for kind in site.types.values()]
    first = next((one for one in broken if one), None)
    if first is None:
        return Obstacle(CHANGING, free[0].night, beds, heads)
    code, number = first
    on = free[0].night + timedelta(days=len(free) if code == NO_DEPARTURE else 0)
    return Obstacle(code, on, number, len(free))


def _manners_broken(kind: TypeDays, start: int, nights: int) -> tuple[str, int] | None:
    if not kind.manners:
        return None
    first, last = (kind.manners.get(place, _ORDINARY) for place in (start, start + nights))
    if first.no_arrival:
        return NO_ARRIVAL, 0
    if last.no_departure:
        return NO_DEPARTURE, 0
    if nights < first.min_stay:
        return MIN_STAY, first.min_stay
    return (MAX_STAY, first.max_stay) if nights > first.max_stay else None

"""Whether a group fits into what a window says is free, and what stops it. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.calendar.free_nights import (
    CHANGING,
    EARLY,
    FAMILIES,
    HELD,
    KEPT,
    LATE,
    NOT_OPENED,
    SHUT,
    SINGLES,
    FreeNight,
    TypeDays,
)
from sites.calendar.split import AS_IT_COMES, Split, most_families, most_singles
from sites.calendar.stay_rules import ORDINARY, Broken, broken
from sites.calendar.window import SiteDays, Window


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`left` and `asked` are people; nights where the length of the stay is the matter, rooms for families; for the booking
    window `left` is the number of days before the night. Zero where no number belongs.
    """

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
        if count and count > 0 and _broken(kind, start, nights) is None:
            rooms[id_] = count
    return rooms


def _obstacle(
    site: SiteDays, start: int, free: tuple[FreeNight, ...], *, beds: int, heads: int
) -> Obstacle | None:
    for night in free:
        if night.limit in (NOT_OPENED, SHUT, EARLY, LATE):
            return Obstacle(night.limit, night.night, night.days)
    for night in free:
        if night.places < heads:
            return Obstacle(limit_for(night, heads), night.night, night.places, heads)
    return None if beds >= heads else _rules_or_changing(site, start, free, beds, heads)


def limit_for(night: FreeNight, heads: int) -> str:
    """The limit of a night that is too small for the group: full only if it stays so when all that is held comes free."""
    if night.with_kept >= heads:
        return KEPT
    return HELD if night.with_held >= heads else night.limit


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


def _rules_or_changing(
    site: SiteDays, start: int, free: tuple[FreeNight, ...], beds: int, heads: int
) -> Obstacle:
    """Every night has room enough, but not the same rooms, or not for a stay that begins, ends or lasts so."""
    found = [_broken(kind, start, len(free)) for kind in site.types.values()]
    first = next((one for one in found if one), None)
    if first is None:
        return Obstacle(CHANGING, free[0].night, beds, heads)
    on = free[0].night + timedelta(days=first.at)
    return Obstacle(first.code, on, first.number, len(free))


def _broken(kind: TypeDays, start: int, nights: int) -> Broken | None:
    if not kind.manners:
        return None
    return broken([kind.manners.get(start + n, ORDINARY) for n in range(nights + 1)])

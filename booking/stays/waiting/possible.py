"""Which stays an entry could have just now: rooms, places, certificate and a package on every night. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays.waiting.fairness import Stretch
from sites import calendar
from sites.calendar import FreeRooms, Shortage, Window
from sites.certification import CertificateRecord, all_covered
from sites.packages import Offer


@dataclass(frozen=True, slots=True)
class Kind:
    """A room type of the base."""

    id: int
    code: str
    beds: int
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Base:
    """What the base has and sells, for everybody on its list alike."""

    site_id: int
    kinds: tuple[Kind, ...]
    offers: tuple[Offer, ...]
    papers: Sequence[CertificateRecord]


@dataclass(frozen=True)
class Need:
    """What an entry needs there. `rooms` by room type id; an empty one, or `any_rooms`: whatever has the beds."""

    window: Stretch
    nights: int
    heads: int
    rooms: Mapping[int, int]
    any_rooms: bool
    package: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """One stay for which everything is free. `rooms` by room type code."""

    stay: Stretch
    rooms: Mapping[str, int]
    package: str


def starts(need: Need, *, today: date) -> list[date]:
    """Every day on which the stay could begin, tomorrow at the earliest."""
    first = max(need.window.first, today + timedelta(days=1))
    last = need.window.until - timedelta(days=need.nights)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def possible(need: Need, base: Base, window: Window, *, today: date) -> tuple[Possible, ...]:
    return tuple(_possible(need, base, window, today))


def _possible(need: Need, base: Base, window: Window, today: date) -> Iterator[Possible]:
    for start in starts(need, today=today):
        rooms = _rooms(need, base, window, start)
        sold = package_for(need, base.offers, start) if rooms else None
        stay = Stretch(start, start + timedelta(days=need.nights))
        if sold and all_covered(base.papers, calendar.nights_between(stay.first, stay.until)):
            codes = {kind.code: rooms[kind.id] for kind in base.kinds if rooms.get(kind.id)}
            yield Possible(stay, codes, sold.code)


def _rooms(need: Need, base: Base, window: Window, start: date) -> Mapping[int, int]:
    """The rooms as asked where they are free, else others where these will do; empty where neither."""
    if need.rooms and not lacks(need, base, window, start):
        return need.rooms
    if need.rooms and not need.any_rooms:
        return {}
    found = calendar.fit(window, base.site_id, check_in=start, nights=need.nights, heads=need.heads)
    if not found.fits:
        return {}
    free = [FreeRooms(k.id, k.code, k.beds, found.rooms.get(k.id, 0)) for k in base.kinds]
    return calendar.propose(need.heads, free)


def lacks(need: Need, base: Base, window: Window, start: date) -> tuple[Shortage, ...]:
    """What stops exactly these rooms from that day on."""
    until = start + timedelta(days=need.nights)
    return calendar.shortages(
        window, calendar.Wanted(base.site_id, start, until, need.rooms, need.heads)
    )


def package_for(need: Need, sold: Sequence[Offer], start: date) -> Offer | None:
    """The package that was chosen where it takes this stay, else the cheapest that does."""
    fitting = [
        (price, offer.id, offer)
        for offer in sold
        if offer.is_for_nights(need.nights) and offer.is_for_group(need.heads)
        and (price := offer.price_of(start, need.nights)) is not None
    ]  # fmt: skip
    chosen = next((one[2] for one in fitting if one[2].code == need.package), None)
    return chosen or min(fitting, key=lambda one: one[:2], default=(0, 0, None))[2]


def nearest(
    need: Need, base: Base, window: Window, *, today: date
) -> tuple[date, tuple[Shortage, ...]] | None:
    """The day on which the stay would lack least, and what it lacks then; None where no day is left."""
    found = [(start, _lacks_any(need, base, window, start)) for start in starts(need, today=today)]
    return min(
        found, key=lambda one: (sum(max(1, each.missing) for each in one[1]), one[0]), default=None
    )


def _lacks_any(need: Need, base: Base, window: Window, start: date) -> tuple[Shortage, ...]:
    """Of the rooms that were asked; of beds for all, in people, where no rooms were."""
    if need.rooms:
        return lacks(need, base, window, start)
    stop = calendar.fit(
        window, base.site_id, check_in=start, nights=need.nights, heads=need.heads
    ).obstacle
    return (Shortage(stop.code, stop.night, 0, stop.left, stop.asked),) if stop else ()

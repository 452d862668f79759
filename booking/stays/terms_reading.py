"""A stay before and after a change, side by side: dates, people, rooms, package and price, and night by night."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays.access import stay_of_side
from booking.stays.models import Stay
from booking.stays.night_plan import Plan, fullest
from booking.stays.reckoning import Change, present_of
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.listings.models import RoomType
from sites.packages import Heads, Quote
from sites.packages.models import Package

NamedRooms = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class NightTerms:
    """`reserved` are the rooms that are kept for it, where some were released; else the same as `rooms`."""

    date: date
    heads: Heads
    rooms: NamedRooms
    reserved: NamedRooms


@dataclass(frozen=True)
class Terms:
    """One side of the comparison. `rooms` of the fullest night in the site's order, a type that only the other
    side has with 0.
    """

    check_in: date
    check_out: date
    rooms: NamedRooms
    package: str
    quote: Quote
    by_night: tuple[NightTerms, ...]

    @property
    def nights(self) -> int:
        return (self.check_out - self.check_in).days

    @property
    def has_even_heads(self) -> bool:
        return len({one.heads for one in self.by_night}) == 1

    @property
    def has_even_rooms(self) -> bool:
        return len({one.rooms for one in self.by_night}) == 1

    @property
    def is_even(self) -> bool:
        """Whether every night has the same people in the same rooms, all of them still kept."""
        alike = self.has_even_heads and self.has_even_rooms
        return alike and all(one.rooms == one.reserved for one in self.by_night)


async def compare(public_id: str, change: Change, *, by: Actor) -> tuple[Terms, Terms]:
    """What stands now, and what the change would make of it. Refused: StayUnknown."""
    return await pair(await stay_of_side(public_id, by=by), change)


async def pair(stay: Stay, change: Change) -> tuple[Terms, Terms]:
    present = await present_of(stay)
    types = {*fullest(present.plan), *fullest(change.plan)}
    kinds = await RoomType.filter(id__in=types).order_by("position", "id")
    packages = await Package.filter(id__in=[stay.package_id, change.package.id])
    names = {package.id: choose(package.name, package.name_en) for package in packages}
    before = _terms(
        kinds, present.plan, present.reserves, names[stay.package_id], Quote.from_facts(stay.quote)
    )
    after = _terms(kinds, change.plan, change.reserves, names[change.package.id], change.quote)
    return before, after


def _terms(
    kinds: Iterable[RoomType], plan: Plan, reserves: Plan, package: str, quote: Quote
) -> Terms:
    known = [*kinds]
    return Terms(
        min(plan), max(plan) + timedelta(days=1), _named(known, fullest(plan)), package, quote,
        tuple(
            NightTerms(night, one.heads, _named(known, one.rooms), _named(known, reserves[night].rooms))
            for night, one in plan.items()
        ),
    )  # fmt: skip


def _named(kinds: Iterable[RoomType], rooms: Mapping[int, int]) -> NamedRooms:
    return tuple((choose(kind.name, kind.name_en), rooms.get(kind.id, 0)) for kind in kinds)

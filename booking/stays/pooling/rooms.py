"""One rooming list of the whole group: each union's own rooms with names, its partners' as "unit B, man 2"."""

from collections import Counter
from dataclasses import dataclass, replace

from booking import rosters
from booking.people import demand
from booking.stays import rooming
from booking.stays.pool_models import PoolMember
from booking.stays.pool_places import standing_in
from booking.stays.pool_refusals import PoolUnknown
from booking.stays.pooling.reading import letter_of, pool_for_base
from booking.stays.pooling.seeing import found_by
from booking.stays.rooming.reading import GuestView, RoomingPage, RoomView, page_of_version
from sites.foundation.actor import Actor
from sites.foundation.language import _


@dataclass(frozen=True)
class PartyRooms:
    """The rooms of one union as far as the reader may see them; `rooms` is empty where no list was sent yet."""

    letter: str
    is_own: bool
    name: str
    rooms: tuple[RoomView, ...]
    meals: tuple[rooming.DayMeals, ...] = ()

    @property
    def lodged(self) -> int:
        return sum(len(room.guests) for room in self.rooms)


async def rooms_of_pool(public_id: str, *, by: Actor) -> tuple[PartyRooms, ...]:
    """For a union of the group: its own newest list, and what its partners sent to the base, without anything of a person.

    Refused: NotGranted, PoolUnknown.
    """
    demand(by, "rosters.see")
    pool = await found_by(public_id, by=by)
    members = await standing_in(pool.id)
    if all(one.union_id != by.organisation_id for one in members):
        raise PoolUnknown
    return tuple([await _seen(one, by=by) for one in members])


async def _seen(member: PoolMember, *, by: Actor) -> PartyRooms:
    letter = letter_of(member.place)
    if member.union_id == by.organisation_id:
        own = await rooming.rooming_of(member.stay.public_id, by=by)
        return PartyRooms(letter, is_own=True, name="", rooms=_used(own), meals=own.meals)
    sent = await rosters.newest_version(member.stay_id, sent=True)
    if sent is None:
        return PartyRooms(letter, is_own=False, name="", rooms=())
    page = await page_of_version(member.stay, sent)
    return PartyRooms(letter, is_own=False, name="", rooms=nameless(_used(page), letter))


async def rooms_for_base(public_id: str, *, by: Actor) -> tuple[PartyRooms, ...]:
    """All unions' lists as they were sent, each from its confirmation on. Refused: NotGranted, PoolUnknown."""
    demand(by, "rosters.see")
    found = await pool_for_base(public_id, by=by)
    told = []
    for party in found.parties:
        sent = await rooming.sent_rooming(party.stay, by=by)
        rooms, meals = (_used(sent), sent.meals) if sent else ((), ())
        told.append(PartyRooms(party.letter, is_own=False, name=party.name, rooms=rooms, meals=meals))  # fmt: skip
    return tuple(told)


def _used(page: RoomingPage) -> tuple[RoomView, ...]:
    return tuple(room for room in page.rooms if room.guests)


def nameless(rooms: tuple[RoomView, ...], letter: str) -> tuple[RoomView, ...]:
    """The same rooms with people who are counted, not named; why they share a room is their own affair. Pure."""
    counted: Counter[str] = Counter()
    return tuple(
        replace(room, why="", guests=tuple(_nameless(one, letter, counted) for one in room.guests))
        for room in rooms
    )


def _nameless(guest: GuestView, letter: str, counted: Counter[str]) -> GuestView:
    counted[guest.sex] += 1
    words = {
        "m": _("unit %(letter)s, man %(number)s"), "f": _("unit %(letter)s, woman %(number)s"),
    }.get(guest.sex, _("unit %(letter)s, person %(number)s"))  # fmt: skip
    name = words % {"letter": letter, "number": counted[guest.sex]}
    return GuestView("", name, guest.sex, "", "", "", "", "", guest.nights)

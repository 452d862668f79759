"""A stay's rooming list as it is worked on: rooms with people, who has no bed, and which version it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from booking import rosters
from booking.people import demand
from booking.rosters import Named, Version
from booking.rosters.rooming import Guest, Room, Slot, lodged_in, slots_of
from booking.stays.figures import latest
from booking.stays.models import Party, Stay, StayNight
from booking.stays.naming import own_party
from booking.stays.picked_up import beds_of, supply_of, write_picked_up
from booking.stays.rooming.refusals import RoomingChanged
from sites.foundation.actor import Actor
from sites.listings.models import RoomType
from sites.packages.models import Package


@dataclass(frozen=True)
class Board:
    slots: tuple[Slot, ...]
    nights: tuple[date, ...]
    people: dict[str, Named]
    rooms: tuple[Room, ...]
    version: Version | None
    odd_rule: str
    types: dict[int, RoomType]

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0

    @property
    def guests(self) -> list[Guest]:
        return [one.guest for one in self.people.values()]

    @property
    def left(self) -> list[Named]:
        there = lodged_in(self.rooms)
        return [one for one in self.people.values() if one.guest.id not in there]


async def board_of(stay: Stay, party_id: int, version: Version | None) -> Board:
    """The version's rooms with those who still travel; rooms that nobody sleeps in stand empty."""
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    nights = tuple(sorted({row.date for row in rows}))
    slots = slots_of(supply_of(rows), beds_of(rows))
    people = await rosters.people_in(party_id, nights)
    kept = {room.slot.key: room for room in rosters.rooms_from(version, slots, people)}
    rooms = tuple(kept.get(slot.key, Room(slot)) for slot in slots)
    types = {row.room_type_id: row.room_type for row in rows}
    return Board(slots, nights, people, rooms, version, await odd_rule(stay), types)


async def odd_rule(stay: Stay) -> str:
    """The base's own rule; else alone where the package asks no supplement for it, else to be asked."""
    if said := await rosters.odd_rule_of(stay.site_id):
        return said
    package = await Package.get(id=stay.package_id)
    return "ask" if package.single_supplement else "single"


async def own_board(public_id: str, *, seen: int | None, by: Actor) -> tuple[Stay, Party, Board]:
    """For the union's verbs, with the party locked. `seen` is the version that the person had before their eyes.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, RoomingChanged.
    """
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    board = await board_of(stay, party.id, await rosters.newest_version(stay.id))
    if seen is not None and seen != board.number:
        raise RoomingChanged
    return stay, party, board


async def keep(
    stay: Stay, party: Party, board: Board, rooms: Iterable[Room], *, act: str, by: Actor
) -> None:
    """The next version; the named rooms of the nights follow it."""
    await rosters.keep_version(stay.id, board.number + 1, rooms, act=act, by=by)
    await write_picked_up(stay, party.id)

"""Moving people by hand: into a free bed, in exchange for somebody, or out of the rooms."""

from booking.rosters.rooming import Guest, Room, unfit
from booking.stays.rooming.board import Board, keep, own_board
from booking.stays.rooming.refusals import (
    NotOnTheList,
    RoomFull,
    RoomLocked,
    RoomNotThere,
    SexesMixed,
)
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal

REFUSED: dict[str, type[Refusal]] = {
    "not_there": RoomNotThere,
    "full": RoomFull,
    "mixed": SexesMixed,
}


@transaction
async def move_guest(
    public_id: str, traveller: str, room: str, *, by: Actor, seen: int | None = None
) -> None:
    """Put a person into a room; an empty `room` takes them out of theirs.

    Refused: NotOnTheList, RoomFull, SexesMixed, RoomNotThere, RoomLocked, and as every act on the list:
    NotGranted, StayUnknown, AlreadyMoved, HoldOver, RoomingChanged.
    """
    stay, party, board = await own_board(public_id, seen=seen, by=by)
    guest = _guest(board, traveller)
    rooms = _without(board, guest)
    if room:
        rooms = _with(rooms, guest, room)
    if rooms != {one.slot.key: one for one in board.rooms}:
        await keep(stay, party, board, rooms.values(), act="moved" if room else "taken_out", by=by)


@transaction
async def swap_guests(
    public_id: str, traveller: str, other: str, *, by: Actor, seen: int | None = None
) -> None:
    """Two people change beds; one of them may have none yet. Refused: as `move_guest`."""
    stay, party, board = await own_board(public_id, seen=seen, by=by)
    one, two = _guest(board, traveller), _guest(board, other)
    here, there = _room_of(board, one), _room_of(board, two)
    if here == there:
        return
    rooms = {room.slot.key: room for room in board.rooms}
    for guest, key in ((one, here), (two, there)):
        if key:
            _demand_open(rooms[key])
            rooms[key] = rooms[key].without(guest.id)
    for guest, key in ((one, there), (two, here)):
        if key:
            rooms = _with(rooms, guest, key)
    await keep(stay, party, board, rooms.values(), act="swapped", by=by)


def _guest(board: Board, traveller: str) -> Guest:
    if traveller not in board.people:
        raise NotOnTheList
    return board.people[traveller].guest


def _room_of(board: Board, guest: Guest) -> str:
    held = [room.slot.key for room in board.rooms if guest in room.guests]
    return held[0] if held else ""


def _without(board: Board, guest: Guest) -> dict[str, Room]:
    rooms = {room.slot.key: room for room in board.rooms}
    if key := _room_of(board, guest):
        _demand_open(rooms[key])
        rooms[key] = rooms[key].without(guest.id)
    return rooms


def _with(rooms: dict[str, Room], guest: Guest, key: str) -> dict[str, Room]:
    if key not in rooms:
        raise NotOnTheList
    _demand_open(rooms[key])
    if why_not := unfit(rooms[key], guest):
        raise REFUSED[why_not]
    return {**rooms, key: rooms[key].with_guest(guest)}


def _demand_open(room: Room) -> None:
    if room.is_locked:
        raise RoomLocked

"""A locked room is left alone: by hand, and when everybody is laid anew."""

from dataclasses import replace

from booking.stays.rooming.board import keep, own_board
from booking.stays.rooming.refusals import NotOnTheList
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def lock_room(
    public_id: str, room: str, *, locked: bool, by: Actor, seen: int | None = None
) -> None:
    """Refused: NotOnTheList, and as every act on the list. Locking what is locked keeps no new version."""
    stay, party, board = await own_board(public_id, seen=seen, by=by)
    rooms = {one.slot.key: one for one in board.rooms}
    if room not in rooms:
        raise NotOnTheList
    if rooms[room].is_locked is not locked:
        rooms[room] = replace(rooms[room], is_locked=locked)
        await keep(
            stay, party, board, rooms.values(), act="locked" if locked else "unlocked", by=by
        )

"""Laying people into rooms by the rules: those without a bed, or everybody anew but for locked rooms."""

from dataclasses import dataclass

from booking.rosters.rooming import lodge
from booking.stays.rooming.board import keep, own_board
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@dataclass(frozen=True)
class DrawnUp:
    """How many have a bed, and for how many none was found."""

    laid: int
    left: int


@transaction
async def draw_up_rooming(
    public_id: str, *, anew: bool, by: Actor, seen: int | None = None, key: Key | None = None
) -> DrawnUp:
    """A new version of the rooming list. Without `anew` everybody keeps their bed and the others are laid around them.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, RoomingChanged. The same again keeps no new version.
    """
    stay, party, board = await own_board(public_id, seen=seen, by=by)
    earlier = await idempotency.claim(key, by=by)
    kept = [room for room in board.rooms if room.is_locked or not anew]
    lodged = lodge(board.guests, board.slots, board.odd_rule, kept)
    if earlier is None and lodged.rooms != board.rooms:
        await keep(stay, party, board, lodged.rooms, act="drawn" if anew else "filled", by=by)
    await idempotency.keep(key, str(board.number), by=by)
    return DrawnUp(len(board.people) - len(lodged.left), len(lodged.left))

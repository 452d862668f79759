"""Giving the rooming list to the base: what it has is the last version that was sent."""

from booking import rosters
from booking.stays.moves import record
from booking.stays.rooming.board import own_board
from booking.stays.rooming.refusals import NobodyLodged
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def send_rooming(public_id: str, *, by: Actor, seen: int | None = None) -> None:
    """The base sees this version from now on and is told. Sent again it tells nobody.

    Refused: NobodyLodged, and as every act on the list.
    """
    stay, _party, board = await own_board(public_id, seen=seen, by=by)
    if not any(room.guests for room in board.rooms):
        raise NobodyLodged
    if await rosters.note_sent(stay.id, board.number):
        lodged = len(board.people) - len(board.left)
        await record(
            stay, act="rooming_sent", by=by, facts={"version": board.number, "heads": lodged}
        )

"""Back to the version before: as a new version, so that nothing that was sent is rewritten."""

from booking import rosters
from booking.rosters import Version
from booking.rosters.rooming_models import RoomingVersion
from booking.stays.rooming.board import board_of, keep, own_board
from booking.stays.rooming.refusals import NothingToUndo
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def undo_rooming(public_id: str, *, by: Actor, seen: int | None = None) -> None:
    """Take the last change back; again takes back the one before it. Refused: NothingToUndo, and as every act."""
    stay, party, board = await own_board(public_id, seen=seen, by=by)
    before = await _before(stay.id)
    if before is None:
        raise NothingToUndo
    earlier = await board_of(stay, party.id, before)
    await keep(stay, party, board, earlier.rooms, act="undone", by=by)


async def _before(stay_id: int) -> Version | None:
    """The change before the last one that was not taken back."""
    standing: list[int] = []
    for number, act in (
        await RoomingVersion.filter(stay_id=stay_id)
        .order_by("version")
        .values_list("version", "act")
    ):
        if act == "undone":
            standing.pop()
        else:
            standing.append(number)
    return await rosters.newest_version(stay_id, below=standing[-2] + 1) if standing[1:] else None

"""Which rooms a group would have at a base that fits: the first proposal, as the hold page makes it."""

from collections.abc import Sequence

from sites.calendar import FreeRooms, Split, propose
from sites.listings import RoomTypeProfile
from sites.search.answers import Answer


def split_of(
    found: Answer, kinds: Sequence[RoomTypeProfile], *, heads: int, split: Split
) -> tuple[tuple[RoomTypeProfile, int], ...]:
    """Room types with how many of each, in the base's own order; empty where the group does not fit."""
    if found.fit is None or not found.fits:
        return ()
    free = found.fit.rooms
    rooms = propose(
        heads, (FreeRooms(k.id, k.code, k.beds, free.get(k.id, 0)) for k in kinds), split=split
    )
    return tuple((kind, rooms[kind.id]) for kind in kinds if kind.id in rooms)

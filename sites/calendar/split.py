"""A first proposal of rooms for a group: pairs in twins, as few rooms as that allows."""

from collections.abc import Iterable
from dataclasses import dataclass

PAIR = 2


@dataclass(frozen=True, slots=True)
class FreeRooms:
    """Free rooms of one type. `kind` is its code: twin, king, family, suite."""

    room_type_id: int
    kind: str
    beds: int
    free: int


def propose(heads: int, free: Iterable[FreeRooms]) -> dict[int, int]:
    """Rooms by room type id with beds for all heads; empty where the beds do not suffice.

    Twins first, then other doubles, then the largest rooms; a last single person takes a single room
    where one is free.
    """
    rooms, left = {}, heads
    for kind in sorted(free, key=_order):
        count = min(kind.free, -(-left // kind.beds))
        if count > 0:
            rooms[kind.room_type_id] = count
            left -= count * kind.beds
    return _odd_one_alone(rooms, [*free], spare=-left) if left <= 0 else {}


def _order(kind: FreeRooms) -> tuple[bool, bool, int, int]:
    return kind.kind != "twin", kind.beds != PAIR, -kind.beds, kind.room_type_id


def _odd_one_alone(rooms: dict[int, int], kinds: list[FreeRooms], *, spare: int) -> dict[int, int]:
    """Where one bed of a double stays empty, its guest moves to a free single room."""
    single = next((k for k in kinds if k.beds == 1 and k.free > rooms.get(k.room_type_id, 0)), None)
    double = next((k for k in kinds if k.beds == PAIR and rooms.get(k.room_type_id)), None)
    if spare != 1 or single is None or double is None:
        return rooms
    moved = dict(rooms)
    moved[double.room_type_id] -= 1
    moved[single.room_type_id] = moved.get(single.room_type_id, 0) + 1
    return {id_: count for id_, count in moved.items() if count}

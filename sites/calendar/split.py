"""Who sleeps how: a first proposal of rooms for a group, and whether so many may sleep alone or as families."""

from collections.abc import Iterable
from dataclasses import dataclass

PAIR, FAMILY = 2, 3


@dataclass(frozen=True, slots=True)
class Split:
    """So many people alone, so many rooms for three or more; everybody else as it comes, twins first."""

    singles: int = 0
    families: int = 0


@dataclass(frozen=True, slots=True)
class FreeRooms:
    """Free rooms of one type. `kind` is its code: twin, king, family, suite."""

    room_type_id: int
    kind: str
    beds: int
    free: int


AS_IT_COMES = Split()


def propose(heads: int, free: Iterable[FreeRooms], *, split: Split = AS_IT_COMES) -> dict[int, int]:
    """Rooms by room type id with beds for all heads, split as asked; empty where there are not enough.

    Twins first, then other doubles, then the largest rooms; a last single person takes a single room
    where one is free.
    """
    kinds = [*free]
    if split == AS_IT_COMES:
        return _as_it_comes(heads, kinds)
    beds = [(kind.beds, kind.free) for kind in kinds]
    if sum(size * count for size, count in beds) < heads:
        return {}
    if split.families > most_families(beds) or split.singles > most_singles(beds, heads):
        return {}
    rooms = _set_aside(split, kinds)
    rest = [_without(kind, rooms.get(kind.room_type_id, 0)) for kind in kinds]
    slept = split.singles + sum(k.beds * rooms.get(k.room_type_id, 0) for k in _large(kinds))
    for id_, count in _as_it_comes(max(0, heads - slept), rest).items():
        rooms[id_] = rooms.get(id_, 0) + count
    return {id_: count for id_, count in rooms.items() if count}


def most_singles(rooms: Iterable[tuple[int, int]], heads: int) -> int:
    """How many of so many heads could sleep alone in rooms told as (beds, count): a double loses a bed by it."""
    kept = [*rooms]
    alone, double = (sum(n for beds, n in kept if beds == size) for size in (1, PAIR))
    spare = sum(beds * n for beds, n in kept) - heads
    return alone + max(0, min(double, spare))


def most_families(rooms: Iterable[tuple[int, int]]) -> int:
    return sum(count for beds, count in rooms if beds >= FAMILY)


def _set_aside(split: Split, kinds: list[FreeRooms]) -> dict[int, int]:
    """Rooms of families, the smallest that do; then of those who sleep alone, single rooms before doubles."""
    small = sorted((k for k in kinds if k.beds <= PAIR), key=lambda k: (k.beds, _order(k)))
    large = sorted(_large(kinds), key=lambda k: (k.beds, k.room_type_id))
    rooms: dict[int, int] = {}
    for wanted, suited in ((split.families, large), (split.singles, small)):
        left = wanted
        for kind in suited:
            rooms[kind.room_type_id] = min(kind.free, left)
            left -= rooms[kind.room_type_id]
    return rooms


def _large(kinds: list[FreeRooms]) -> list[FreeRooms]:
    return [kind for kind in kinds if kind.beds >= FAMILY]


def _without(kind: FreeRooms, taken: int) -> FreeRooms:
    return FreeRooms(kind.room_type_id, kind.kind, kind.beds, kind.free - taken)


def _as_it_comes(heads: int, kinds: list[FreeRooms]) -> dict[int, int]:
    rooms, left = {}, heads
    for kind in sorted(kinds, key=_order):
        count = min(kind.free, -(-left // kind.beds))
        if count > 0:
            rooms[kind.room_type_id] = count
            left -= count * kind.beds
    return _odd_one_alone(rooms, kinds, spare=-left) if left <= 0 else {}


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

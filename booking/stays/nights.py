"""How heads and rooms lie on the rows of a stay: rooms by type, heads by beds, nobody twice."""

from dataclasses import dataclass

from sites.packages import Heads


@dataclass(frozen=True)
class Bed:
    """One room type of a stay: how many rooms of how many beds."""

    room_type_id: int
    rooms: int
    beds: int


def spread(heads: Heads, rooms: list[Bed]) -> dict[int, Heads]:
    """Lay workers, then family, then crew into the rooms' beds, type by type in the order given.

    The sum over the types is exactly `heads`; the last type takes whoever is left.
    """
    left = [heads.workers, heads.family, heads.crew]
    laid: dict[int, Heads] = {}
    for number, bed in enumerate(rooms, start=1):
        free = sum(left) if number == len(rooms) else bed.rooms * bed.beds
        taken = []
        for i, waiting in enumerate(left):
            here = min(waiting, free)
            taken.append(here)
            left[i] -= here
            free -= here
        laid[bed.room_type_id] = Heads(*taken)
    return laid

"""Which of the free rooms go to the men and which to the women, so that both sexes find beds."""

from collections.abc import Sequence
from itertools import product
from math import prod

from booking.rosters.rooming.guests import Slot

Rooms = dict[int, int]  # beds to number of rooms
MOST_TRIED = 20_000


def share(free: Sequence[Slot], men: int, women: int) -> tuple[list[Slot], list[Slot]]:
    """Rooms for the men and for the women: twins first, others only as far as they are needed.

    Every division is tried while there are not too many, so enough beds for both are found where there are any.
    """
    counts = {beds: sum(slot.beds == beds for slot in free) for beds in _by_liking(free)}
    best = min(_divisions(counts, men, women), key=lambda one: _cost(one, men, women))
    for_men, rest = _taken(free, best[0])
    for_women, _unused = _taken(rest, best[1])
    return for_men, for_women


def _by_liking(free: Sequence[Slot]) -> list[int]:
    return sorted({slot.beds for slot in free}, key=lambda beds: (beds != 2, beds == 1, beds))


def _divisions(counts: Rooms, men: int, women: int) -> list[tuple[Rooms, Rooms]]:
    tried = [_just_enough(counts, men)]
    if prod(number + 1 for number in counts.values()) <= MOST_TRIED:
        sizes = [*counts]
        every = product(*(range(counts[beds] + 1) for beds in sizes))
        divided = [dict(zip(sizes, one, strict=True)) for one in every]
        tried += [one for one in divided if _beds(one) - men < max(sizes, default=1)]
    return [
        (one, _just_enough({beds: n - one.get(beds, 0) for beds, n in counts.items()}, women))
        for one in tried
    ]


def _just_enough(counts: Rooms, people: int) -> Rooms:
    """Rooms in the order of liking until everybody has a bed, or all of them."""
    taken: Rooms = {}
    for beds, number in counts.items():
        taken[beds] = min(number, max(0, -(-people // beds)))
        people -= taken[beds] * beds
    return taken


def _beds(rooms: Rooms) -> int:
    return sum(beds * number for beds, number in rooms.items())


def _cost(division: tuple[Rooms, Rooms], men: int, women: int) -> tuple[int, int, int]:
    """First whom it leaves without a bed, then rooms that are not twins, then beds that stay empty."""
    lacking = sum(
        max(0, people - _beds(rooms)) for rooms, people in zip(division, (men, women), strict=True)
    )
    others = sum(number for rooms in division for beds, number in rooms.items() if beds != 2)
    return lacking, others, sum(_beds(rooms) for rooms in division)


def _taken(free: Sequence[Slot], wanted: Rooms) -> tuple[list[Slot], list[Slot]]:
    left = dict(wanted)
    taken, rest = [], []
    for slot in free:
        if left.get(slot.beds, 0):
            left[slot.beds] -= 1
            taken.append(slot)
        else:
            rest.append(slot)
    return sorted(taken, key=lambda slot: (slot.beds == 1, -slot.beds)), rest

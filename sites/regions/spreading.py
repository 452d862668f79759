"""Moves points apart inside an oval until none touches another. The same points always end in the same places."""

from collections.abc import Sequence
from math import hypot, sqrt

from sites.regions.washes import Box, Wash

Spot = tuple[float, float]

ROUNDS = 60
# pins stand at ease: this share of their width lies between them where there is room
EASE = 0.35
FINENESS = 0.94


def spread(
    starts: Sequence[Spot], within: Wash, *, radius: float
) -> tuple[tuple[Spot, ...], float]:
    """Places for round pins of this radius near where they start, and the radius that they really got.

    Pins keep to the wash and off what it keeps free. Where they cannot all stand, they stand in rows, and where
    even that is too tight they are drawn smaller.
    """
    moved = _relaxed(starts, within, radius)
    if _settled(moved, within, radius):
        return tuple(moved), radius
    return _in_rows(starts, within, radius)


def touches(box: Box, x: float, y: float, radius: float) -> bool:
    """Whether a round pin reaches into a box."""
    beside = max(box.left - x, 0, x - box.right)
    above = max(box.top - y, 0, y - box.bottom)
    return hypot(beside, above) < radius


def _relaxed(starts: Sequence[Spot], within: Wash, radius: float) -> list[Spot]:
    spots = [_kept(spot, within, radius) for spot in starts]
    for turn in range(ROUNDS):
        ease = EASE * (1 - turn / ROUNDS)
        _part(spots, apart=2 * radius * (1 + ease) + 0.5)
        spots = [_kept(spot, within, radius) for spot in spots]
        if _settled(spots, within, radius * (1 + ease * 0.8)):
            break
    return spots


def _part(spots: list[Spot], *, apart: float) -> None:
    for first in range(len(spots)):
        for second in range(first):
            (x, y), (other_x, other_y) = spots[first], spots[second]
            dx, dy = x - other_x, y - other_y
            gap = hypot(dx, dy)
            if gap >= apart:
                continue
            if gap < 0.01:
                dx, dy, gap = 0.6 + first * 0.1, 0.8 - second * 0.07, 1.0
            push = (apart - gap) / gap * 0.52
            spots[first] = (x + dx * push, y + dy * push)
            spots[second] = (other_x - dx * push, other_y - dy * push)


def _kept(spot: Spot, within: Wash, radius: float) -> Spot:
    """The spot, moved off what is kept free and back into the oval."""
    x, y = spot
    for box in within.kept_free:
        if touches(box, x, y, radius):
            x, y = _pushed_out(box, x, y, radius, within)
    across, down = within.across - radius - 2, within.down - radius - 2
    reach = hypot((x - within.x) / across, (y - within.y) / down)
    if reach > 1:
        x, y = within.x + (x - within.x) / reach, within.y + (y - within.y) / reach
    return x, y


def _pushed_out(box: Box, x: float, y: float, radius: float, within: Wash) -> Spot:
    ways = (
        (x - box.left + radius, (box.left - radius, y)),
        (box.right - x + radius, (box.right + radius, y)),
        (y - box.top + radius, (x, box.top - radius)),
        (box.bottom - y + radius, (x, box.bottom + radius)),
    )
    open_ways = [way for way in ways if within.holds(*way[1], margin=radius)] or list(ways)
    return min(open_ways)[1]


def _settled(spots: Sequence[Spot], within: Wash, radius: float) -> bool:
    for first, (x, y) in enumerate(spots):
        if not _free(x, y, within, radius):
            return False
        if any(hypot(x - a, y - b) < 2 * radius for a, b in spots[:first]):
            return False
    return True


def _free(x: float, y: float, within: Wash, radius: float) -> bool:
    if not within.holds(x, y, margin=radius):
        return False
    return not any(touches(box, x, y, radius - 0.01) for box in within.kept_free)


def _in_rows(starts: Sequence[Spot], within: Wash, radius: float) -> tuple[tuple[Spot, ...], float]:
    size = radius
    seats = _seats(within, size)
    while len(seats) < len(starts):
        size *= FINENESS
        seats = _seats(within, size)
    taken = []
    for x, y in starts:
        nearest = min(seats, key=lambda seat: (hypot(seat[0] - x, seat[1] - y), seat))
        seats.remove(nearest)
        taken.append(nearest)
    return tuple(taken), size


def _seats(within: Wash, radius: float) -> list[Spot]:
    """Every place of a honeycomb in which a pin of this radius may stand."""
    step, rise = 2 * radius + 0.5, (2 * radius + 0.5) * sqrt(3) / 2
    rows, columns = int(within.down / rise) + 1, int(within.across / step) + 1
    return [
        (x, y)
        for row in range(-rows, rows + 1)
        for column in range(-columns, columns + 1)
        for x, y in [(within.x + (column + (row % 2) / 2) * step, within.y + row * rise)]
        if _free(x, y, within, radius)
    ]

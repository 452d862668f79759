"""Lines through points. Plain arithmetic only, so that every machine rounds alike."""

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def smooth(points: Sequence[Point]) -> str:
    """A soft line from the first point to the last, as SVG path data in whole pixels."""
    x, y = _whole(points[0])
    path = f"M{x} {y}"
    for bend, after in pairwise(points[1:]):
        (bend_x, bend_y), (end_x, end_y) = _whole(bend), _whole(_middle(bend, after))
        path += f"q{bend_x - x} {bend_y - y} {end_x - x} {end_y - y}"
        x, y = end_x, end_y
    end_x, end_y = _whole(points[-1])
    return f"{path}l{end_x - x} {end_y - y}"


def softened(points: Sequence[Point]) -> list[Point]:
    """Points on the soft line itself, which runs below the summits of its own corners."""
    line = [points[0]]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        first, last = _middle(before, bend), _middle(bend, after)
        line += [first, _middle(_middle(first, bend), _middle(bend, last))]
    return [*line, points[-1]]


def height_at(points: Sequence[Point], x: float) -> float:
    """The height of a line running from left to right above x."""
    for (left, y), (right, next_y) in pairwise(points):
        if left <= x <= right:
            return y + (next_y - y) * (x - left) / max(right - left, 1)
    return points[-1][1]


def _middle(first: Point, second: Point) -> Point:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])

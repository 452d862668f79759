"""How far two points are from each other, in a straight line on the globe."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


def kilometres(from_: tuple[float, float], to: tuple[float, float]) -> int:
    """Between two (latitude, longitude) in degrees, to the whole kilometre."""
    (a, b), (c, d) = from_, to
    half = sin(radians(c - a) / 2) ** 2
    half += cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(half)))

"""The schematic map of Huangshan: puts sites into their district's wash so that no pin covers another."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from sites.regions.gazetteer import district
from sites.regions.land import MAPS, TALL, WIDE, SchematicMap, Shape
from sites.regions.spreading import Spot, spread

State = Literal["plain", "fits", "ask", "near", "off"]

__all__ = [
    "TALL",
    "WIDE",
    "MapPin",
    "MapPoint",
    "SchematicMap",
    "State",
    "canvas_position",
    "place",
]

# degrees from a district's seat to the edge of its wash
REACH_EAST, REACH_NORTH = 0.11, 0.14
GATHERING = 0.6


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A site to be shown. `label` is a character or the list's number, `words` one line said of it.

    Without a position (degrees) it gets one from its code. `plain` pins take the colour of their kind; the other
    states answer a search. `address` is where its link leads.
    """

    code: str
    name: str
    kind: str
    district_code: str
    latitude: float | None = None
    longitude: float | None = None
    label: str = ""
    state: State = "plain"
    words: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class MapPin:
    """A site on the map's canvas; radius is the room that it has."""

    code: str
    name: str
    kind: str
    district_code: str
    x: float
    y: float
    radius: float
    label: str
    state: State
    words: str
    address: str


def place(points: Sequence[MapPoint], *, on: SchematicMap = WIDE) -> tuple[MapPin, ...]:
    """Pins for the points, in their order; points in districts that the map does not have are left out.

    Where a pin stands depends on codes and positions alone, so pins stay where they are from one search to the next
    as long as the same sites are shown.
    """
    shown = [point for point in points if on.wash(point.district_code)]
    seats: dict[str, tuple[Spot, float]] = {}
    for code in sorted({point.district_code for point in shown}):
        group = sorted((point for point in shown if point.district_code == code), key=_by_code)
        spots, radius = _spread(on.shape, code, _starts(group, on))
        seats.update((point.code, (spot, radius)) for point, spot in zip(group, spots, strict=True))
    return tuple(_pin(point, *seats[point.code]) for point in shown)


def canvas_position(
    latitude: float, longitude: float, *, district_code: str, on: SchematicMap = WIDE
) -> Spot:
    """Degrees to map coordinates: the direction from the district's seat, scaled to its wash."""
    seat, oval = district(district_code), on.washes_by_code[district_code]
    east = (longitude - seat.longitude) / REACH_EAST
    north = (latitude - seat.latitude) / REACH_NORTH
    return oval.x + east * oval.across, oval.y - north * oval.down


@lru_cache(maxsize=64)
def _spread(shape: Shape, code: str, starts: tuple[Spot, ...]) -> tuple[tuple[Spot, ...], float]:
    drawn = MAPS[shape]
    return spread(starts, drawn.washes_by_code[code], radius=drawn.pin_radius)


def _starts(group: Sequence[MapPoint], on: SchematicMap) -> tuple[Spot, ...]:
    """Where the pins of one district would like to stand: moved together so that they gather round its middle."""
    oval, spots = on.washes_by_code[group[0].district_code], [_start(point, on) for point in group]
    right = sum(x - oval.x for x, _ in spots) / len(spots) * GATHERING
    low = sum(y - oval.y for _, y in spots) / len(spots) * GATHERING
    return tuple((x - right, y - low) for x, y in spots)


def _start(point: MapPoint, on: SchematicMap) -> Spot:
    code = point.district_code
    if point.latitude is not None and point.longitude is not None:
        return canvas_position(point.latitude, point.longitude, district_code=code, on=on)
    oval, digest = on.washes_by_code[code], sha256(point.code.encode()).digest()
    east, south = digest[0] / 127.5 - 1, digest[1] / 127.5 - 1
    return oval.x + east * oval.across * 0.8, oval.y + south * oval.down * 0.8


def _by_code(point: MapPoint) -> str:
    return point.code


def _pin(point: MapPoint, spot: Spot, radius: float) -> MapPin:
    return MapPin(
        code=point.code,
        name=point.name,
        kind=point.kind,
        district_code=point.district_code,
        x=round(spot[0], 1),
        y=round(spot[1], 1),
        radius=round(radius, 1),
        label=point.label,
        state=point.state,
        words=point.words,
        address=point.address or f"/sites/{point.code}",
    )

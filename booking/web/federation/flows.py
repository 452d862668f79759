"""The schematic map of flows: the host at its place, a curve to each city that sent people, as wide as they are many."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.insights.origins import Origin
from sites.foundation.language import locale
from sites.regions import region, regions

HOST = "341000"
WIDE, HIGH = 560, 600
EAST, NORTH = (
    66.0,
    77.0,
)  # canvas units for one degree of longitude and of latitude, at 31 degrees north
MIDDLE = (118.95, 31.25)
KILOMETRES = NORTH / 111.2
RINGS = (100, 200, 300, 400)
WIDEST, THINNEST = 16.0, 1.2
CHARACTER = {"zh": 13.5, "en": 7.2}
NUMBERED = 8


@dataclass(frozen=True, slots=True)
class Flow:
    """`anchor` is how the label stands to its point: start, end or middle; empty where it would cover another."""

    name: str
    people: int
    x: float
    y: float
    path: str
    width: float
    radius: float
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class FlowMap:
    """`dots` are cities that sent nobody; `rings` are (radius, kilometres)."""

    wide: int
    high: int
    x: float
    y: float
    flows: tuple[Flow, ...]
    dots: tuple[tuple[float, float], ...]
    rings: tuple[tuple[float, int], ...]


Box = tuple[float, float, float, float]


def flow_map(origins: Sequence[Origin]) -> FlowMap:
    """Cities of the delta alone: others stand in the table beside the map."""
    known = {city.code for city in regions()} - {HOST}
    shown = [one for one in origins if one.code in known and one.people]
    host = _point(HOST)
    taken: list[Box] = [(host[0] - 62, host[1] - 16, host[0] + 62, host[1] + 36)]
    taken += [(x - 6, y - 6, x + 6, y + 6) for x, y in (_point(one.code) for one in shown)]
    most = max((one.people for one in shown), default=1)
    flows = tuple(
        _flow(one, is_numbered=n < NUMBERED, most=most, host=host, taken=taken)
        for n, one in enumerate(shown)
    )
    quiet = sorted(known - {one.code for one in shown})
    rings = tuple((round(km * KILOMETRES, 1), km) for km in RINGS)
    return FlowMap(WIDE, HIGH, *host, flows, tuple(_point(code) for code in quiet), rings)


def _flow(
    one: Origin, *, is_numbered: bool, most: int, host: tuple[float, float], taken: list[Box]
) -> Flow:
    x, y = _point(one.code)
    name = region(one.code).name_in(locale()).removesuffix("市")
    label = f"{name} {one.people:,}" if is_numbered else name
    label_x, label_y, anchor = _placed(label, x, y, taken)
    return Flow(
        name, one.people, x, y, _curve(host, (x, y)),
        round(max(THINNEST, WIDEST * one.people / most), 1),
        4.0 + 2.5 * one.people / most, label, label_x, label_y, anchor,
    )  # fmt: skip


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Bent a little to one side, so that neighbours part early."""
    across, down = end[0] - start[0], end[1] - start[1]
    bend_x, bend_y = (start[0] + end[0]) / 2 + down * 0.12, (start[1] + end[1]) / 2 - across * 0.12
    return f"M{start[0]} {start[1]}Q{bend_x:.1f} {bend_y:.1f} {end[0]} {end[1]}"


def _placed(label: str, x: float, y: float, taken: list[Box]) -> tuple[float, float, str]:
    """Right, left, above or below, whichever covers no other label; else no label: the table has it."""
    long = _length(label)
    choices = (
        (x + 9, y + 5, "start", (x + 7, y - 9, x + 11 + long, y + 8)),
        (x - 9, y + 5, "end", (x - 11 - long, y - 9, x - 7, y + 8)),
        (x, y - 10, "middle", (x - long / 2, y - 24, x + long / 2, y - 7)),
        (x, y + 21, "middle", (x - long / 2, y + 7, x + long / 2, y + 25)),
    )
    for label_x, label_y, anchor, box in choices:
        if _is_inside(box) and not any(_meets(box, other) for other in taken):
            taken.append(box)
            return round(label_x, 1), round(label_y, 1), anchor
    return x, y, ""


def _length(label: str) -> float:
    return sum(CHARACTER["zh"] if ord(one) > 0x2E7F else CHARACTER["en"] for one in label)


def _is_inside(box: Box) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= WIDE - 2 and box[3] <= HIGH - 2


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _point(code: str) -> tuple[float, float]:
    place = region(code)
    x = WIDE / 2 + (place.longitude - MIDDLE[0]) * EAST
    y = HIGH / 2 - (place.latitude - MIDDLE[1]) * NORTH
    return round(x, 1), round(y, 1)

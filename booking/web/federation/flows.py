"""The schematic map of flows: the host at its place, a curve to each city that sent people, as wide as they are many."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from booking.insights.origins import Origin
from booking.web.federation.flow_labels import HIGH, WIDE, Box, Flow, Label, Spot, labels
from sites.foundation.language import locale
from sites.regions import region, regions

HOST = "341000"
EAST, NORTH = (
    66.0,
    77.0,
)  # canvas units for one degree of longitude and of latitude, at 31 degrees north
MIDDLE = (118.95, 31.25)
KILOMETRES = NORTH / 111.2
RINGS = (100, 200, 300, 400)
WIDEST, THINNEST = 16.0, 1.2
# On paper and on desks; on phones the drawing is half as large, so its words are twice as large.
WORDS, WORDS_IF_NARROW = 15.0, 29.0
NUMBERED = 8
STEPS = 24


@dataclass(frozen=True, slots=True)
class FlowMap:
    """`dots` are cities that sent nobody; `rings` are (radius, kilometres); labels by how wide the drawing is shown."""

    wide: int
    high: int
    x: float
    y: float
    flows: tuple[Flow, ...]
    labels: tuple[Label, ...]
    labels_if_narrow: tuple[Label, ...]
    dots: tuple[tuple[float, float], ...]
    rings: tuple[tuple[float, int], ...]


def flow_map(origins: Sequence[Origin]) -> FlowMap:
    """Cities of the delta alone: others stand in the table beside the map."""
    known = {city.code for city in regions()} - {HOST}
    shown = [one for one in origins if one.code in known and one.people]
    most = max((one.people for one in shown), default=1)
    flows = tuple(_flow(one, most=most) for one in shown)
    quiet = sorted(known - {one.code for one in shown})
    dots = tuple(_point(code) for code in quiet)
    curves = [box for flow in flows for box in _curve(flow)]
    words = partial(labels, flows, host=_point(HOST), dots=dots, curves=curves)
    return FlowMap(
        WIDE, HIGH, *_point(HOST), flows, words(size=WORDS, numbered=NUMBERED), words(size=WORDS_IF_NARROW),
        dots, tuple((round(km * KILOMETRES, 1), km) for km in RINGS),
    )  # fmt: skip


def _flow(one: Origin, *, most: int) -> Flow:
    x, y = _point(one.code)
    name = region(one.code).name_in(locale()).removesuffix("市")
    path, width = _path(_point(HOST), (x, y)), round(max(THINNEST, WIDEST * one.people / most), 1)
    return Flow(name, one.people, x, y, path, width, 4.0 + 2.5 * one.people / most)


def _curve(flow: Flow) -> list[Box]:
    """What the flow's curve covers, in small steps."""
    half = flow.width / 2
    steps = [_on_curve(_point(HOST), (flow.x, flow.y), step / STEPS) for step in range(STEPS)]
    return [(x - half, y - half, x + half, y + half) for x, y in steps]


def _bend(start: Spot, end: Spot) -> Spot:
    """Bent a little to one side, so that neighbours part early."""
    across, down = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + down * 0.12, (start[1] + end[1]) / 2 - across * 0.12


def _path(start: Spot, end: Spot) -> str:
    x, y = _bend(start, end)
    return f"M{start[0]} {start[1]}Q{x:.1f} {y:.1f} {end[0]} {end[1]}"


def _on_curve(start: Spot, end: Spot, share: float) -> Spot:
    """A point of that quadratic curve."""
    first, middle, last = (1 - share) ** 2, 2 * share * (1 - share), share**2
    bend = _bend(start, end)
    return tuple(first * start[n] + middle * bend[n] + last * end[n] for n in (0, 1))  # type: ignore[return-value]


def _point(code: str) -> tuple[float, float]:
    place = region(code)
    x = WIDE / 2 + (place.longitude - MIDDLE[0]) * EAST
    y = HIGH / 2 - (place.latitude - MIDDLE[1]) * NORTH
    return round(x, 1), round(y, 1)

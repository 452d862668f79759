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
# On paper and on desks; on phones the drawing is half as large, so its words are twice as large.
WORDS, WORDS_IF_NARROW = 15.0, 29.0
HAN, LATIN = 1.04, 0.56
NUMBERED = 8
STEPS = 24


@dataclass(frozen=True, slots=True)
class Flow:
    name: str
    people: int
    x: float
    y: float
    path: str
    width: float
    radius: float


@dataclass(frozen=True, slots=True)
class Label:
    """`anchor` is how the words stand to their point: start, end or middle."""

    text: str
    x: float
    y: float
    anchor: str


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


Spot = tuple[float, float]
Box = tuple[float, float, float, float]


def flow_map(origins: Sequence[Origin]) -> FlowMap:
    """Cities of the delta alone: others stand in the table beside the map."""
    known = {city.code for city in regions()} - {HOST}
    shown = [one for one in origins if one.code in known and one.people]
    most = max((one.people for one in shown), default=1)
    flows = tuple(_flow(one, most=most) for one in shown)
    quiet = sorted(known - {one.code for one in shown})
    rings = tuple((round(km * KILOMETRES, 1), km) for km in RINGS)
    return FlowMap(
        WIDE, HIGH, *_point(HOST), flows, _labels(flows, size=WORDS, numbered=NUMBERED), _labels(flows, size=WORDS_IF_NARROW),
        tuple(_point(code) for code in quiet), rings,
    )  # fmt: skip


def _flow(one: Origin, *, most: int) -> Flow:
    x, y = _point(one.code)
    name = region(one.code).name_in(locale()).removesuffix("市")
    path, width = _path(_point(HOST), (x, y)), round(max(THINNEST, WIDEST * one.people / most), 1)
    return Flow(name, one.people, x, y, path, width, 4.0 + 2.5 * one.people / most)


def _labels(flows: Sequence[Flow], *, size: float, numbered: int = 0) -> tuple[Label, ...]:
    """The largest first; one that would cover another, a point or a curve is left to the table beside the map."""
    x, y = _point(HOST)
    taken: list[Box] = [(x - 5 * size, y - size, x + 5 * size, y + 2.6 * size)]
    taken += [box for flow in flows for box in _boxes(flow)]
    found = []
    for place, flow in enumerate(flows):
        words = [f"{flow.name} {flow.people:,}"] * (place < numbered) + [flow.name]
        if label := next(
            (one for text in words if (one := _placed(text, flow, taken, size))), None
        ):
            found.append(label)
    return tuple(found)


def _boxes(flow: Flow) -> list[Box]:
    """What the flow itself covers: its point, and its curve in small steps."""
    edge, half = flow.radius + 1, flow.width / 2
    curve = [_on_curve(_point(HOST), (flow.x, flow.y), step / STEPS) for step in range(STEPS)]
    return [
        (flow.x - edge, flow.y - edge, flow.x + edge, flow.y + edge),
        *((x - half, y - half, x + half, y + half) for x, y in curve),
    ]


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


def _placed(text: str, flow: Flow, taken: list[Box], size: float) -> Label | None:
    """Right, left, above or below, there also drawn to one side; whichever covers nothing."""
    long, x, y = _length(text) * size, flow.x, flow.y
    off = flow.radius + 3
    above, below = y - off - 0.2 * size, y + off + size
    across = (
        (x, "middle", x - long / 2), (x + off, "end", x + off - long), (x - off, "start", x - off),
    )  # fmt: skip
    choices = (
        (x + off, y + 0.36 * size, "start", (x + off, y - 0.6 * size, x + off + long, y + 0.6 * size)),
        (x - off, y + 0.36 * size, "end", (x - off - long, y - 0.6 * size, x - off, y + 0.6 * size)),
        *((at, above, anchor, (left, y - off - 1.2 * size, left + long, y - off)) for at, anchor, left in across),
        *((at, below, anchor, (left, y + off, left + long, y + off + 1.3 * size)) for at, anchor, left in across),
    )  # fmt: skip
    for label_x, label_y, anchor, box in choices:
        if _is_inside(box) and not any(_meets(box, other) for other in taken):
            taken.append(box)
            return Label(text, round(label_x, 1), round(label_y, 1), anchor)
    return None


def _length(text: str) -> float:
    """In heights of its letters."""
    return sum(HAN if ord(one) > 0x2E7F else LATIN for one in text)


def _is_inside(box: Box) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= WIDE - 2 and box[3] <= HIGH - 2


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _point(code: str) -> tuple[float, float]:
    place = region(code)
    x = WIDE / 2 + (place.longitude - MIDDLE[0]) * EAST
    y = HIGH / 2 - (place.latitude - MIDDLE[1]) * NORTH
    return round(x, 1), round(y, 1)

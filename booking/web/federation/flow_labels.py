"""Names on the map of flows: the largest first, beside their own points and nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

WIDE, HIGH = 560, 600
HAN, LATIN = 1.04, 0.56
# So many of the largest are named even across curves: the words have a light edge.
ALWAYS = 3

Spot = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Flow:
    name: str
    people: int
    x: float
    y: float
    path: str
    width: float
    radius: float

    @property
    def point(self) -> Box:
        """What the ring at its end covers."""
        edge = self.radius + 1
        return (self.x - edge, self.y - edge, self.x + edge, self.y + edge)


@dataclass(frozen=True, slots=True)
class Label:
    """`anchor` is how the words stand to their point: start, end or middle."""

    text: str
    x: float
    y: float
    anchor: str


def labels(
    flows: Sequence[Flow], *, host: Spot, dots: Sequence[Spot], curves: Sequence[Box], size: float, numbered: int = 0
) -> tuple[Label, ...]:  # fmt: skip
    """One that finds no place of its own is left to the table beside the map; the first `numbered` have their number."""
    taken = [*_host(host, size), *(flow.point for flow in flows)]
    found = []
    for place, flow in enumerate(flows):
        foreign = [*((one.x, one.y) for one in flows if one is not flow), *dots]
        tries = [(text, [*taken, *curves]) for text in _texts(flow, place, numbered)]
        tries += [(flow.name, taken)] * (place < ALWAYS)
        for text, covered in tries:
            if spot := _spot(text, flow, covered, foreign, size):
                found.append(spot[0])
                taken.append(spot[1])
                break
    return tuple(found)


def _texts(flow: Flow, place: int, numbered: int) -> list[str]:
    return [f"{flow.name} {flow.people:,}", flow.name][place >= numbered :]


def _host(at: Spot, size: float) -> list[Box]:
    """Its point, and its words beneath."""
    x, y = at
    return [
        (x - 10, y - 10, x + 10, y + 10),
        (x - 5 * size, y + 0.3 * size, x + 5 * size, y + 2.1 * size),
    ]


def _spot(
    text: str, flow: Flow, covered: Sequence[Box], foreign: Sequence[Spot], size: float
) -> tuple[Label, Box] | None:
    """The first place that covers nothing and where the words begin nearer to their own point than to any other."""
    for label, box in _places(text, flow, size):
        begins = (label.x, (box[1] + box[3]) / 2)
        own = dist(begins, (flow.x, flow.y))
        is_own = all(dist(begins, other) > own for other in foreign)
        if is_own and _is_inside(box) and not any(_meets(box, other) for other in covered):
            return label, box
    return None


def _places(text: str, flow: Flow, size: float) -> list[tuple[Label, Box]]:
    """Right, left, above or below, there also drawn to one side."""
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
    return [
        (Label(text, round(label_x, 1), round(label_y, 1), anchor), box)
        for label_x, label_y, anchor, box in choices
    ]


def _length(text: str) -> float:
    """In heights of its letters."""
    return sum(HAN if ord(one) > 0x2E7F else LATIN for one in text)


def _is_inside(box: Box) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= WIDE - 2 and box[3] <= HIGH - 2


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

"""Where the schematic map shows what: a wash of colour for each district, peaks, waters and the station.

Invented on a canvas of 760 by 540; only the directions are true. There are no boundaries in it.
"""

from dataclasses import dataclass
from functools import cache
from math import hypot

WIDTH, HEIGHT = 760, 540
# how far the edge of a wash strays from its oval, all the way round; each layer starts elsewhere
WAVER = (1.0, 0.94, 1.07, 0.96, 1.05, 0.91, 1.04, 1.0, 0.92, 1.08, 0.97, 0.9, 1.03, 0.95)
LAYERS = (1.0, 0.9, 0.74)
# the directions of a circle in fourteen steps
ROUND = (
    (1.0, 0.0), (0.901, 0.434), (0.623, 0.782), (0.223, 0.975), (-0.223, 0.975), (-0.623, 0.782),
    (-0.901, 0.434), (-1.0, 0.0), (-0.901, -0.434), (-0.623, -0.782), (-0.223, -0.975),
    (0.223, -0.975), (0.623, -0.782), (0.901, -0.434),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map that pins keep out of."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map, in both languages, at the middle of its foot."""

    name: str
    name_en: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Peak(Label):
    """A mountain below its name."""

    size: float


@dataclass(frozen=True, slots=True)
class Wash:
    """A district's oval. Pins stand inside it and keep out of the boxes."""

    code: str
    label: Label
    tone: str
    x: float
    y: float
    across: float
    down: float
    kept_free: tuple[Box, ...] = ()
    # where one large circle stands for all its sites
    tally: tuple[float, float] = (0, 0)

    def layers(self) -> tuple[str, ...]:
        """Three outlines, each inside the other, as SVG path data."""
        turns = range(len(LAYERS))
        return tuple(_outline(self, LAYERS[turn], start=round(self.x) + turn * 5) for turn in turns)

    def holds(self, x: float, y: float, *, margin: float = 0) -> bool:
        """Whether a point lies in the oval, at least `margin` from its edge."""
        return (
            hypot((x - self.x) / (self.across - margin), (y - self.y) / (self.down - margin)) <= 1
        )


@cache
def _outline(oval: Wash, share: float, *, start: int) -> str:
    points = []
    for turn, (right, low) in enumerate(ROUND):
        reach = share * WAVER[(turn + start) % len(WAVER)]
        points.append((oval.x + oval.across * right * reach, oval.y + oval.down * low * reach))
    middles = [
        ((x + after_x) / 2, (y + after_y) / 2)
        for (x, y), (after_x, after_y) in zip(points, [*points[1:], points[0]], strict=True)
    ]
    path = f"M{middles[-1][0]:.0f} {middles[-1][1]:.0f}"
    for (x, y), (middle_x, middle_y) in zip(points, middles, strict=True):
        path += f"Q{x:.0f} {y:.0f} {middle_x:.0f} {middle_y:.0f}"
    return path + "z"


WASHES = (
    Wash("341003", Label("黄山区", "Huangshan", 380, 40), "hill", 382, 104, 214, 96),
    Wash("341024", Label("祁门县", "Qimen", 90, 222), "leaf", 88, 276, 86, 100),
    Wash("341023", Label("黟县", "Yixian", 272, 226), "slate", 272, 280, 96, 80),
    Wash("341004", Label("徽州区", "Huizhou", 474, 232), "leaf", 460, 274, 80, 70),
    Wash("341021", Label("歙县", "Shexian", 650, 222), "slate", 650, 322, 106, 142),
    Wash("341002", Label("屯溪区", "Tunxi", 452, 500), "hill", 450, 420, 92, 74),
    Wash("341022", Label("休宁县", "Xiuning", 230, 518), "leaf", 226, 440, 128, 84),
)
PEAKS = (
    Peak("黄山", "Mt Huangshan", 382, 142, 1.9),
    Peak("牯牛降", "Guniujiang", 88, 106, 1.35),
    Peak("齐云山", "Qiyunshan", 128, 370, 1.0),
    Peak("清凉峰", "Qingliangfeng", 664, 106, 1.35),
)
RIVER = "M112 524C180 472 240 440 318 430S390 424 422 394 486 356 552 362 660 432 772 440"
STREAMS = (
    "M282 250C312 306 330 382 370 424",
    "M462 204C492 246 472 306 498 362",
    "M96 232C86 316 66 384 24 432",
)
LAKE = "M306 82C322 62 362 76 396 73S470 68 476 88 430 104 402 110 318 112 306 82z"
WATERS = (Label("太平湖", "Taiping Lake", 392, 98), Label("新安江", "Xin'an River", 634, 384))
STATION = Label("黄山北站", "Huangshan North", 514, 352)

"""The map as a whole in its two shapes: wide for a page, tall for a side column or a phone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeVar

from sites.regions.spreading import spread
from sites.regions.washes import (
    HEIGHT,
    LAKE,
    PEAKS,
    RIVER,
    STATION,
    STREAMS,
    WASHES,
    WATERS,
    WIDTH,
    Box,
    Label,
    Peak,
    Wash,
)

Shape = Literal["wide", "tall"]
TALLY_RADIUS = 19
Named = TypeVar("Named", bound=Label)


@dataclass(frozen=True)
class SchematicMap:
    """Everything that is drawn below the pins. Paths are on the wide canvas, to be stretched; the rest is placed."""

    shape: Shape
    width: int
    height: int
    stretch: tuple[float, float]
    pin_radius: float
    washes: tuple[Wash, ...]
    peaks: tuple[Peak, ...]
    waters: tuple[Label, ...]
    station: Label
    river: str = RIVER
    streams: tuple[str, ...] = STREAMS
    lake: str = LAKE

    @cached_property
    def washes_by_code(self) -> Mapping[str, Wash]:
        return MappingProxyType({wash.code: wash for wash in self.washes})

    def wash(self, code: str) -> Wash | None:
        return self.washes_by_code.get(code)


def _drawn(shape: Shape, *, across: float, down: float, pin_radius: float) -> SchematicMap:
    def moved(label: Named) -> Named:
        return replace(label, x=round(label.x * across), y=round(label.y * down))

    peaks = tuple(moved(peak) for peak in PEAKS)
    waters = tuple(moved(water) for water in WATERS)
    station, titles = moved(STATION), [moved(wash.label) for wash in WASHES]
    boxes = tuple(_kept_free(titles, peaks, waters, station))
    ovals = tuple(
        _moved_wash(wash, title, boxes, across=across, down=down)
        for wash, title in zip(WASHES, titles, strict=True)
    )
    size = round(WIDTH * across), round(HEIGHT * down)
    return SchematicMap(shape, *size, (across, down), pin_radius, ovals, peaks, waters, station)


def _kept_free(
    titles: list[Label], peaks: tuple[Peak, ...], waters: tuple[Label, ...], station: Label
) -> Iterator[Box]:
    for title in titles:
        yield Box(title.x - 58, title.y - 17, title.x + 58, title.y + 5)
    for peak in peaks:
        half, deep = 26 * peak.size, 38 * peak.size
        yield Box(peak.x - 46, peak.y - 15, peak.x + 46, peak.y)
        yield Box(peak.x - half, peak.y, peak.x + half, peak.y + deep)
    for water in waters:
        yield Box(water.x - 42, water.y - 13, water.x + 42, water.y + 3)
    yield Box(station.x - 8, station.y - 12, station.x + 112, station.y + 5)


def _moved_wash(
    wash: Wash, title: Label, boxes: tuple[Box, ...], *, across: float, down: float
) -> Wash:
    moved = replace(
        wash,
        label=title,
        x=wash.x * across,
        y=wash.y * down,
        across=wash.across * across,
        down=wash.down * down,
    )
    free = replace(moved, kept_free=tuple(box for box in boxes if _meets(box, moved)))
    spots, _ = spread([(moved.x, moved.y)], free, radius=TALLY_RADIUS)
    return replace(free, tally=spots[0])


def _meets(box: Box, wash: Wash) -> bool:
    beside = box.right > wash.x - wash.across and box.left < wash.x + wash.across
    return beside and box.bottom > wash.y - wash.down and box.top < wash.y + wash.down


WIDE = _drawn("wide", across=1.0, down=1.0, pin_radius=11)
TALL = _drawn("tall", across=0.56, down=1.1, pin_radius=12)
MAPS: Mapping[Shape, SchematicMap] = MappingProxyType({"wide": WIDE, "tall": TALL})

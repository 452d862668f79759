"""A village: white walls and dark tiles along the water, a bridge at its end."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.sky import paint_birds
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_crag, paint_flowers, paint_grove, paint_pine
from sites.listings.drawing.water import paint_bank, paint_boat, paint_ripples, paint_water

LEVEL = 282


def paint_village(stage: Stage) -> None:
    paint_backdrop(stage)
    paint_hills(stage, base=250, rise=30)
    left, right = _extent(stage)
    paint_grove(stage, x=left - 14, y=LEVEL, count=5, size=1.2)
    paint_grove(stage, x=right + 26, y=LEVEL, count=6, size=1.3)
    paint_birds(stage, x=stage.across(0.55), y=62)
    paint_back_row(stage, left=left + 18, right=right - 20, level=LEVEL)
    front = paint_front_row(stage, left=left, right=right, level=LEVEL)
    paint_water(stage, level=LEVEL, reflected=(front,))
    paint_bank(stage, level=LEVEL)
    _paint_foreground(stage)


def _paint_foreground(stage: Stage) -> None:
    if stage.palette.accent != stage.palette.window:
        paint_flowers(stage, level=LEVEL, count=round(16 * stage.breadth))
    paint_ripples(stage, level=LEVEL, count=9)
    paint_boat(stage, x=stage.across(stage.chance.between(0.6, 0.72)), y=326, size=0.85)
    paint_crag(stage, x=stage.across(0.05), y=330)
    paint_pine(stage, x=stage.across(0.05), y=334, size=1.1, leans=stage.facing)


def paint_back_row(stage: Stage, *, left: int, right: int, level: int, size: float = 1) -> None:
    """Gables that look over the first row, paler with distance."""
    row, chance, x = Row(), stage.chance, left
    while x < right - 40 * size:
        wide = round(chance.between(38, 54) * size)
        tall = round(chance.between(66, 84) * size)
        if chance.happens(0.6):
            row.gable(x, level - 4, wide, tall, steps=2, door=False)
        else:
            row.hall(x, level - 4, wide + 14, round(tall * 0.72), roof=12)
            wide += 14
        x += wide + round(chance.between(12, 34) * size)
    row.paint(stage, distance=0.3, lit=False)


def paint_front_row(stage: Stage, *, left: int, right: int, level: int, size: float = 1) -> str:
    """Halls and gables in turn; returns the id of the row for its reflection."""
    row, chance, x = Row(), stage.chance, left
    tall_next = chance.happens(0.5)
    while x < right - 44 * size:
        wide = round(chance.between(*((44, 58) if tall_next else (60, 92))) * size)
        if tall_next:
            steps = 3 if wide > 50 * size and chance.happens(0.6) else 2
            row.gable(x, level, wide, round(chance.between(52, 68) * size), steps=steps)
        else:
            row.hall(x, level, wide, round(chance.between(28, 37) * size), roof=round(14 * size))
        x += wide + round(chance.between(5, 12) * size)
        tall_next = not tall_next and chance.happens(0.85)
    return row.paint(stage)


def _extent(stage: Stage) -> tuple[int, int]:
    half = round(196 + 60 * (stage.breadth - 1)) if stage.breadth > 1 else 196
    centre = stage.centre + 6 * stage.facing
    return centre - half, centre + half


def bridge_path(x: int, level: int, wide: int) -> tuple[str, str]:
    """An arched stone bridge: its body, and the line of its parapet."""
    rise, inner = wide * 2 // 5, wide - 26
    body = f"M{x} {level}q{wide // 2} -{rise * 2} {wide} 0h-13q-{inner // 2} -{rise * 3 // 2} -{inner} 0z"
    return body, f"M{x - 6} {level - 1}q{wide // 2 + 6} -{rise * 2} {wide + 12} 0"


def paint_bridge(stage: Stage, *, x: int, level: int, wide: int) -> None:
    body, parapet = bridge_path(x, level, wide)
    stage.canvas.fill(body, mix(stage.palette.shade, stage.palette.near, 0.12))
    stage.canvas.stroke(parapet, stage.palette.roof, width=2.4)

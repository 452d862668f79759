"""A sanatorium: a long house with balconies above a lawn, firs behind it."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import fir, paint_crag, paint_grove, paint_pine

GROUND = 292


def paint_sanatorium(stage: Stage) -> None:
    paint_backdrop(stage)
    paint_hills(stage, base=242, rise=42, firs=14)
    _paint_wood(stage)
    middle = stage.centre - 12 * stage.facing
    _paint_house(stage, middle)
    _paint_lawn(stage)
    _paint_way(stage, door=middle + 131)
    paint_grove(stage, x=stage.across(0.86), y=330, count=6, size=0.85)
    paint_grove(stage, x=stage.across(0.24), y=318, count=4, size=0.6)
    paint_crag(stage, x=stage.across(0.05), y=336)
    paint_pine(stage, x=stage.across(0.05), y=340, size=1.2, leans=stage.facing)


def _paint_wood(stage: Stage) -> None:
    for depth, low, high in ((0.7, 34, 48), (0.4, 42, 66)):
        path = "".join(
            fir((turn + stage.chance.between(0, 1)) * 30, GROUND + 2, stage.chance.whole(low, high))
            for turn in range(stage.width // 30 + 1)
            if stage.chance.happens(0.72)
        )
        stage.canvas.fill(path, stage.foliage(depth))


def _paint_house(stage: Stage, centre: int) -> None:
    back = Row()
    back.hall(centre - 46, GROUND - 2, 150, 74, roof=15, storeys=4)
    back.paint(stage, distance=0.08)
    front = Row()
    front.hall(centre - 178, GROUND, 132, 44, roof=14, storeys=2)
    front.gable(centre + 96, GROUND, 70, 82, steps=2)
    front.paint(stage)
    rails = "".join(f"M{centre - 42} {GROUND - 58 + row * 16}h138" for row in range(4))
    stage.canvas.stroke(rails, stage.palette.shade, width=2)


def _paint_lawn(stage: Stage) -> None:
    palette, wide = stage.palette, stage.width
    third = wide // 3
    upper = mix(palette.ground, palette.mist, 0.22)
    paint = stage.canvas.fade(upper, palette.ground, top=GROUND, bottom=360)
    edge = f"M0 {GROUND + 2}q{third} -8 {third} -3t{third} 0 {wide - 2 * third} 2"
    stage.canvas.fill(f"{edge}V362H0z", paint)


def _paint_way(stage: Stage, *, door: int) -> None:
    """The path that winds down from the door, and the clipped hedge along the house."""
    way = f"M{door - 8} {GROUND - 1}q-6 22 -58 34t-104 37h104q4 -22 50 -36t22 -35z"
    stage.canvas.fill(way, stage.palette.mist, opacity=0.92)
    hedge = f"M{door - 306} {GROUND - 1}h268M{door + 22} {GROUND - 1}h24"
    leaves = ' stroke-dasharray=".1 8"'
    lit = mix(stage.foliage(), stage.palette.ground, 0.4)
    stage.canvas.stroke(hedge, stage.foliage(), width=10, extra=leaves)
    stage.canvas.stroke(hedge, lit, width=5, extra=leaves)

"""A place of culture: a memorial archway of Shexian before the gate of an academy."""

from sites.listings.drawing.archway import paint_archway
from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.sky import paint_birds
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_crag, paint_grove, paint_pine

GROUND = 296


def paint_culture(stage: Stage) -> None:
    paint_backdrop(stage)
    paint_hills(stage)
    centre = stage.centre
    for side in (-1, 1):
        paint_grove(stage, x=centre + side * 262, y=GROUND - 4, count=6, size=1.2)
    _paint_academy(stage, centre)
    _paint_court(stage, centre)
    paint_archway(stage, x=centre, y=GROUND + 4)
    paint_crag(stage, x=stage.across(0.04), y=336)
    paint_pine(stage, x=stage.across(0.04), y=340, size=1.2, leans=stage.facing)
    paint_birds(stage, x=stage.across(0.56), y=66)


def _paint_academy(stage: Stage, centre: int) -> None:
    row = Row()
    row.hall(centre - 238, GROUND - 6, 116, 40, roof=17)
    row.hall(centre + 122, GROUND - 6, 116, 40, roof=17)
    row.hall(centre - 60, GROUND - 6, 120, 44, roof=19, ends="")
    row.gable(centre - 118, GROUND - 4, 58, 74, steps=2, door=False)
    row.gable(centre + 60, GROUND - 4, 58, 74, steps=2, door=False)
    row.paint(stage, distance=0.16, lit=False)


def _paint_court(stage: Stage, centre: int) -> None:
    palette = stage.palette
    grass = stage.canvas.fade(
        mix(palette.ground, palette.mist, 0.42), palette.ground, top=GROUND - 4, bottom=372
    )
    stage.canvas.fill(f"M0 {GROUND - 4}h{stage.width}V362H0z", grass)
    stage.canvas.fill(
        f"M{centre - 34} {GROUND - 4}L{centre - 128} 362h256L{centre + 34} {GROUND - 4}z",
        palette.mist,
    )
    steps = "".join(
        f"M{centre - half} {y}h{2 * half}"
        for half, y in ((44, 305), (58, 318), (77, 334), (98, 351))
    )
    stage.canvas.stroke(steps, palette.middle, width=1, opacity=0.4)

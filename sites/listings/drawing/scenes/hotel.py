"""A hotel: a tall house with two wings by the water."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_crag, paint_grove, paint_pine
from sites.listings.drawing.water import paint_bank, paint_ripples, paint_water

LEVEL = 288


def paint_hotel(stage: Stage) -> None:
    paint_backdrop(stage)
    paint_hills(stage)
    centre = stage.centre - 6 * stage.facing
    for side, count in ((-1, 6), (1, 6)):
        paint_grove(stage, x=centre + side * 268, y=LEVEL, count=count, size=1.15)
    _paint_tower(stage, centre)
    front = _paint_front(stage, centre)
    paint_water(stage, level=LEVEL, reflected=(front,))
    paint_bank(stage, level=LEVEL)
    paint_ripples(stage, level=LEVEL, count=9)
    paint_crag(stage, x=stage.across(0.05), y=330)
    paint_pine(stage, x=stage.across(0.05), y=334, size=1.1, leans=stage.facing)


def _paint_tower(stage: Stage, centre: int) -> None:
    tower = Row()
    tower.hall(centre - 66, LEVEL - 4, 132, 92, roof=19, storeys=2, ends="")
    tower.paint(stage, distance=0.07)


def _paint_front(stage: Stage, centre: int) -> str:
    row = Row()
    for left in (centre - 164, centre + 56):
        row.hall(left, LEVEL, 108, 56, roof=15, storeys=3)
    row.hall(centre - 230, LEVEL, 64, 31, roof=12, ends="l")
    row.hall(centre + 166, LEVEL, 64, 31, roof=12, ends="r")
    row.gable(centre - 46, LEVEL, 92, 94, steps=3)
    return row.paint(stage)

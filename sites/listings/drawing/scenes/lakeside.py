"""By the lake: wide water, a pavilion on its causeway, a boat, reeds in front."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.pavilion import paint_pavilion
from sites.listings.drawing.sky import paint_birds
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_grove, paint_reeds
from sites.listings.drawing.water import paint_bank, paint_boat, paint_ripples, paint_water

LEVEL = 256


def paint_lakeside(stage: Stage) -> None:
    paint_backdrop(stage, rise=126)
    paint_hills(stage, base=246, rise=26)
    x = stage.across(0.63)
    paint_grove(stage, x=x + 92, y=LEVEL, count=4, size=0.95)
    paint_grove(stage, x=x - 92, y=LEVEL, count=4, size=0.95)
    houses = _paint_houses(stage, x)
    paint_water(stage, level=LEVEL, reflected=(houses,))
    paint_bank(stage, level=LEVEL)
    paint_pavilion(stage, x=stage.across(0.33), y=LEVEL + 20)
    paint_ripples(stage, level=LEVEL, count=14)
    paint_boat(stage, x=stage.across(0.5), y=312, size=1.05)
    paint_reeds(stage, x=stage.across(0.9), count=17)
    paint_birds(stage, x=stage.across(0.54), y=66)


def _paint_houses(stage: Stage, x: int) -> str:
    row = Row()
    row.hall(x - 34, LEVEL, 68, 27, roof=13)
    row.gable(x + 40, LEVEL, 44, 48)
    row.gable(x - 84, LEVEL, 44, 44)
    return row.paint(stage)

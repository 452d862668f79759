"""By the lake: wide water, a pavilion on its causeway, a boat, reeds in front."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
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


def paint_pavilion(stage: Stage, *, x: int, y: int) -> None:
    """A pavilion on stilts at the end of a plank bridge; y is where its posts meet the water."""
    palette, side = stage.palette, stage.facing
    deck, shore = y - 10, x - side * round(stage.width * 0.36)
    wood = mix(palette.roof, palette.near, 0.25)
    planks = "".join(f"M{x - side * turn} {deck}v10" for turn in range(36, abs(x - shore), 26))
    stage.canvas.stroke(
        f"{planks}M{x - 20} {deck}v11M{x + 20} {deck}v11", wood, width=2, opacity=0.8
    )
    stage.canvas.stroke(
        f"M{x - side * -28} {deck}H{shore}", mix(palette.shade, palette.near, 0.4), width=4
    )
    stage.canvas.stroke(
        f"M{x - 17} {deck}v-23M{x + 17} {deck}v-23M{x - 6} {deck}v-23M{x + 6} {deck}v-23",
        wood,
        width=2.2,
    )
    stage.canvas.stroke(f"M{x - 18} {deck - 7}h36", wood, width=1.4)
    stage.canvas.fill(
        f"M{x - 33} {deck - 25}q19 -3 27 -19h12q8 16 27 19l-3 3q-30 -5 -60 0z"
        f"M{x - 3} {deck - 43}l3 -9 3 9z",
        palette.roof,
    )


def _paint_houses(stage: Stage, x: int) -> str:
    row = Row()
    row.hall(x - 34, LEVEL, 68, 27, roof=13)
    row.gable(x + 40, LEVEL, 44, 48)
    row.gable(x - 84, LEVEL, 44, 44)
    return row.paint(stage)

"""The wide scene of the home page: quiet sky on the left for words, the massif on the right, a village by the water."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.ridges import (
    Peak,
    Ridge,
    paint_flanks,
    paint_ridge,
    paint_strokes,
    ridge,
)
from sites.listings.drawing.scenes.village import paint_back_row, paint_bridge, paint_front_row
from sites.listings.drawing.sky import paint_birds, paint_mist, paint_sky, paint_sun
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import (
    paint_crag,
    paint_firs,
    paint_flowers,
    paint_grove,
    paint_pine,
)
from sites.listings.drawing.water import paint_bank, paint_boat, paint_ripples, paint_water

LEVEL = 468
Places = tuple[tuple[float, int, int], ...]

# share of the width, rise, reach
DISTANT: Places = (
    (0.05, 58, 130),
    (0.24, 84, 130),
    (0.42, 56, 110),
    (0.6, 106, 110),
    (0.9, 132, 120),
)
MASSIF: Places = (
    (0.735, 262, 46),
    (0.782, 196, 30),
    (0.695, 170, 34),
    (0.83, 168, 38),
    (0.655, 96, 44),
    (0.88, 84, 56),
)
SPURS: Places = ((0.52, 40, 90), (0.33, 36, 90), (0.96, 60, 80))
MIDDLE: Places = (
    (0.01, 92, 76),
    (0.17, 52, 70),
    (0.36, 36, 80),
    (0.56, 60, 66),
    (0.66, 88, 62),
    (0.86, 104, 76),
    (0.98, 112, 70),
)
WOODED: Places = (
    (0, 66, 150),
    (0.2, 26, 130),
    (0.44, 32, 150),
    (0.64, 40, 120),
    (0.8, 58, 130),
    (1, 74, 110),
)
GROVES = ((0.43, 6, 1.4), (0.51, 5, 1.2), (0.705, 5, 1.2), (0.9, 8, 1.5), (0.97, 6, 1.4))


def paint_home(stage: Stage) -> None:
    paint_sky(stage, horizon=390)
    paint_sun(stage, x=stage.across(0.575), y=118, radius=36)
    _paint_mountains(stage)
    for share, count, size in GROVES:
        paint_grove(stage, x=stage.across(share), y=LEVEL, count=count, size=size)
    _paint_village(stage)
    paint_flowers(stage, level=LEVEL, count=54)
    paint_ripples(stage, level=LEVEL, count=26)
    paint_boat(stage, x=stage.across(0.63), y=516, size=1.1)
    paint_boat(stage, x=stage.across(0.3), y=492, size=0.6)
    paint_birds(stage, x=stage.across(0.485), y=96)
    paint_birds(stage, x=stage.across(0.64), y=152)
    paint_crag(stage, x=stage.across(0.94), y=544, wide=160)
    paint_pine(stage, x=stage.across(0.938), y=552, size=2.5, leans=-1)


def _paint_mountains(stage: Stage) -> None:
    palette = stage.palette
    distant = ridge(stage, _peaks(stage, DISTANT), base=332, rough=3)
    paint_ridge(stage, distant, mix(palette.far, palette.horizon, 0.52), ink=0.18)
    peaks = _peaks(stage, MASSIF)
    massif = ridge(stage, peaks + _peaks(stage, SPURS), base=384, rough=5)
    paint_ridge(stage, massif, palette.far, ink=0.5)
    paint_flanks(stage, massif, peaks[:5], palette.middle)
    paint_strokes(stage, massif, peaks[:4], palette.middle)
    paint_mist(stage, top=262, deep=132, strength=0.85)
    paint_ridge(stage, ridge(stage, _peaks(stage, MIDDLE), base=412, rough=4), palette.middle)
    paint_mist(stage, top=318, deep=98, strength=0.85)
    _paint_woods(stage, ridge(stage, _peaks(stage, WOODED), base=438, rough=2))


def _paint_woods(stage: Stage, hills: Ridge) -> None:
    palette = stage.palette
    lower = mix(palette.near, palette.mist, 0.45)
    paint_ridge(stage, hills, palette.near, into=lower, depth=80, ink=0)
    paint_firs(stage, hills, count=64, tall=(11, 22), colour=stage.foliage())


def _paint_village(stage: Stage) -> None:
    parts = ((0.47, 0.69, 1.2), (0.74, 0.885, 1.08))
    rows = []
    for left, right, size in parts:
        edge, end = stage.across(left), stage.across(right)
        paint_back_row(stage, left=edge + 34, right=end - 10, level=LEVEL, size=size)
        rows.append(paint_front_row(stage, left=edge, right=end, level=LEVEL, size=size))
    paint_water(stage, level=LEVEL, reflected=tuple(rows))
    paint_bank(stage, level=LEVEL)
    paint_bridge(stage, x=stage.across(0.69), level=LEVEL, wide=88)


def _peaks(stage: Stage, places: Places) -> list[Peak]:
    return [Peak(stage.across(share), rise, reach) for share, rise, reach in places]

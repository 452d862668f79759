"""What lies behind every place: sky, sun, the far massif, mist, a middle range and the wooded hills."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.ridges import (
    Peak,
    Ridge,
    paint_flanks,
    paint_ridge,
    paint_strokes,
    ridge,
)
from sites.listings.drawing.sky import paint_mist, paint_sky, paint_sun
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_firs

# distance from the main peak, share of its rise, reach
MASSIF = ((0, 1.0, 30), (52, 0.66, 20), (-70, 0.52, 24), (104, 0.46, 26), (-122, 0.3, 30))


def paint_backdrop(stage: Stage, *, rise: int = 146) -> None:
    """Everything down to the middle range; `rise` is the height of the massif above its mist."""
    palette, chance = stage.palette, stage.chance
    paint_sky(stage)
    paint_sun(
        stage,
        x=stage.across(chance.between(0.68, 0.78)),
        y=chance.whole(56, 82),
        radius=chance.whole(20, 25),
    )
    _paint_distance(stage, mix(palette.far, palette.horizon, 0.52))
    _paint_massif(stage, rise=rise)
    paint_mist(stage, top=146, deep=92, strength=0.8)
    _paint_middle(stage)
    paint_mist(stage, top=190, deep=64, strength=0.85)


def paint_hills(
    stage: Stage, *, base: int = 254, rise: int = 28, colour: str = "", firs: int = 22
) -> Ridge:
    """The near wooded hills, from which the place itself stands out."""
    palette, chance = stage.palette, stage.chance
    colour = colour or palette.near
    peaks = [
        Peak(stage.across(share), rise * chance.between(0.7, 1.25), chance.between(80, 130))
        for share in (0, 0.3, 0.72, 1)
    ]
    hills = ridge(stage, peaks, base=base, rough=2)
    paint_ridge(stage, hills, colour, into=mix(colour, palette.mist, 0.5), depth=66, ink=0)
    if firs:
        count = round(firs * stage.breadth)
        paint_firs(stage, hills, count=count, tall=(9, 17), colour=mix(colour, palette.tree, 0.6))
    return hills


def _paint_distance(stage: Stage, colour: str) -> None:
    chance, count = stage.chance, round(4 * stage.breadth)
    peaks = [
        Peak(
            (turn + chance.between(0.1, 0.9)) / count * stage.width,
            chance.between(34, 66),
            chance.between(50, 84),
        )
        for turn in range(count)
    ]
    paint_ridge(stage, ridge(stage, peaks, base=192, rough=2), colour, ink=0.18)


def _paint_massif(stage: Stage, *, rise: int) -> None:
    peaks, palette = _massif_peaks(stage, rise), stage.palette
    spurs = [Peak(stage.across(0.86), rise * 0.3, 60), Peak(stage.across(0.6), rise * 0.16, 70)]
    massif = ridge(stage, peaks + spurs, base=232, rough=4)
    paint_ridge(stage, massif, palette.far, depth=4, ink=0.5)
    paint_flanks(stage, massif, peaks[:4], palette.middle)
    paint_strokes(stage, massif, peaks[:3], palette.middle)


def _massif_peaks(stage: Stage, rise: int) -> list[Peak]:
    chance, side = stage.chance, stage.facing
    main = stage.across(chance.between(0.26, 0.36))
    return [
        Peak(
            main + side * offset + chance.between(-9, 9),
            rise * share * chance.between(0.92, 1.06),
            reach,
        )
        for offset, share, reach in MASSIF
    ]


def _paint_middle(stage: Stage) -> None:
    chance = stage.chance
    peaks = [
        Peak(stage.across(share), chance.between(44, 74), chance.between(38, 58))
        for share in (chance.between(0, 0.12), chance.between(0.5, 0.62), chance.between(0.84, 1))
    ]
    paint_ridge(stage, ridge(stage, peaks, base=248, rough=3), stage.palette.middle, ink=0.3)

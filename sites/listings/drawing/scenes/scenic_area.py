"""A scenic area: granite peaks above a sea of clouds, a pine on the rock in front."""

from collections.abc import Sequence

from sites.listings.drawing.lines import smooth
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.ridges import Peak
from sites.listings.drawing.sky import paint_birds, paint_mist, paint_sky, paint_sun
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_crag, paint_pine

# a shaft of granite: where its outline runs, in widths from its axis and shares of its height
LEFT = (
    (-1.5, -0.12),
    (-0.68, 0.16),
    (-0.54, 0.44),
    (-0.5, 0.6),
    (-0.42, 0.64),
    (-0.4, 0.8),
    (-0.3, 0.86),
    (-0.24, 0.95),
)
TOP = ((-0.12, 0.99), (0.05, 1.02), (0.14, 0.96), (0.24, 0.97), (0.32, 0.88))
RIGHT = ((0.38, 0.76), (0.46, 0.72), (0.5, 0.5), (0.58, 0.44), (0.68, 0.18), (1.5, -0.12))
SPINE = ((0.2, 0.06), (-0.06, 0.3), (0.1, 0.5), (-0.04, 0.7), (0.1, 0.84), (0.05, 1.0))

FARTHEST = ((0.9, 118, 44), (0.79, 150, 40), (0.67, 108, 50), (0.03, 118, 54))
MIDDLE = ((0.23, 152, 56), (0.47, 172, 54), (0.35, 232, 64), (0.57, 108, 48))
NEAREST = ((0.7, 88, 60), (0.83, 134, 60), (0.95, 92, 66))


def paint_scenic_area(stage: Stage) -> None:
    chance = stage.chance
    paint_sky(stage)
    paint_sun(stage, x=stage.across(chance.between(0.7, 0.76)), y=chance.whole(58, 74), radius=24)
    _paint_far_rocks(stage)
    paint_mist(stage, top=196, deep=92, strength=0.85)
    paint_clouds(stage, top=266, opacity=0.75)
    nearest = _peaks(stage, NEAREST)
    paint_shafts(stage, nearest, base=334, colour=stage.palette.near, ink=stage.palette.roof)
    paint_tufts(stage, nearest, base=334)
    paint_clouds(stage, top=304, opacity=0.9)
    paint_clouds(stage, top=332, opacity=0.96)
    paint_birds(stage, x=stage.across(0.6), y=112)
    paint_crag(stage, x=stage.across(0.1), y=306, wide=78)
    paint_pine(stage, x=stage.across(0.1), y=310, size=1.5, leans=stage.facing)


def _paint_far_rocks(stage: Stage) -> None:
    palette = stage.palette
    pale = mix(palette.far, palette.horizon, 0.45)
    paint_shafts(stage, _peaks(stage, FARTHEST), base=262, colour=pale, ink=palette.far)
    middle = _peaks(stage, MIDDLE)
    paint_shafts(stage, middle, base=294, colour=palette.middle, ink=palette.near)
    paint_tufts(stage, middle, base=294)


def paint_shafts(stage: Stage, peaks: Sequence[Peak], *, base: int, colour: str, ink: str) -> None:
    """Steep rocks with one flank in shade, sinking into cloud at their base."""
    bodies = flanks = cuts = ""
    for peak in peaks:
        bodies += _outline(stage, peak, base, (*LEFT, *TOP, *RIGHT)) + "z"
        flanks += _outline(stage, peak, base, (*SPINE, *TOP[2:], *RIGHT[:5])) + "z"
        cuts += _joints(stage, peak, base)
    top, canvas, mist = base - max(peak.rise for peak in peaks), stage.canvas, stage.palette.mist
    canvas.fill(bodies, canvas.fade(colour, mist, top=top, bottom=base + 6))
    canvas.fill(flanks, canvas.fade(ink, mist, top=top, bottom=base - 6), opacity=0.4)
    canvas.stroke(cuts, ink, width=1.1, opacity=0.4)


def _joints(stage: Stage, peak: Peak, base: int) -> str:
    """The upright cracks of granite."""
    path = ""
    for turn in range(4):
        x = round(peak.x + (turn - 1.5) * peak.reach * 0.2)
        y = round(base - peak.rise * stage.chance.between(0.62, 0.86))
        bend, down = stage.chance.whole(-3, 4), peak.rise * stage.chance.between(0.16, 0.36)
        path += f"M{x} {y}q{bend} {round(peak.rise * 0.12)} 1 {round(down)}"
    return path


def paint_tufts(stage: Stage, peaks: Sequence[Peak], *, base: int) -> None:
    """Small pines that hold on to the ledges."""
    path = ""
    for peak in peaks:
        for turn in range(4):
            share = 0.985 - turn * 0.14 + stage.chance.between(-0.03, 0.02)
            side = stage.chance.one_of((-1, 1)) if turn else 0
            x = round(peak.x + side * peak.reach * (0.24 + turn * 0.05) + 2 * stage.facing)
            path += _tuft(x, round(base - peak.rise * share), stage.chance.whole(9, 15), side)
    stage.canvas.stroke(path, stage.palette.tree, width=3.1)


def _tuft(x: int, y: int, wide: int, side: int) -> str:
    """Two level pads on a short stem, leaning out over the drop."""
    top, out = wide * 5 // 9, side * 2
    return f"M{x - out} {y + 4}l{out} -3M{x - wide // 2 + out} {y}h{wide}M{x - top // 2 + 2 * out} {y - 4}h{top}"


def paint_clouds(stage: Stage, *, top: int, opacity: float) -> None:
    path, x = f"M-10 {top + 60}V{top}", -10
    while x < stage.width:
        step = stage.chance.whole(46, 104)
        path += f"q{step // 2} -{stage.chance.whole(12, 26)} {step} {stage.chance.whole(-3, 3)}"
        x += step
    light = mix(stage.palette.mist, "#FFFFFF", 0.55)
    paint = stage.canvas.fade(
        light, mix(stage.palette.water, light, 0.2), top=top - 14, bottom=top + 66
    )
    stage.canvas.fill(f"{path}V362H-10z", paint, opacity=opacity)


def _peaks(stage: Stage, places: Sequence[tuple[float, int, int]]) -> list[Peak]:
    return [
        Peak(stage.across(share), rise + stage.chance.whole(-10, 10), reach)
        for share, rise, reach in places
    ]


def _outline(stage: Stage, peak: Peak, base: int, shape: Sequence[tuple[float, float]]) -> str:
    points = [
        (
            peak.x + stage.facing * peak.reach * across + stage.chance.between(-2, 2),
            base - peak.rise * up,
        )
        for across, up in shape
    ]
    return smooth(points)

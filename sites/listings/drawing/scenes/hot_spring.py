"""A hot spring: pools ringed with stones, steam rising past the bath house."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_crag, paint_grove, paint_pine

GROUND = 278


def paint_hot_spring(stage: Stage) -> None:
    paint_backdrop(stage)
    paint_hills(stage, base=242, rise=36)
    paint_grove(stage, x=stage.across(0.2), y=GROUND, count=5, size=1.25)
    paint_grove(stage, x=stage.across(0.84), y=GROUND, count=8, size=1.2)
    _paint_bath_house(stage)
    palette = stage.palette
    garden = stage.canvas.fade(
        mix(palette.ground, palette.mist, 0.4), palette.ground, top=GROUND, bottom=372
    )
    stage.canvas.fill(f"M0 {GROUND}h{stage.width}V362H0z", garden)
    for share, y, across, deep in ((0.84, 296, 58, 12), (0.16, 301, 50, 10), (0.53, 319, 128, 26)):
        paint_pool(stage, x=stage.across(share), y=y, across=across, deep=deep)
    _paint_steam(stage)
    paint_crag(stage, x=stage.across(0.04), y=336)
    paint_pine(stage, x=stage.across(0.04), y=340, size=1.2, leans=stage.facing)


def paint_pool(stage: Stage, *, x: int, y: int, across: int, deep: int) -> None:
    """Warm water in a ring of stones; those in front are larger."""
    palette = stage.palette
    _paint_stones(stage, x=x, y=y, across=across, deep=deep, behind=True)
    for share, colour in ((1.0, palette.pool), (0.72, mix(palette.pool, "#FFFFFF", 0.28))):
        stage.canvas.place(
            f'<ellipse cx="{x}" cy="{round(y + deep * (1 - share) * 0.6)}" rx="{round(across * share)}" '
            f'ry="{round(deep * share)}" fill="{colour}"/>'
        )
    lines = f"M{x - across // 2} {y - deep // 3}h{across // 2}M{x - across // 8} {y + deep // 3}h{across // 2}"
    stage.canvas.stroke(lines, "#FFFFFF", width=1.6, opacity=0.75)
    _paint_stones(stage, x=x, y=y, across=across, deep=deep, behind=False)


def _paint_stones(stage: Stage, *, x: int, y: int, across: int, deep: int, behind: bool) -> None:
    palette, dots = stage.palette, ""
    count = 6 + across // 16
    for turn in range(count):
        slope = (turn + 0.5) / count * 2 - 1 + stage.chance.between(-0.03, 0.03)
        square = slope * slope
        dx, dy = 2 * slope / (1 + square), (1 - square) / (1 + square)
        down = -dy if behind else dy
        dots += f"M{round(x + across * dx)} {round(y + deep * down)}h{stage.chance.whole(2, 9)}"
    name, wide = stage.canvas.name(), (5 if behind else 8) + deep // 5
    stage.canvas.define(f'<path id="{name}" d="{dots}"/>')
    for tone, size, shift in ((0.35, wide, 1), (0.75, wide * 0.6, -1)):
        stone = mix(palette.near, palette.shade, tone)
        stage.canvas.place(
            f'<use href="#{name}" y="{shift}" stroke="{stone}" stroke-width="{size:g}"/>'
        )


def _paint_bath_house(stage: Stage) -> None:
    row, x = Row(), stage.across(0.33) - 84
    beside = x + 118 if not stage.mirrored else x - 60
    row.hall(x, GROUND, 112, 32, roof=17)
    row.gable(beside, GROUND, 54, 64)
    row.paint(stage)


def _paint_steam(stage: Stage) -> None:
    canvas = stage.canvas
    path = ""
    for share, y in ((0.44, 310), (0.53, 318), (0.62, 308), (0.84, 292)):
        sway = stage.chance.whole(18, 28)
        path += f"M{stage.across(share)} {y}c-{sway} -26 {sway} -46 2 -78s{sway - 8} -44 -6 -{52 + sway}"
    blur = canvas.name()
    canvas.define(
        f'<filter id="{blur}" x="-20%" y="-10%" width="140%" height="120%">'
        '<feGaussianBlur stdDeviation="5.5"/></filter>'
    )
    canvas.stroke(path, "#FFFFFF", width=15, opacity=0.66, extra=f' filter="url(#{blur})"')

"""A tea garden: terraces in rows around a farmhouse, pickers under their hats."""

from sites.listings.drawing.backdrop import paint_backdrop, paint_hills
from sites.listings.drawing.houses import Row
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.sky import paint_birds
from sites.listings.drawing.stage import Stage
from sites.listings.drawing.trees import paint_grove


def paint_tea_garden(stage: Stage) -> None:
    paint_backdrop(stage, rise=124)
    paint_hills(
        stage, base=250, rise=26, colour=mix(stage.palette.middle, stage.palette.near, 0.35)
    )
    _paint_farm(stage, stage.across(0.52) - 52)
    wide = stage.breadth
    paint_mound(stage, x=stage.across(0.88), top=246, half=round(300 * wide), rows=7, tint=0.3)
    paint_mound(stage, x=stage.across(0.13), top=250, half=round(330 * wide), rows=7, tint=0.16)
    _paint_pickers(stage)
    paint_mound(stage, x=stage.across(0.57), top=296, half=round(430 * wide), rows=6, tint=0.0)
    paint_birds(stage, x=stage.across(0.48), y=70)


def paint_mound(stage: Stage, *, x: int, top: int, half: int, rows: int, tint: float) -> None:
    """One hill of tea: bushes in rows that follow its back."""
    palette = stage.palette
    bush = mix(palette.crop, palette.tree, tint)
    upper, lower = mix(bush, palette.horizon, 0.1), mix(bush, palette.tree, 0.5)
    soil = stage.canvas.fade(upper, lower, top=top, bottom=372)
    quarter = half // 2
    stage.canvas.fill(f"M{x - half} 374Q{x - quarter} {top} {x} {top}T{x + half} 374z", soil)
    path = ""
    for row in range(rows):
        y, foot = top + 10 + row * 12 + row * row, 374 + row * 22
        path += f"M{x - half + 8} {foot}Q{x - quarter} {y} {x} {y}T{x + half - 8} {foot}"
    _paint_bushes(stage, path, bush)


def _paint_bushes(stage: Stage, path: str, bush: str) -> None:
    palette, name = stage.palette, stage.canvas.name()
    dark, light = mix(bush, palette.tree, 0.6), mix(bush, palette.horizon, 0.3)
    stage.canvas.define(f'<path id="{name}" d="{path}" stroke-dasharray=".1 7"/>')
    for colour, wide, shift in ((dark, 9, 2), (bush, 7.5, 0), (light, 3.4, -1.6)):
        stage.canvas.place(
            f'<use href="#{name}" y="{shift:g}" stroke="{colour}" stroke-width="{wide:g}"/>'
        )


def _paint_farm(stage: Stage, x: int) -> None:
    paint_grove(stage, x=x - 20, y=288, count=5, size=1)
    paint_grove(stage, x=x + 130, y=288, count=6, size=1.1)
    farm = Row()
    farm.hall(x, 286, 66, 33, roof=14)
    farm.gable(x + 72, 286, 48, 58)
    farm.paint(stage)


def _paint_pickers(stage: Stage) -> None:
    palette, people, hats = stage.palette, "", ""
    for share, y in ((0.27, 286), (0.33, 294), (0.72, 290)):
        x = stage.across(share) + stage.chance.whole(-8, 8)
        people += f"M{x} {y + 9}v-7"
        hats += f"M{x - 7} {y - 1}l7 -6 7 6z"
    stage.canvas.stroke(people, mix(palette.roof, palette.middle, 0.35), width=7)
    stage.canvas.fill(hats, mix(palette.accent, palette.horizon, 0.35))

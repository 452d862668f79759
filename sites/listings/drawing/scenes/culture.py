"""A place of culture: a memorial archway of Shexian before the gate of an academy."""

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


def paint_archway(stage: Stage, *, x: int, y: int) -> None:
    """Four posts of stone under three roofs, a board with two words' room over the middle way."""
    palette = stage.palette
    stone, dark = mix(palette.wall, palette.middle, 0.14), mix(palette.shade, palette.middle, 0.35)
    posts = "".join(f"M{x + at} {y}v-{tall}h9v{tall}z" for at, tall in _posts())
    beams = (
        f"M{x - 100} {y - 78}h200v9h-200zM{x - 47} {y - 112}h94v8h-94zM{x - 47} {y - 94}h94v6h-94z"
    )
    feet = "".join(f"M{x + at - 4} {y}v-11h17v11z" for at, _ in _posts())
    sides = "".join(f"M{x + at + 6} {y}v-{tall}h3v{tall}z" for at, tall in _posts())
    stage.canvas.fill(posts + beams, stone)
    stage.canvas.fill(sides + f"M{x - 100} {y - 71}h200v2h-200zM{x - 47} {y - 106}h94v2h-94z", dark)
    stage.canvas.fill(feet, mix(stone, dark, 0.5))
    roofs = _roof(x, y - 122, 62) + _roof(x - 72, y - 89, 36) + _roof(x + 72, y - 89, 36)
    stage.canvas.fill(roofs, palette.roof)
    stage.canvas.fill(f"M{x - 20} {y - 112}h40v21h-40z", palette.roof)
    stage.canvas.stroke(
        f"M{x - 7} {y - 102}h.1m14 0h.1", palette.accent, width=8, extra=' stroke-linecap="square"'
    )


def _posts() -> tuple[tuple[int, int], ...]:
    return ((-98, 88), (-46, 121), (37, 121), (89, 88))


def _roof(x: int, y: int, half: int) -> str:
    inner = 2 * half - 32
    return (
        f"M{x - half - 8} {y - 9}q10 6 19 1l7 -11h{inner - 4}l7 11q9 5 19 -1q-3 12 -12 15h-{2 * half - 8}q-9 -3 -12 -15z"
        f"M{x - inner // 2 - 4} {y - 23}l5 3h{inner - 2}l5 -3v5h-{inner + 8}z"
    )


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

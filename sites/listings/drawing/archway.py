"""A memorial archway (牌坊) of Shexian: four posts of stone under three roofs, a board over the middle way."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage

# left edge from the middle, height
POSTS = ((-98, 88), (-46, 121), (37, 121), (89, 88))


def paint_archway(stage: Stage, *, x: int, y: int) -> None:
    """Stands with its middle at x, on the ground at y."""
    _paint_stone(stage, x, y)
    roofs = _roof(x, y - 122, 62) + _roof(x - 72, y - 89, 36) + _roof(x + 72, y - 89, 36)
    stage.canvas.fill(roofs, stage.palette.roof)
    stage.canvas.fill(f"M{x - 20} {y - 112}h40v21h-40z", stage.palette.roof)
    square = ' stroke-linecap="square"'
    stage.canvas.stroke(
        f"M{x - 7} {y - 102}h.1m14 0h.1", stage.palette.accent, width=8, extra=square
    )


def _paint_stone(stage: Stage, x: int, y: int) -> None:
    palette = stage.palette
    stone, dark = mix(palette.wall, palette.middle, 0.14), mix(palette.shade, palette.middle, 0.35)
    posts = "".join(f"M{x + at} {y}v-{tall}h9v{tall}z" for at, tall in POSTS)
    beams = (
        f"M{x - 100} {y - 78}h200v9h-200zM{x - 47} {y - 112}h94v8h-94zM{x - 47} {y - 94}h94v6h-94z"
    )
    sides = "".join(f"M{x + at + 6} {y}v-{tall}h3v{tall}z" for at, tall in POSTS)
    edges = f"M{x - 100} {y - 71}h200v2h-200zM{x - 47} {y - 106}h94v2h-94z"
    feet = "".join(f"M{x + at - 4} {y}v-11h17v11z" for at, _ in POSTS)
    stage.canvas.fill(posts + beams, stone)
    stage.canvas.fill(sides + edges, dark)
    stage.canvas.fill(feet, mix(stone, dark, 0.5))


def _roof(x: int, y: int, half: int) -> str:
    """A roof whose eaves rise at both ends, and the comb on its ridge."""
    ridge, eaves = 2 * half - 36, 2 * half - 8
    slope = f"M{x - half - 8} {y - 9}q10 6 19 1l7 -11h{ridge}l7 11q9 5 19 -1q-3 12 -12 15h-{eaves}q-9 -3 -12 -15z"
    return f"{slope}M{x - half + 12} {y - 23}l5 3h{2 * half - 34}l5 -3v5h-{2 * half - 24}z"

"""A pavilion on stilts at the end of a plank bridge, out on the lake."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage


def paint_pavilion(stage: Stage, *, x: int, y: int) -> None:
    """Stands with its middle at x; y is where its posts meet the water."""
    _paint_bridge(stage, x=x, deck=y - 10)
    _paint_house(stage, x=x, deck=y - 10)


def _paint_bridge(stage: Stage, *, x: int, deck: int) -> None:
    palette, side = stage.palette, stage.facing
    shore = x - side * round(stage.width * 0.36)
    wood = mix(palette.roof, palette.near, 0.25)
    stilts = "".join(f"M{x - side * out} {deck}v10" for out in range(36, abs(x - shore), 26))
    stage.canvas.stroke(
        f"{stilts}M{x - 20} {deck}v11M{x + 20} {deck}v11", wood, width=2, opacity=0.8
    )
    planks = mix(palette.shade, palette.near, 0.4)
    stage.canvas.stroke(f"M{x + side * 28} {deck}H{shore}", planks, width=4)


def _paint_house(stage: Stage, *, x: int, deck: int) -> None:
    palette = stage.palette
    wood = mix(palette.roof, palette.near, 0.25)
    posts = "".join(f"M{x + out} {deck}v-23" for out in (-17, -6, 6, 17))
    stage.canvas.stroke(posts, wood, width=2.2)
    stage.canvas.stroke(f"M{x - 18} {deck - 7}h36", wood, width=1.4)
    roof = f"M{x - 33} {deck - 25}q19 -3 27 -19h12q8 16 27 19l-3 3q-30 -5 -60 0z"
    stage.canvas.fill(f"{roof}M{x - 3} {deck - 43}l3 -9 3 9z", palette.roof)

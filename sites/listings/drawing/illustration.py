"""Draws a place as an SVG text: the same arguments give the same bytes on any machine and for ever."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from types import MappingProxyType

from sites.listings.drawing import scenes
from sites.listings.drawing.canvas import Canvas
from sites.listings.drawing.chance import Chance
from sites.listings.drawing.palettes import PALETTES, muted
from sites.listings.drawing.stage import Stage

HEIGHT = 360
NARROWEST, WIDEST = 480, 1440
LETTERS = "abcdefghijkmnpqrstuvwxyzACEFHKMP"


@lru_cache(maxsize=512)
def draw(
    kind: str,
    palette: str,
    seed: str,
    *,
    width: int = 640,
    height: int = 360,
    grey: bool = False,
) -> str:
    """A standalone SVG of a place of this kind; `grey` is for places that do not fit the search.

    Width and height are in pixels; a wide box sees more land, a narrow one cuts the sides. An unknown
    kind or palette is a KeyError. The text holds no words, scripts, styles or outside references.
    """
    paint, colours = SCENES[kind], PALETTES[palette]
    across = min(WIDEST, max(NARROWEST, round(HEIGHT * width / height)))
    chance = Chance(f"{kind} {seed}")
    canvas = Canvas(across, HEIGHT, prefix=_prefix(f"{kind} {palette} {seed} {across} {grey}"))
    stage = Stage(canvas, muted(colours) if grey else colours, chance, mirrored=chance.happens(0.5))
    paint(stage)
    return canvas.text(width=width, height=height)


@cache
def draw_hero(width: int = 1760, height: int = 620) -> str:
    """The wide scene of the home page, always the same one, for a box of this size in pixels."""
    canvas = Canvas(1760, 620, prefix=_prefix("home"))
    scenes.paint_home(Stage(canvas, PALETTES["spring"], Chance("home")))
    return canvas.text(width=width, height=height)


def _prefix(text: str) -> str:
    """Starts every id of one drawing, so that two drawings inlined in a page never share one."""
    number = int.from_bytes(sha256(text.encode()).digest()[:5], "big")
    return "d" + "".join(LETTERS[number // 32**place % 32] for place in range(5))


SCENES: Mapping[str, Callable[[Stage], None]] = MappingProxyType(
    {
        "hotel": scenes.paint_hotel,
        "sanatorium": scenes.paint_sanatorium,
        "village": scenes.paint_village,
        "tea_garden": scenes.paint_tea_garden,
        "hot_spring": scenes.paint_hot_spring,
        "lakeside": scenes.paint_lakeside,
        "scenic_area": scenes.paint_scenic_area,
        "culture": scenes.paint_culture,
    }
)
KINDS = tuple(SCENES)

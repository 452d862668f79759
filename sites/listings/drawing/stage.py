"""What every part of a picture needs in hand: the canvas, the colours, the seeded numbers, and which way it faces."""

from dataclasses import dataclass

from sites.listings.drawing.canvas import Canvas
from sites.listings.drawing.chance import Chance
from sites.listings.drawing.palettes import Palette, mix


@dataclass(frozen=True)
class Stage:
    canvas: Canvas
    palette: Palette
    chance: Chance
    mirrored: bool = False

    @property
    def width(self) -> int:
        return self.canvas.width

    @property
    def height(self) -> int:
        return self.canvas.height

    @property
    def centre(self) -> int:
        return self.width // 2

    @property
    def breadth(self) -> float:
        """How many times wider than the usual 640."""
        return self.width / 640

    @property
    def facing(self) -> int:
        """1 where the picture reads from left to right, -1 where it is mirrored."""
        return -1 if self.mirrored else 1

    def across(self, share: float) -> int:
        """A place across the picture; mirrored pictures count from the right."""
        return round((1 - share if self.mirrored else share) * self.width)

    def foliage(self, depth: float = 0.4) -> str:
        """The green of trees, sinking into the hills behind with depth."""
        return mix(self.palette.tree, self.palette.near, depth)

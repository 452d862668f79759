"""What stands on a sheet of A4, in millimetres from its upper left corner, and the pen that sets it there."""

from collections.abc import Callable
from dataclasses import dataclass, field

# Millimetres. The foot stands in the lower margin.
WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 18.0, 18.0, 277.0
RIGHT = WIDTH - LEFT
ACROSS = RIGHT - LEFT
POINT = 25.4 / 72
LEADING = 1.55

# How wide a text is in millimetres, at a size in points.
Width = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Text:
    """`y` is the line on which the letters stand; `size` in points."""

    x: float
    y: float
    words: str
    size: float
    is_bold: bool = False
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    x: float
    y: float
    length: float
    weight: float = 0.15


@dataclass(frozen=True, slots=True)
class Square:
    """A frame: dashed where a seal is to be set."""

    x: float
    y: float
    width: float
    height: float
    is_dashed: bool = False


Mark = Text | Rule | Square
Sheet = list[Mark]


@dataclass(slots=True)
class Pen:
    """Writes from the top of a sheet to its bottom, and takes a new one when it is full."""

    width_of: Width
    sheets: list[Sheet] = field(default_factory=lambda: [[]])
    y: float = TOP

    @property
    def left(self) -> float:
        """The millimetres that are left on this sheet."""
        return BOTTOM - self.y

    @property
    def is_at_top(self) -> bool:
        return self.y == TOP

    def put(self, mark: Mark) -> None:
        self.sheets[-1].append(mark)

    def turn(self) -> None:
        self.sheets.append([])
        self.y = TOP

    def keep(self, height: float) -> None:
        """What comes next stays together: on a new sheet, if it does not fit on this one."""
        if height > self.left and not self.is_at_top:
            self.turn()

    def space(self, height: float) -> None:
        if not self.is_at_top:
            self.y += height

    def line(
        self,
        words: str,
        size: float,
        *,
        x: float = LEFT,
        is_bold: bool = False,
        is_soft: bool = False,
    ) -> None:
        """One line that is known to fit."""
        height = line_height(size)
        self.keep(height)
        self.put(Text(x, baseline(self.y, size), words, size, is_bold, is_soft))
        self.y += height


def line_height(size: float) -> float:
    return size * POINT * LEADING


def baseline(top: float, size: float) -> float:
    """Where letters stand in a line that begins at `top`."""
    return top + line_height(size) * 0.5 + size * POINT * 0.36

"""Huizhou houses: white walls, dark tiles, stepped horse-head gables (马头墙). Parts are gathered by colour, so a
whole village costs a handful of paths.
"""

from dataclasses import dataclass, field

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage

COPING = 'stroke-width="3.6" stroke-linecap="butt"'
WINDOWS = 'stroke-width="6" stroke-linecap="butt" stroke-dasharray="4.5 10.5"'
COURSES = 'stroke-opacity=".16" stroke-width="6" stroke-linecap="butt" stroke-dasharray="1 4"'


@dataclass
class Row:
    """Houses that stand in one row and are painted together; a distant row sinks into the mist."""

    walls: list[str] = field(default_factory=list)
    roofs: list[str] = field(default_factory=list)
    courses: list[str] = field(default_factory=list)
    copings: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    doors: list[str] = field(default_factory=list)

    def gable(
        self, x: int, y: int, wide: int, tall: int, *, steps: int = 2, door: bool = True
    ) -> None:
        """A gable wall that climbs in steps to its middle; y is the ground."""
        up, tread = max(5, round(tall * 0.13)), round(wide * (0.18 if steps < 3 else 0.135))
        left, right = f"h{tread}v-{up}" * steps, f"v{up}h{tread}" * steps
        top = wide - 2 * tread * steps
        self.walls.append(f"M{x} {y}v-{tall - up * steps}{left}h{top}{right}V{y}z")
        for step in range(steps):
            level = y - tall + up * (steps - step)
            self.copings.append(f"M{x + tread * step - 4} {level - 4}l4 3h{tread}")
            self.copings.append(f"M{x + wide - tread * step + 4} {level - 4}l-4 3h-{tread}")
        self._crown(x + tread * steps, y - tall, top)
        self._openings(x, y, wide, tall, door=door and wide > 36)

    def hall(
        self,
        x: int,
        y: int,
        wide: int,
        tall: int,
        *,
        roof: int = 13,
        storeys: int = 1,
        ends: str = "lr",
    ) -> None:
        """A long house under a tiled roof, closed by firewalls at the ends named (l, r)."""
        eaves = y - tall
        self.walls.append(f"M{x} {y}v-{tall}h{wide}V{y}z")
        self.copings.append(f"M{x} {eaves - 1}h{wide}")
        self.roofs.append(
            f"M{x - 4} {eaves - 1}q8 -1 12 -{roof}h{wide - 16}q4 {roof - 1} 12 {roof}l-2 3H{x - 2}z"
        )
        self.courses.append(f"M{x + 9} {eaves - 6}h{wide - 18}")
        for side, edge in (("l", x - 4), ("r", x + wide - 4)):
            if side in ends:
                self.walls.append(f"M{edge} {y}V{eaves - roof - 2}h8V{y}z")
                self._crown(edge, eaves - roof - 2, 8)
        count = max(1, (wide - 14) // 15)
        first = x + (wide - count * 15 + 11) // 2
        for storey in range(storeys):
            self.windows.append(f"M{first} {eaves + 11 + storey * 16}h{count * 15 - 10}")

    def paint(self, stage: Stage, *, distance: float = 0, lit: bool = True) -> str:
        """Paints the row and returns the id of its group; distance 0 is at hand, 1 is lost in mist."""
        palette, name = stage.palette, stage.canvas.name()
        wall = mix(palette.wall, palette.shade, min(1, distance * 1.6))
        roof = mix(palette.roof, palette.mist, distance)
        glass = palette.window if lit else mix(palette.window, palette.shade, 0.4)
        under = mix(palette.shade, palette.roof, 0.12)
        stage.canvas.define(f'<path id="{name}c" d="{"".join(self.copings)}" {COPING}/>')
        stage.canvas.place(
            f'<g id="{name}">{_filled(self.walls, wall)}<use href="#{name}c" y="3" stroke="{under}"/>'
            f"{_filled(self.roofs, roof)}{_lined(self.courses, palette.mist, COURSES)}"
            f"{_lined(self.windows, glass, WINDOWS)}{_filled(self.doors, roof)}"
            f'<use href="#{name}c" stroke="{roof}"/></g>'
        )
        return name

    def _crown(self, x: int, y: int, wide: int) -> None:
        self.copings.append(f"M{x - 4} {y - 4}l4 3h{wide}l4 -3")

    def _openings(self, x: int, y: int, wide: int, tall: int, *, door: bool) -> None:
        middle = x + wide // 2
        self.windows.append(f"M{middle - 2} {y - round(tall * 0.68)}h4")
        if wide > 40:
            level = y - round(tall * 0.42)
            self.windows.append(
                f"M{x + wide // 5 - 2} {level}h4M{x + wide - wide // 5 - 2} {level}h4"
            )
        if door:
            half, up = max(4, round(wide * 0.07)), max(12, round(wide * 0.26))
            self.doors.append(f"M{middle - half} {y}v-{up}h{half * 2}v{up}z")
            self.doors.append(f"M{middle - half - 5} {y - up - 2}l4 -4h{half * 2 + 2}l4 4z")


def _filled(parts: list[str], colour: str) -> str:
    return f'<path d="{"".join(parts)}" fill="{colour}"/>' if parts else ""


def _lined(parts: list[str], colour: str, attributes: str) -> str:
    return f'<path d="{"".join(parts)}" stroke="{colour}" {attributes}/>' if parts else ""

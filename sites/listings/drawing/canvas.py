"""A picture under way: shapes in painting order, gradients under names of its own, at the end one SVG text.

Nothing is written that a strict content policy blocks: presentation attributes only.
"""


class Canvas:
    def __init__(self, width: int, height: int, *, prefix: str) -> None:
        self.width = width
        self.height = height
        self._prefix = prefix
        self._names = 0
        self._definitions: list[str] = []
        self._shapes: list[str] = []

    def fill(self, path: str, paint: str, *, opacity: float = 1, extra: str = "") -> None:
        """A filled shape; `extra` holds further presentation attributes."""
        faint = _unless_full("opacity", opacity)
        self._shapes.append(f'<path d="{_tight(path)}" fill="{paint}"{faint}{extra}/>')

    def stroke(
        self, path: str, colour: str, *, width: float, opacity: float = 1, extra: str = ""
    ) -> None:
        """A line with round ends."""
        self._shapes.append(
            f'<path d="{_tight(path)}" stroke="{colour}" stroke-width="{width:g}"'
            f"{_unless_full('stroke-opacity', opacity)}{extra}/>"
        )

    def place(self, markup: str) -> None:
        self._shapes.append(_tight(markup))

    def fade(self, upper: str, lower: str, *, top: float, bottom: float) -> str:
        """A paint that runs down from one colour into another between two heights."""
        name = self.name()
        self.define(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x2="0" '
            f'y1="{round(top)}" y2="{round(bottom)}"><stop stop-color="{upper}"/>'
            f'<stop offset="1" stop-color="{lower}"/></linearGradient>'
        )
        return f"url(#{name})"

    def veil(self, colour: str, *, strength: float, peak: float = 0.55) -> str:
        """A paint that is clear at both edges of its shape and strongest at `peak`."""
        name = self.name()
        clear = f'stop-color="{colour}" stop-opacity="0"'
        self.define(
            f'<linearGradient id="{name}" x2="0" y2="1"><stop {clear}/><stop offset="{peak:g}" '
            f'stop-color="{colour}" stop-opacity="{strength:g}"/><stop offset="1" {clear}/>'
            "</linearGradient>"
        )
        return f"url(#{name})"

    def name(self) -> str:
        """An id that no other drawing on the page has."""
        self._names += 1
        return f"{self._prefix}{self._names}"

    def define(self, markup: str) -> None:
        self._definitions.append(_tight(markup))

    def text(self, *, width: int, height: int) -> str:
        """The finished SVG for a box of this size; what does not fit is cut off evenly."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {self.width} {self.height}" preserveAspectRatio="xMidYMid slice" '
            'fill="none" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
            f"<defs>{''.join(self._definitions)}</defs>{''.join(self._shapes)}</svg>"
        )


def _tight(path: str) -> str:
    return path.replace(" -", "-")


def _unless_full(attribute: str, opacity: float) -> str:
    return "" if opacity >= 1 else f' {attribute}="{opacity:g}"'

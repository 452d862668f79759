"""Mountains: ridges that sink into mist, with the brush strokes and the shaded flanks of ink painting."""

from collections.abc import Sequence
from dataclasses import dataclass

from sites.listings.drawing.lines import Point, height_at, smooth, softened
from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage


@dataclass(frozen=True)
class Peak:
    x: float
    rise: float
    reach: float


@dataclass(frozen=True)
class Ridge:
    """A skyline from left to right, and the level from which its peaks rise."""

    line: tuple[Point, ...]
    base: float

    def at(self, x: float) -> float:
        return height_at(softened(self.line), x)


def ridge(stage: Stage, peaks: Sequence[Peak], *, base: float, rough: float) -> Ridge:
    """A skyline of peaks above a base; rough is how far each point may stray, in pixels."""
    line = [
        (x, _height(peaks, x, base) + stage.chance.between(-rough, rough))
        for x in _places(peaks, stage.width)
    ]
    return Ridge(tuple(line), base)


def paint_ridge(
    stage: Stage,
    skyline: Ridge,
    colour: str,
    *,
    into: str = "",
    depth: float = 26,
    ink: float = 0.3,
) -> None:
    """Fills the ridge down to the foot of the picture, fading into mist (or `into`) at its base."""
    top = min(y for _, y in skyline.line)
    lower = into or stage.palette.mist
    paint = stage.canvas.fade(colour, lower, top=top, bottom=skyline.base + depth)
    body = f"{smooth(skyline.line)}V{stage.height + 2}H{round(skyline.line[0][0])}z"
    outline = f' stroke="{mix(colour, stage.palette.roof, 0.12)}" stroke-opacity="{ink:g}"'
    stage.canvas.fill(body, paint, extra=outline if ink else "")


def paint_flanks(stage: Stage, skyline: Ridge, peaks: Sequence[Peak], colour: str) -> None:
    """The side of each peak that lies away from the sun."""
    path = "".join(_flank(stage, skyline, peak) for peak in peaks)
    top = min(y for _, y in skyline.line)
    clear = mix(colour, stage.palette.mist, 0.9)
    paint = stage.canvas.fade(colour, clear, top=top, bottom=skyline.base - 14)
    stage.canvas.fill(path, paint, opacity=0.34)


def paint_strokes(stage: Stage, skyline: Ridge, peaks: Sequence[Peak], colour: str) -> None:
    """Short dry strokes down the rock (皴) below every summit."""
    path = ""
    for peak in peaks:
        summit = skyline.at(peak.x)
        for row in range(4):
            x = peak.x + stage.chance.between(-0.3, 0.3) * peak.reach
            y = max(skyline.at(x), summit) + 12 + row * peak.rise * 0.07
            lean = 1 if x > peak.x else -1
            path += f"M{round(x)} {round(y)}l{lean * stage.chance.whole(2, 7)} {stage.chance.whole(10, 24)}"
    stage.canvas.stroke(path, colour, width=1, opacity=0.45)


def _places(peaks: Sequence[Peak], width: int) -> list[int]:
    step, places = 46, list[int]()
    wanted = [peak.x + peak.reach * share for share in (0, -0.3, 0.3, 1, -1) for peak in peaks]
    for place in [*wanted, *range(-step, width + 2 * step, step)]:
        nearest = min((abs(place - other) for other in places), default=step)
        if (
            nearest > 9
            and (nearest > step * 0.5 or place in wanted)
            and -step <= place <= width + step
        ):
            places.append(round(place))
    return sorted({*places, -step, width + step})


def _height(peaks: Sequence[Peak], x: float, base: float) -> float:
    return base - sum(peak.rise * _bump(abs(x - peak.x) / peak.reach) for peak in peaks)


def _bump(distance: float) -> float:
    spread = 1 + distance * (0.28 + 0.36 * distance)
    return 1 / (spread * spread)


def _flank(stage: Stage, skyline: Ridge, peak: Peak) -> str:
    side = stage.facing
    foot = peak.rise * 0.72
    top = skyline.at(peak.x)
    inner = [(peak.x, top), (peak.x + side * peak.reach * 0.16, top + foot * 0.3)]
    inner += [
        (peak.x - side * peak.reach * 0.1, top + foot * 0.55),
        (peak.x + side * 8, top + foot),
    ]
    outer = [
        (peak.x + side * peak.reach * share, skyline.at(peak.x + side * peak.reach * share) + 1)
        for share in (1.5, 1.0, 0.6, 0.3, 0.12)
    ]
    return smooth([*inner, *outer, (peak.x, top)]) + "z"

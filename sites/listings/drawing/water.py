"""Still water: its surface, the reflection of what stands on the bank, ripples and a covered boat."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.stage import Stage


def paint_water(stage: Stage, *, level: int, reflected: tuple[str, ...] = ()) -> None:
    """Water from `level` to the foot of the picture, with the named groups upside down in it."""
    canvas, palette = stage.canvas, stage.palette
    upper = mix(palette.horizon, palette.water, 0.25)
    deep = stage.height - level
    paint = canvas.fade(upper, palette.water, top=level, bottom=stage.height)
    canvas.fill(f"M0 {level}h{stage.width}v{deep}H0z", paint)
    turned = f"matrix(1 0 0 -.72 0 {round(level * 1.72)})"
    for name in reflected:
        canvas.place(f'<use href="#{name}" transform="{turned}" opacity=".3"/>')
    if reflected:
        veil = canvas.veil(palette.water, strength=0.95, peak=1)
        canvas.fill(f"M0 {level + 4}h{stage.width}v{deep}H0z", veil)


def paint_bank(stage: Stage, *, level: int) -> None:
    """A low wall of dressed stone along the water."""
    palette = stage.palette
    stage.canvas.fill(f"M0 {level - 2}h{stage.width}v6H0z", mix(palette.shade, palette.near, 0.5))
    joint = ' stroke-dasharray="13 3" stroke-linecap="butt"'
    stage.canvas.stroke(
        f"M0 {level}h{stage.width}", mix(palette.shade, palette.near, 0.18), width=2, extra=joint
    )


def paint_ripples(stage: Stage, *, level: int, count: int) -> None:
    path = ""
    for turn in range(count):
        depth = (turn + 0.4) / count
        y = level + 9 + (stage.height - level - 16) * depth * depth
        x = stage.chance.between(0.02, 0.86) * stage.width
        length = stage.chance.between(18, 74) * (0.5 + depth)
        path += f"M{round(x)} {round(y)}h{round(length)}"
    stage.canvas.stroke(path, "#FFFFFF", width=1.5, opacity=0.6)


def paint_boat(stage: Stage, *, x: int, y: int, size: float = 1) -> None:
    """A boat with a rounded mat roof and a boatman under his hat."""
    palette, turned = stage.palette, f"translate({x} {y}) scale({size * stage.facing:g} {size:g})"
    stage.canvas.place(
        f'<g transform="{turned}"><path d="M-26 13h52" stroke="#FFF" stroke-opacity=".5"/>'
        f'<path d="M-15 1c1 -16 7 -17 14 -17s13 2 14 17z" fill="{mix(palette.near, palette.roof, 0.3)}"/>'
        f'<path d="M-10 -1c0 -8 2 -13 5 -14M-1 -1v-15M8 -1c0 -8 -2 -13 -5 -14" '
        f'stroke="{palette.mist}" stroke-opacity=".35"/>'
        f'<path d="M-36 -4q8 6 36 6t38 -7q-5 15 -18 15h-38q-13 0 -18 -14z" fill="{palette.roof}"/>'
        f'<path d="M23 1l-1 -13M24 -11l11 18" stroke="{palette.roof}" stroke-width="3"/>'
        f'<path d="M15 -13q7 -8 14 0z" fill="{palette.accent}"/></g>'
    )

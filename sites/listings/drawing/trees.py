"""Trees: the pine of Huangshan on its rock, rows of firs, groves of round crowns, reeds and rape flowers."""

from sites.listings.drawing.palettes import mix
from sites.listings.drawing.ridges import Ridge
from sites.listings.drawing.stage import Stage

# across, up, half width, height of each level pad of needles
PADS = ((36, 42, 27, 13), (-21, 49, 21, 12), (24, 61, 25, 13), (-4, 71, 21, 12), (13, 83, 19, 13))

# corners of the rock, in half widths across and shares of its depth down
CRAG = (
    (-1, 1),
    (-0.74, 0.46),
    (-0.4, 0.13),
    (-0.1, -0.03),
    (0.3, 0),
    (0.56, 0.3),
    (0.74, 0.4),
    (1, 1),
)
CRAG_TOP = ((-0.4, 0.13), (-0.1, -0.03), (0.3, 0), (0.08, 0.24), (-0.22, 0.36))
CRAG_SIDE = ((0.3, 0), (0.56, 0.3), (0.74, 0.4), (1, 1), (0.26, 1), (0.16, 0.56), (0.08, 0.24))


def paint_pine(stage: Stage, *, x: int, y: int, size: float = 1, leans: int = 1) -> None:
    """A leaning trunk with level pads, lit from above; `leans` is 1 to the right and -1 to the left."""
    palette = stage.palette
    dark = palette.tree
    lit = mix(dark, palette.ground, 0.34)
    turned = f"translate({x} {y}) scale({size * leans:g} {size:g})"
    under = "".join(_pad(*pad) for pad in PADS)
    over = "".join(_pad(a + 2, up + 4, half * 0.62, tall * 0.66) for a, up, half, tall in PADS)
    bark = mix(palette.roof, "#5A4636", 0.5)
    stage.canvas.place(
        f'<g transform="{turned}"><path d="M0 2q-8 -24 5 -46t9 -36" stroke="{bark}" stroke-width="4.2"/>'
        f'<path d="M1 -32q15 -3 31 -11M5 -46q-12 -5 -22 -5M10 -58q8 -2 14 -5" stroke="{bark}" '
        f'stroke-width="2.4"/><path d="{under}" fill="{dark}"/>'
        f'<path d="{over}" fill="{lit}" opacity=".75"/></g>'
    )


def paint_crag(stage: Stage, *, x: int, y: int, wide: int = 64) -> None:
    """The rock on which the pine stands, cut by the foot of the picture."""
    palette, deep = stage.palette, stage.height + 4 - y
    stone = mix(palette.near, palette.roof, 0.6)
    faces = (
        (CRAG, stone),
        (CRAG_TOP, mix(stone, palette.far, 0.22)),
        (CRAG_SIDE, mix(stone, palette.roof, 0.5)),
    )
    for corners, colour in faces:
        points = (
            f"{round(x + across * wide)} {round(y + down * deep)}" for across, down in corners
        )
        stage.canvas.fill(f"M{'L'.join(points)}z", colour)


def paint_firs(
    stage: Stage, skyline: Ridge, *, count: int, tall: tuple[int, int], colour: str
) -> None:
    """Small conifers along a ridge, standing in loose companies."""
    path, left = "", count
    while left > 0:
        middle = stage.chance.between(0, 1) * stage.width
        for _ in range(min(left, stage.chance.whole(1, 4))):
            x = middle + stage.chance.between(-26, 26)
            path += fir(x, skyline.at(x) + 3, stage.chance.whole(*tall))
            left -= 1
    stage.canvas.fill(path, colour)


def fir(x: float, y: float, tall: int) -> str:
    half = max(2, round(tall * 0.27))
    return f"M{round(x) - half} {round(y)}l{half} -{tall} {half} {tall}z"


def paint_grove(
    stage: Stage, *, x: int, y: int, count: int, size: float = 1, colour: str = ""
) -> None:
    """Round crowns close together, each with its lit side."""
    dark = colour or stage.foliage()
    dots = ""
    for turn in range(count):
        share = (turn + 0.5) / count - 0.5
        dx = share * 17 * size * count + stage.chance.between(-4, 4)
        up = stage.chance.between(5, 17) * size * (1.2 - abs(share) * 1.4)
        dots += f"M{round(x + dx)} {round(y - up - 4 * size)}h0"
    name = stage.canvas.name()
    stage.canvas.define(f'<path id="{name}" d="{dots}"/>')
    for tint, wide, shift in ((0.0, 22, 0), (0.22, 14, -3), (0.42, 6, -6)):
        move = f' x="{shift}" y="{shift}"' if shift else ""
        lit = mix(dark, stage.palette.ground, tint)
        stage.canvas.place(
            f'<use href="#{name}"{move} stroke="{lit}" stroke-width="{round(wide * size)}"/>'
        )


def paint_reeds(stage: Stage, *, x: int, count: int) -> None:
    stalks = heads = ""
    for _ in range(count):
        root, up = x + stage.chance.whole(-58, 58), stage.chance.whole(26, 66)
        lean = stage.chance.whole(-9, 13)
        stalks += f"M{root} {stage.height + 2}q0 -{up // 2} {lean} -{up}"
        if up > 44:
            heads += f"M{root + lean} {stage.height + 2 - up}l{lean // 3} -9"
    stage.canvas.stroke(stalks, stage.palette.tree, width=1.8)
    stage.canvas.stroke(heads, stage.palette.reed, width=4.5)


def paint_flowers(stage: Stage, *, level: int, count: int) -> None:
    """Rape in flower along the bank."""
    dots = "".join(
        f"M{stage.chance.whole(0, stage.width)} {level - stage.chance.whole(0, 6)}h0"
        for _ in range(count)
    )
    stage.canvas.stroke(dots, stage.palette.accent, width=4.5)


def _pad(across: float, up: float, half: float, tall: float) -> str:
    bumps = (
        (0.12, -0.7, 0.5, -0.6),
        (0.2, -0.7, 0.62, -0.36),
        (0.4, -0.3, 0.56, 0.34),
        (0.34, 0.02, 0.32, 0.62),
    )
    path = f"M{round(across - half)} {round(-up)}"
    for bend, rise, dx, dy in bumps:
        path += f"q{round(bend * half)} {round(rise * tall)} {round(dx * half)} {round(dy * tall)}"
    return f"{path}q-{round(half)} {round(tall * 0.34)} -{round(half * 2)} 0z"

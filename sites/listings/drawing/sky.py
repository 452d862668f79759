"""Sky, sun, birds and the bands of mist that part one ridge from the next."""

from sites.listings.drawing.stage import Stage


def paint_sky(stage: Stage, *, horizon: int = 220) -> None:
    palette = stage.palette
    paint = stage.canvas.fade(palette.sky, palette.horizon, top=0, bottom=horizon)
    stage.canvas.fill(f"M0 0h{stage.width}v{stage.height}H0z", paint)


def paint_sun(stage: Stage, *, x: int, y: int, radius: int) -> None:
    for factor, opacity in ((2.3, 0.12), (1.6, 0.16)):
        stage.canvas.place(
            f'<circle cx="{x}" cy="{y}" r="{round(radius * factor)}" '
            f'fill="{stage.palette.halo}" opacity="{opacity}"/>'
        )
    stage.canvas.place(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{stage.palette.sun}"/>')


def paint_mist(stage: Stage, *, top: int, deep: int, strength: float = 0.8) -> None:
    paint = stage.canvas.veil(stage.palette.mist, strength=strength)
    stage.canvas.fill(f"M0 {top}h{stage.width}v{deep}H0z", paint)


def paint_birds(stage: Stage, *, x: int, y: int) -> None:
    flight = ((0, 0, 7), (21, -9, 6), (37, 2, 7), (53, -5, 5))
    path = "".join(
        f"M{x + dx} {y + dy}q{wing // 2} -{wing - 2} {wing} 0q{wing // 2} -{wing - 2} {wing} 0"
        for dx, dy, wing in flight
    )
    stage.canvas.stroke(path, stage.palette.roof, width=1.3, opacity=0.55)

"""The balance as a drawing: above the line who was sent, below it who was received."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.insights.balance import Month
from sites.foundation.formats import number
from sites.foundation.language import _, is_english

WIDTH, LEFT, TOP, PLOT = 760, 44, 18, 240
BAR = 30
STEPS = (1, 2, 2.5, 5, 10)
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """Middle `x`; `up` and `down` are heights, the words stand at their ends."""

    x: float
    up: float
    down: float
    sent: str
    received: str
    month: str
    year: str


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    left: int
    zero: float
    bar: int
    lines: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]


def drawing(months: Sequence[Month]) -> Drawing:
    most_up = max((one.sent.people for one in months), default=0)
    most_down = max((one.received.people for one in months), default=0)
    step = _step(most_up + most_down)
    above, below = max(1, -(-most_up // step)), -(-most_down // step)
    scale = PLOT / ((above + below) * step)
    zero = TOP + above * step * scale
    return Drawing(
        WIDTH, round(TOP + PLOT + 62), LEFT, round(zero, 1), BAR,
        tuple((round(zero - n * step * scale, 1), number(abs(n) * step)) for n in range(-below, above + 1)),
        tuple(_bar(n, one, len(months), scale) for n, one in enumerate(months)),
    )  # fmt: skip


def _bar(place: int, month: Month, of: int, scale: float) -> Bar:
    first = month.first
    return Bar(
        x=round(LEFT + (WIDTH - LEFT) * (place + 0.5) / of, 1),
        up=round(month.sent.people * scale, 1),
        down=round(month.received.people * scale, 1),
        sent=number(month.sent.people),
        received=number(month.received.people),
        month=first.strftime("%b") if is_english() else _("%(month)s月", month=first.month),
        year=str(first.year) if place == 0 or first.month == 1 else "",
    )


def _step(span: int) -> int:
    """A round distance of the lines, so that hardly more than six are drawn."""
    power = 1
    while True:
        for one in STEPS:
            step = int(one * power)
            if step == one * power and span / step <= MOST_LINES - 1:
                return step
        power *= 10

"""Groups as bars under the grid of nights: from the middle of the arrival to the middle of the departure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from booking.stays import State, StayLine
from sites.foundation.formats import day
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

LANE, GAP = 44, 4
LOOKS = {
    State.INQUIRY: "asked",
    State.HELD: "held",
    State.SUBMITTED: "held",
    State.CONFIRMED: "sure",
    State.IN_HOUSE: "sure",
}


@dataclass(frozen=True, slots=True)
class GroupBar:
    """`start` and `length` in per cent of the shown days, `top` in pixels; `look` sure, held, asked or past."""

    name: str
    words: str
    title: str
    look: str
    start: float
    length: float
    top: int
    href: str


@dataclass(frozen=True, slots=True)
class GroupBars:
    bars: tuple[GroupBar, ...]
    height: int


def group_bars(
    lines: Iterable[StayLine],
    *,
    rooms: Mapping[str, tuple[tuple[str, int], ...]],
    first: date,
    days: int,
) -> GroupBars:
    """`lines` by check-in. A bar stands in the first lane that is free by then."""
    ends: list[date] = []
    bars: list[GroupBar] = []
    for line in lines:
        lane = next((n for n, end in enumerate(ends) if end <= line.check_in), len(ends))
        ends[lane : lane + 1] = [line.check_out]
        count = sum(number for _name, number in rooms.get(line.public_id, ()))
        bars.append(_bar(line, rooms=count, lane=lane, first=first, days=days))
    return GroupBars(tuple(bars), GAP + LANE * max(1, len(ends)))


def _bar(line: StayLine, *, rooms: int, lane: int, first: date, days: int) -> GroupBar:
    start = max(0.0, (line.check_in - first).days + 0.5)
    end = min(float(days), (line.check_out - first).days + 0.5)
    heads = ngettext("%(num)s person", "%(num)s people", line.heads)
    return GroupBar(
        name=line.union_name,
        words=heads + " " + ngettext("%(num)s room", "%(num)s rooms", rooms) if rooms else heads,
        title=_title(line, heads),
        look=LOOKS.get(line.state, "past"),
        start=round(100 * start / days, 3),
        length=round(100 * max(0.0, end - start) / days, 3),
        top=GAP + LANE * lane,
        href=href(f"/operator/stays/{line.public_id}"),
    )


def _title(line: StayLine, heads: str) -> str:
    return _(
        "%(union)s: %(check_in)s to %(check_out)s, %(heads)s, %(state)s",
        union=line.union_name, check_in=day(line.check_in), check_out=day(line.check_out),
        heads=heads, state=_(line.shown_state.words),
    )  # fmt: skip

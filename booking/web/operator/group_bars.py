"""Groups as bars under the grid of nights: from the middle of the arrival to the middle of the departure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays import State, StayLine
from sites.calendar import OutsideLine, OutsidePage
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
    """`start` and `length` in per cent of the shown days, `top` in pixels; `look` sure, held, asked, past or outside."""

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
    outside: Iterable[OutsidePage] = (),
) -> GroupBars:
    """`lines` by check-in. A bar stands in the first lane that is free by then; bookings made elsewhere below."""
    ends: list[date] = []
    bars: list[GroupBar] = []
    for line in lines:
        lane = _lane(ends, line.check_in, line.check_out)
        count = sum(number for _name, number in rooms.get(line.public_id, ()))
        bars.append(_bar(line, rooms=count, lane=lane, first=first, days=days))
    until = first + timedelta(days=days)
    for channel in outside:
        for booking in channel.bookings:
            if booking.starts_on < until and booking.ends_on > first:
                lane = _lane(ends, booking.starts_on, booking.ends_on)
                bars.append(_outside_bar(channel, booking, lane=lane, first=first, days=days))
    return GroupBars(tuple(bars), GAP + LANE * max(1, len(ends)))


def _lane(ends: list[date], begins: date, until: date) -> int:
    lane = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
    ends[lane : lane + 1] = [until]
    return lane


def _outside_bar(
    channel: OutsidePage, booking: OutsideLine, *, lane: int, first: date, days: int
) -> GroupBar:
    start = max(0.0, (booking.starts_on - first).days + 0.5)
    end = min(float(days), (booking.ends_on - first).days + 0.5)
    rooms = ngettext("%(num)s room", "%(num)s rooms", booking.rooms)
    return GroupBar(
        name=channel.name,
        words=rooms,
        title=_(
            "Booked elsewhere, %(channel)s: %(first)s to %(until)s, %(type)s, %(rooms)s",
            channel=channel.name, first=day(booking.starts_on), until=day(booking.ends_on),
            type=channel.room_type, rooms=rooms,
        ),
        look="outside",
        start=round(100 * start / days, 3),
        length=round(100 * max(0.0, end - start) / days, 3),
        top=GAP + LANE * lane,
        href=href("/operator/site"),
    )  # fmt: skip


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

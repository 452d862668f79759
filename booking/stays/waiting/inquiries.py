"""Inquiries that compete for the same nights, as their operator sees them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from booking.stays.figures import latest
from booking.stays.lines import COLUMNS, StayLine, line
from booking.stays.models import Stay, StayNight
from booking.stays.states import State
from booking.stays.waiting.competing import fitting_sets, overlapping
from booking.stays.waiting.remedies import Remedy, remedies
from sites import calendar
from sites.calendar import Wanted
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.listings.models import RoomType

MOST = 60


@dataclass(frozen=True)
class Asking:
    """One inquiry; `lacks` is what stops it alone, `rooms` by room type id."""

    line: StayLine
    rooms: dict[int, int]
    lacks: tuple[Remedy, ...]


@dataclass(frozen=True)
class Competition:
    """Inquiries whose nights hang together, in the order of asking. `sets` are places in `asking` that fit together."""

    site_code: str
    site_name: str
    first: date
    until: date
    asking: tuple[Asking, ...]
    sets: tuple[tuple[int, ...], ...]
    kinds: dict[int, str]


async def competitions(by: Actor) -> tuple[Competition, ...]:
    """Of the operator's own open inquiries, the nearest arrival first; one alone is a competition of one."""
    rows = Stay.filter(
        operator_id=by.organisation_id, state=State.INQUIRY, check_in__gt=clock.today()
    )
    found = await rows.order_by("id").limit(MOST).values("id", *COLUMNS)
    wanted = await wanted_of([row["id"] for row in found])
    made = [
        await _competition([line(found[n]) for n in chain], [wanted[n] for n in chain])
        for chain in overlapping(wanted)
    ]
    return tuple(sorted(made, key=lambda one: (one.first, one.site_code)))


async def wanted_of(stay_ids: Sequence[int]) -> list[Wanted]:
    """What these inquiries ask for: the last contracted rooms of the first night, and all heads. Two queries."""
    stays = {stay.id: stay for stay in await Stay.filter(id__in=[*stay_ids])}
    nights: dict[int, list[StayNight]] = {}
    for night in await StayNight.filter(stay_id__in=[*stay_ids]):
        nights.setdefault(night.stay_id, []).append(night)
    return [_wanted(stays[id_], latest(nights.get(id_, ()))) for id_ in stay_ids]


def _wanted(stay: Stay, nights: list[StayNight]) -> Wanted:
    first = [night for night in nights if night.date == stay.check_in]
    rooms = {night.room_type_id: night.contracted_rooms for night in first}
    return Wanted(stay.site_id, stay.check_in, stay.check_out, rooms, int(stay.quote["heads"]))


async def _competition(lines: list[StayLine], wanted: list[Wanted]) -> Competition:
    first, until = min(one.check_in for one in wanted), max(one.check_out for one in wanted)
    site_id = wanted[0].site_id
    window = await calendar.read_window(first, (until - first).days + 1, site_ids=[site_id])
    asking = tuple(
        Asking(line, dict(one.rooms), remedies(calendar.shortages(window, one)))
        for line, one in zip(lines, wanted, strict=True)
    )
    kinds = {k.id: choose(k.name, k.name_en) for k in await RoomType.filter(site_id=site_id)}
    return Competition(
        lines[0].site_code, lines[0].site_name, first, until, asking,
        fitting_sets(wanted, window), kinds,
    )  # fmt: skip


async def competitors_of(stay: Stay) -> list[Stay]:
    """Open inquiries at the same base with a night in common, in the order of asking."""
    return await Stay.filter(
        site_id=stay.site_id, state=State.INQUIRY, check_in__lt=stay.check_out,
        check_out__gt=stay.check_in, check_in__gt=clock.today() - timedelta(days=1),
    ).exclude(id=stay.id).order_by("id")  # fmt: skip

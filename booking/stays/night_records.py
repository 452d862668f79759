"""The nights of a stay for programs: its five numbers each, in rooms by type code and in heads."""

from dataclasses import dataclass
from datetime import date

from booking.stays.access import stay_of_side
from booking.stays.models import StayNight
from booking.stays.night_plan import rows_now
from sites.foundation.actor import Actor
from sites.packages import Heads

NUMBERS = ("contracted", "reserved", "picked_up", "arrived", "charged")


@dataclass(frozen=True)
class Slept:
    rooms: dict[str, int]
    heads: Heads


@dataclass(frozen=True)
class NightRecord:
    """`numbers` by the names of NUMBERS; None where a number is not known yet."""

    date: date
    numbers: dict[str, Slept | None]


async def nights_of(public_id: str, *, by: Actor) -> tuple[NightRecord, ...]:
    """As last agreed. Refused: StayUnknown for anybody but the stay's two sides."""
    stay = await stay_of_side(public_id, by=by)
    by_night: dict[date, list[StayNight]] = {}
    for row in await rows_now(stay.id):
        by_night.setdefault(row.date, []).append(row)
    return tuple(
        NightRecord(night, {name: _slept(rows, name) for name in NUMBERS})
        for night, rows in by_night.items()
    )


def _slept(rows: list[StayNight], number: str) -> Slept | None:
    if all(getattr(row, f"{number}_rooms") is None for row in rows):
        return None
    heads = (
        sum(getattr(row, f"{number}_{who}") or 0 for row in rows)
        for who in ("workers", "family", "crew")
    )
    rooms = {row.room_type.code: getattr(row, f"{number}_rooms") or 0 for row in rows}
    return Slept(rooms, Heads(*heads))

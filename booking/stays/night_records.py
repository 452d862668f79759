"""The nights of a stay for programs: its five numbers each, in rooms by type code and in heads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.stays.figures import WHAT, WHO
from booking.stays.records import side_of
from booking.stays.refusals import StayUnknown
from sites.foundation.actor import Actor
from sites.foundation.database import fetch, read_day
from sites.foundation.identifiers import is_public_id
from sites.packages import Heads

NUMBERS = ("contracted", "reserved", "picked_up", "arrived", "charged")
Row = Mapping[str, Any]
# After every act of a program, so without the ORM's way round. The newest version, in the site's order.
_NIGHTS = (
    f"SELECT n.date, t.code, {', '.join(f'n.{number}_{what}' for number in NUMBERS for what in WHAT)} "  # noqa: S608 - own words
    "FROM stays s JOIN stay_nights n ON n.stay_id = s.id JOIN room_types t ON t.id = n.room_type_id "
    "WHERE s.public_id = $1 AND s.{side} = $2 "
    "AND n.version = (SELECT MAX(m.version) FROM stay_nights m WHERE m.stay_id = s.id) "
    "ORDER BY n.date, t.position, n.room_type_id"
)


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
    own = _NIGHTS.format(side=side_of(by))
    rows = await fetch(own, public_id, by.organisation_id) if is_public_id(public_id) else []
    if not rows:  # no stay is without nights
        raise StayUnknown
    by_night: dict[date, list[Row]] = {}
    for row in rows:
        by_night.setdefault(read_day(row["date"]), []).append(row)
    return tuple(
        NightRecord(night, {name: _slept(rows, name) for name in NUMBERS})
        for night, rows in by_night.items()
    )


def _slept(rows: list[Row], number: str) -> Slept | None:
    if all(row[f"{number}_rooms"] is None for row in rows):
        return None
    heads = (sum(row[f"{number}_{who}"] or 0 for row in rows) for who in WHO)
    rooms = {row["code"]: row[f"{number}_rooms"] or 0 for row in rows}
    return Slept(rooms, Heads(*heads))

"""How many of the contracted heads have names: written to the nights, never above what was contracted."""

from booking.stays.figures import latest
from booking.stays.models import Stay, StayNight
from booking.stays.nights import Bed, spread
from sites.packages import Heads

COLUMNS = ["picked_up_rooms", "picked_up_workers", "picked_up_family", "picked_up_crew"]


async def write_picked_up(stay: Stay, named: Heads) -> None:
    """Each night takes the named heads, kind by kind up to the contracted, and the rooms that they need."""
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    for night in sorted({row.date for row in rows}):
        await _write([row for row in rows if row.date == night], named)


async def _write(rows: list[StayNight], named: Heads) -> None:
    beds = [Bed(row.room_type_id, row.contracted_rooms, row.room_type.beds) for row in rows]
    laid = spread(_within_contract(rows, named), beds)
    for row, bed in zip(rows, beds, strict=True):
        here = laid[row.room_type_id]
        row.picked_up_rooms = min(bed.rooms, -(-here.total // bed.beds))
        row.picked_up_workers, row.picked_up_family = here.workers, here.family
        row.picked_up_crew = here.crew
        await row.save(update_fields=COLUMNS)


def _within_contract(rows: list[StayNight], named: Heads) -> Heads:
    return Heads(
        min(named.workers, sum(row.contracted_workers for row in rows)),
        min(named.family, sum(row.contracted_family for row in rows)),
        min(named.crew, sum(row.contracted_crew for row in rows)),
    )

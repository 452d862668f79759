"""How many of the contracted heads have names: written to the nights, never above what was contracted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from booking import rosters
from booking.rosters import Named
from booking.rosters.rooming import Room, lodged_in, slots_of
from booking.stays.figures import latest
from booking.stays.models import Stay, StayNight
from booking.stays.nights import Bed, spread
from sites.foundation import outbox
from sites.foundation.identifiers import public_id
from sites.packages import Heads

COLUMNS = ["picked_up_rooms", "picked_up_workers", "picked_up_family", "picked_up_crew"]


async def write_picked_up(stay: Stay, party_id: int) -> None:
    """Each night takes those of the list who sleep there, kind by kind up to the contracted, and their rooms:
    those of the rooming list once it holds all of them that night, else as few as they need. Programs are told of
    other numbers, whichever act made them: a list is of the whole trip, so one act changes nights of several stays.
    """
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    nights = sorted({row.date for row in rows})
    people = await rosters.people_in(party_id, nights)
    rooms = await _rooms(stay, rows, people)
    before = _numbers(rows)
    for night in nights:
        here = [one for one in people.values() if night in one.guest.nights]
        await _write([row for row in rows if row.date == night], here, rooms)
    if _numbers(rows) != before:
        await outbox.post("stay_nights.picked_up", {"stay_id": stay.id, "source": public_id()})


def _numbers(rows: Iterable[StayNight]) -> list[int]:
    """Nobody named yet is nobody."""
    return [getattr(row, column) or 0 for row in rows for column in COLUMNS]


async def _rooms(stay: Stay, rows: list[StayNight], people: dict[str, Named]) -> list[Room]:
    version = await rosters.newest_version(stay.id)
    return rosters.rooms_from(version, slots_of(supply_of(rows), beds_of(rows)), people)


def supply_of(rows: Iterable[StayNight]) -> dict[date, dict[int, int]]:
    """Rooms that are kept for the stay, by night and type."""
    found: dict[date, dict[int, int]] = {}
    for row in rows:
        found.setdefault(row.date, {})[row.room_type_id] = row.reserved_rooms
    return found


def beds_of(rows: Iterable[StayNight]) -> dict[int, int]:
    """Beds by room type, in the base's order of types."""
    ordered = sorted(rows, key=lambda row: (row.room_type.position, row.room_type_id))
    return {row.room_type_id: row.room_type.beds for row in ordered}


async def _write(rows: list[StayNight], here: list[Named], rooms: list[Room]) -> None:
    beds = [Bed(row.room_type_id, row.contracted_rooms, row.room_type.beds) for row in rows]
    laid = spread(_within_contract(rows, here), beds)
    listed = _listed(rows[0].date, here, rooms)
    for row, bed in zip(rows, beds, strict=True):
        heads = laid[row.room_type_id]
        fewest = -(-heads.total // bed.beds)
        needed = fewest if listed is None else listed[row.room_type_id]
        row.picked_up_rooms = min(bed.rooms, needed)
        row.picked_up_workers, row.picked_up_family = heads.workers, heads.family
        row.picked_up_crew = heads.crew
        await row.save(update_fields=COLUMNS)


def _listed(night: date, here: list[Named], rooms: list[Room]) -> Counter[int] | None:
    if not here or {one.guest.id for one in here} - lodged_in(rooms):
        return None
    return Counter(room.slot.room_type_id for room in rooms if room.on(night))


def _within_contract(rows: list[StayNight], here: list[Named]) -> Heads:
    kinds = Counter(one.guest.kind for one in here)
    return Heads(
        min(kinds["worker"], sum(row.contracted_workers for row in rows)),
        min(kinds["family"], sum(row.contracted_family for row in rows)),
        min(kinds["crew"], sum(row.contracted_crew for row in rows)),
    )

"""The nights of a stay as they are counted: who was booked and who came, in heads and in rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from booking.stays.access import stay_of_operator
from booking.stays.figures import latest
from booking.stays.models import StayNight
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.packages import Heads


@dataclass(frozen=True)
class RoomNight:
    """Rooms of one type. `arrived` is None while nobody counted."""

    room_type_id: int
    name: str
    beds: int
    booked: int
    arrived: int | None


@dataclass(frozen=True)
class NightCount:
    date: date
    booked: Heads
    arrived: Heads | None
    rooms: tuple[RoomNight, ...]

    @property
    def mark(self) -> str:
        """Names the count that stands here, so that two who count at once notice; empty where nobody counted."""
        if self.arrived is None:
            return ""
        rooms = sorted((room.room_type_id, room.arrived or 0) for room in self.rooms)
        heads = (self.arrived.workers, self.arrived.family, self.arrived.crew)
        return ".".join(str(number) for number in (*heads, *(count for _type, count in rooms)))


async def counts_of(public_id: str, *, by: Actor) -> tuple[NightCount, ...]:
    """Night by night for the operator who counts. Refused: StayUnknown."""
    stay = await stay_of_operator(public_id, by=by)
    rows = latest(await StayNight.filter(stay_id=stay.id).prefetch_related("room_type"))
    days = sorted({row.date for row in rows})
    return tuple(night_count(day, [row for row in rows if row.date == day]) for day in days)


def night_count(day: date, rows: Sequence[StayNight]) -> NightCount:
    counted = any(row.arrived_rooms is not None for row in rows)
    return NightCount(
        day,
        _heads(rows, "reserved"),
        _heads(rows, "arrived") if counted else None,
        tuple(
            RoomNight(
                row.room_type_id,
                choose(row.room_type.name, row.room_type.name_en),
                row.room_type.beds,
                row.reserved_rooms,
                row.arrived_rooms,
            )
            for row in rows
        ),
    )


def _heads(rows: Sequence[StayNight], number: str) -> Heads:
    who = ("workers", "family", "crew")
    return Heads(*(sum(getattr(row, f"{number}_{one}") or 0 for row in rows) for one in who))

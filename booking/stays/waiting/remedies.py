"""What would take an entry in: for each stretch of nights so many rooms, or places, more. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sites.calendar import Shortage

NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remedy:
    """`missing` rooms of the type, or people where `room_type_id` is 0, on each night from `first` to `last`."""

    code: str
    room_type_id: int
    missing: int
    first: date
    last: date

    @property
    def nights(self) -> int:
        return (self.last - self.first).days + 1


def remedies(lacks: Iterable[Shortage]) -> tuple[Remedy, ...]:
    """Nights in a row that lack the same become one line; the earliest first."""
    found: list[Remedy] = []
    for one in sorted(lacks, key=lambda one: (one.room_type_id, one.code, one.night)):
        here = Remedy(one.code, one.room_type_id, one.missing, one.night, one.night)
        if (
            found
            and replace(found[-1], first=here.first, last=here.last) == here
            and (found[-1].last + NIGHT == here.first)
        ):
            found[-1] = replace(found[-1], last=here.last)
        else:
            found.append(here)
    return tuple(
        sorted(found, key=lambda one: (one.first, one.room_type_id == 0, one.room_type_id))
    )

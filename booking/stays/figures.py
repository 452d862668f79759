"""The numbers of a stay's nights: which rows count, and what of them is charged."""

from collections.abc import Iterable

from booking.stays.models import StayNight

WHO = ("workers", "family", "crew")
WHAT = ("rooms", *WHO)


def latest(rows: Iterable[StayNight]) -> list[StayNight]:
    """The rows of the highest contracted version, in order of night and room type."""
    every = list(rows)
    highest = max((row.version for row in every), default=1)
    kept = [row for row in every if row.version == highest]
    return sorted(kept, key=lambda row: (row.date, row.room_type_id))


def charged_of(row: StayNight) -> dict[str, int]:
    """Charged is who arrived where it was counted, else who was contracted.

    Not cut room type by room type: people who moved to another type still came. A night's count is
    never above what was booked, so neither is its charge.
    """
    number = "contracted" if row.arrived_rooms is None else "arrived"
    return {what: getattr(row, f"{number}_{what}") or 0 for what in WHAT}

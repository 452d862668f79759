"""How full a base is, day by day, over many months: rooms held and sold of the rooms in the house."""

from dataclasses import dataclass
from datetime import date

from sites.foundation.database import fetch


@dataclass(frozen=True, slots=True)
class DayUse:
    """`taken` of `rooms` that are in order."""

    date: date
    taken: int
    rooms: int


async def occupancy(site_id: int, *, first: date, until: date) -> tuple[DayUse, ...]:
    """Every opened day from `first` until before `until`, in their order. One query."""
    rows = await fetch(
        "SELECT date, SUM(held + sold) AS taken, SUM(rooms - out_of_order) AS rooms FROM nights "
        "WHERE site_id = $1 AND date >= $2 AND date < $3 GROUP BY date ORDER BY date",
        site_id,
        first,
        until,
    )
    return tuple(DayUse(_day(r["date"]), int(r["taken"]), int(r["rooms"])) for r in rows)


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value

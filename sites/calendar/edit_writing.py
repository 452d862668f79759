"""Writes what nights become. The rows are locked by the caller, so what was read of them still stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from sites.calendar.changes import NightSettings
from sites.calendar.first_refusal import FIRST_REFUSAL, announce_freed
from sites.calendar.models import Night
from sites.foundation import clock
from sites.foundation.database import connection, demand_transaction

_WRITE = (
    "UPDATE nights SET sell_limit = $1, over_by = $2, out_of_order = $3, is_closed = $4, closed_why = $5, "
    "no_arrival = $6, no_departure = $7, min_stay = $8, max_stay = $9, min_through = $10, max_through = $11, "
    "book_from = $12, book_until = $13, note = $14, first_refusal_until = $15 WHERE id = $16"
)


@dataclass(frozen=True, slots=True)
class NightChange:
    """One night of an edit: its row as it was read, and what it becomes."""

    row: Night
    before: NightSettings
    after: NightSettings

    @property
    def booked(self) -> int:
        return self.row.held + self.row.sold


async def write(changes: Iterable[NightChange]) -> None:
    demand_transaction()
    made = [*changes]
    await connection().execute_many(_WRITE, [_values(one) for one in made])
    await announce_freed([one.row.id for one in made if _frees(one)])


def _values(one: NightChange) -> list[object]:
    new = one.after
    over_by = max(0, one.booked - new.to_sell)
    return [
        new.to_sell, over_by, new.out_of_order, new.is_closed, new.closed_why, new.no_arrival,
        new.no_departure, new.min_stay, new.max_stay, new.min_through, new.max_through,
        new.book_from, new.book_until, new.note, _first_refusal(one), one.row.id,
    ]  # fmt: skip


def _first_refusal(one: NightChange) -> object:
    """Rooms that an edit frees are offered to waiting groups first."""
    if one.row.has_waiters and _frees(one):
        return clock.now() + FIRST_REFUSAL
    return one.row.first_refusal_until


def _frees(one: NightChange) -> bool:
    before = 0 if one.before.is_closed else one.before.to_sell
    return not one.after.is_closed and one.after.to_sell > before

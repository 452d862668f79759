"""Who changed which nights, and when: the newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from sites.calendar.models import NightEdit
from sites.calendar.undoing import UNDO_FOR
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class EditLine:
    """`until` is the night after the last. `booked` of the changed `cells` had bookings."""

    public_id: str
    act: str
    value: int
    note: str
    first: date
    until: date
    room_types: tuple[int, ...]
    cells: int
    booked: int
    by_name: str
    made_at: datetime
    undone_at: datetime | None

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and clock.now() <= self.undo_until

    @property
    def undo_until(self) -> datetime:
        return self.made_at + UNDO_FOR

    @property
    def undo_seconds(self) -> int:
        """How many are left; none once it is too late."""
        return max(0, ceil((self.undo_until - clock.now()).total_seconds()))


async def edits_of(site_id: int, *, limit: int = 8) -> tuple[EditLine, ...]:
    """One query. Whoever asks may see the base's calendar."""
    rows = await NightEdit.filter(site_id=site_id).order_by("-made_at", "-id").limit(limit)
    return tuple(_line(row) for row in rows)


async def edit_line(public_id: str) -> EditLine:
    """An edit that whoever asks has just made."""
    return _line(await NightEdit.get(public_id=public_id))


def _line(row: NightEdit) -> EditLine:
    return EditLine(
        row.public_id, row.act, row.value, row.note, row.starts_on, row.ends_on,
        tuple(row.room_types), row.cells, row.booked, row.by_name, row.made_at, row.undone_at,
    )  # fmt: skip

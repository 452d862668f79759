"""Which nights an edit is about, and their rows: locked in one order, as claims take them."""

from dataclasses import dataclass
from datetime import date, timedelta

from sites.calendar.booking_window import BookingWindow
from sites.calendar.changes import Facts, NightSettings
from sites.calendar.edit_refusals import NightsOver, TooManyNights
from sites.calendar.models import Night
from sites.calendar.nights import nights_between
from sites.foundation import clock
from sites.foundation.database import demand_transaction, fetch, is_sqlite

MOST_DAYS = 366
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Selection:
    """Nights from `first` until before `until` on these weekdays (Monday is 0), of these room types."""

    site_id: int
    first: date
    until: date
    room_types: frozenset[int]
    weekdays: frozenset[int] = EVERY_DAY

    @property
    def days(self) -> list[date]:
        every = nights_between(self.first, self.until)
        return [day for day in every if day.weekday() in self.weekdays]


def demand_editable(selection: Selection) -> None:
    """Refused: NightsOver, TooManyNights."""
    today = clock.today()
    if selection.first < today:
        raise NightsOver(day=today, field="from")
    if selection.until - selection.first > timedelta(days=MOST_DAYS):
        raise TooManyNights(most=MOST_DAYS, field="to")


async def rows_of(selection: Selection) -> list[Night]:
    """Opened nights of the selection, by room type and date."""
    rows = await Night.filter(
        site_id=selection.site_id, room_type_id__in=sorted(selection.room_types),
        date__gte=selection.first, date__lt=selection.until,
    ).order_by("room_type_id", "date")  # fmt: skip
    return [row for row in rows if row.date.weekday() in selection.weekdays]


async def locked_rows_of(selection: Selection) -> list[Night]:
    """The same, and no claim nor other edit touches them before this transaction ends."""
    await _lock(selection)
    return await rows_of(selection)


async def _lock(selection: Selection) -> None:
    """In the order of claims. An UPDATE would lock in the order in which it happens to find the rows."""
    demand_transaction()
    if is_sqlite() or not selection.room_types:  # there is one writer at a time
        return
    await fetch(
        "SELECT id FROM nights WHERE site_id = $1 AND room_type_id = ANY($2::int[]) AND date >= $3 AND date < $4 "
        "ORDER BY site_id, room_type_id, date FOR NO KEY UPDATE",
        selection.site_id, sorted(selection.room_types), selection.first, selection.until,
    )  # fmt: skip


def settings_of(row: Night) -> NightSettings:
    return NightSettings(
        to_sell=row.sell_limit, out_of_order=row.out_of_order, is_closed=row.is_closed,
        closed_why=row.closed_why, no_arrival=row.no_arrival, no_departure=row.no_departure,
        min_stay=row.min_stay, max_stay=row.max_stay, min_through=row.min_through,
        max_through=row.max_through, book_from=row.book_from, book_until=row.book_until, note=row.note,
    )  # fmt: skip


def facts_of(row: Night, window: BookingWindow) -> Facts:
    return Facts(row.date, row.rooms, row.held + row.sold, window)

"""An operator changes many nights in one transaction: all of them, or none.

Bookings stay whatever is changed. The edit is kept with who made it and what each night was before.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sites.calendar.booking_window import BookingWindow
from sites.calendar.changes import Change, applied
from sites.calendar.edit_keeping import keep
from sites.calendar.edit_refusals import NothingToChange
from sites.calendar.edit_telling import tell
from sites.calendar.edit_writing import NightChange, write
from sites.calendar.models import Night
from sites.calendar.receiving import (
    RECEIVE,
    judged_dates,
    kept_dates,
    lock_dates,
    write_dates,
)
from sites.calendar.selection import (
    Selection,
    demand_editable,
    facts_of,
    locked_rows_of,
    rows_of,
    settings_of,
)
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.listings import SiteUnknown
from sites.listings.models import Site


@dataclass(frozen=True, slots=True)
class BookedNight:
    """A changed night on which rooms are booked; they stay. `over` rooms are booked beyond those for sale.

    Room type 0 are people: a date whose reception limit is changed.
    """

    room_type_id: int
    date: date
    booked: int
    left: int
    over: int


@dataclass(frozen=True, slots=True)
class EditPreview:
    """`cells` nights would change, `booked` of them with bookings, which stay."""

    cells: int
    booked: tuple[BookedNight, ...]


async def preview_edit(selection: Selection, change: Change, *, by: Actor) -> EditPreview:
    """What the edit would do now; nothing is changed. Refused: what `edit` refuses."""
    window = await _own_window(selection, by)
    demand_editable(selection)
    if change.act == RECEIVE:
        dates = await judged_dates(selection, change)
        booked = [
            BookedNight(0, d.date, d.booked, d.after - d.booked, 0) for d in dates if d.booked
        ]
        return EditPreview(len(dates), tuple(booked))
    changes = changes_of(await rows_of(selection), change, window)
    return EditPreview(len(changes), tuple(_booked(one) for one in changes if one.booked))


@transaction
async def edit(
    selection: Selection, change: Change, *, key: idempotency.Key | None = None, by: Actor
) -> str:
    """Change these nights and keep the edit; answers its public id. The same request again changes nothing.

    Refused: SiteUnknown (also another operator's), NightsOver, TooManyNights, NothingToChange,
    TooFewForBooked, MoreThanTheHouse, NoneLeftToTake, StayLengthOutside, BookingDaysOutside, BookingWindowUnfit;
    of the people received MoreThanReceived, TooFewForPeople. Then nothing has changed.
    """
    earlier = await idempotency.claim(key, by=by)
    if earlier is not None:
        return earlier
    window = await _own_window(selection, by)
    demand_editable(selection)
    made = await (
        _edit_dates(selection, change, by=by)
        if change.act == RECEIVE
        else _edit_nights(selection, change, window, by=by)
    )
    await tell(selection, source=f"edit:{made}")
    await idempotency.keep(key, made, by=by)
    return made


async def _edit_nights(
    selection: Selection, change: Change, window: BookingWindow, *, by: Actor
) -> str:
    changes = changes_of(await locked_rows_of(selection), change, window)
    await write(changes)
    return await keep(
        selection, change, room_types={one.row.room_type_id for one in changes},
        changes=[[one.row.id, asdict(one.before), asdict(one.after)] for one in changes],
        booked=sum(1 for one in changes if one.booked), by=by,
    )  # fmt: skip


async def _edit_dates(selection: Selection, change: Change, *, by: Actor) -> str:
    await lock_dates(selection)
    changes = await judged_dates(selection, change)
    await write_dates(changes)
    return await keep(
        selection, change, room_types=(), changes=kept_dates(changes),
        booked=sum(1 for one in changes if one.booked), by=by,
    )  # fmt: skip


def changes_of(rows: Iterable[Night], change: Change, window: BookingWindow) -> list[NightChange]:
    """Only nights that become something else. Refused: NothingToChange, and what a night refuses."""
    judged = [
        NightChange(row, settings_of(row), applied(settings_of(row), facts_of(row, window), change))
        for row in rows
    ]
    found = [one for one in judged if one.after != one.before]
    if not found:
        raise NothingToChange
    return found


async def _own_window(selection: Selection, by: Actor) -> BookingWindow:
    """The base's booking window. Refused: SiteUnknown, also where it is another operator's."""
    site = await Site.get_or_none(id=selection.site_id, operator_id=by.organisation_id)
    if site is None:
        raise SiteUnknown
    return BookingWindow(site.book_from, site.book_until)


def _booked(one: NightChange) -> BookedNight:
    spare = one.after.to_sell - one.booked
    return BookedNight(
        one.row.room_type_id, one.row.date, one.booked, left=max(0, spare), over=max(0, -spare)
    )

"""An operator changes many nights in one transaction: all of them, or none.

Bookings stay whatever is changed. The edit is kept with who made it and what each night was before.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sites.calendar.booking_window import BookingWindow
from sites.calendar.changes import Change, applied
from sites.calendar.edit_refusals import NothingToChange
from sites.calendar.edit_telling import tell
from sites.calendar.edit_writing import NightChange, write
from sites.calendar.models import Night, NightEdit
from sites.calendar.selection import (
    Selection,
    demand_editable,
    facts_of,
    locked_rows_of,
    rows_of,
    settings_of,
)
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id
from sites.listings import SiteUnknown
from sites.listings.models import Site


@dataclass(frozen=True, slots=True)
class BookedNight:
    """A changed night on which rooms are booked; they stay. `over` rooms are booked beyond those for sale."""

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
    changes = changes_of(await rows_of(selection), change, window)
    return EditPreview(len(changes), tuple(_booked(one) for one in changes if one.booked))


@transaction
async def edit(
    selection: Selection, change: Change, *, key: idempotency.Key | None = None, by: Actor
) -> str:
    """Change these nights and keep the edit; answers its public id. The same request again changes nothing.

    Refused: SiteUnknown (also another operator's), NightsOver, TooManyNights, NothingToChange,
    TooFewForBooked, MoreThanTheHouse, NoneLeftToTake, StayLengthOutside, BookingDaysOutside, BookingWindowUnfit; then
    nothing has changed.
    """
    earlier = await idempotency.claim(key, by=by)
    if earlier is not None:
        return earlier
    window = await _own_window(selection, by)
    demand_editable(selection)
    changes = changes_of(await locked_rows_of(selection), change, window)
    await write(changes)
    made = await _keep(selection, change, changes, by=by)
    await tell(selection, source=f"edit:{made}")
    await idempotency.keep(key, made, by=by)
    return made


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


async def _keep(
    selection: Selection, change: Change, changes: list[NightChange], *, by: Actor
) -> str:
    made = await NightEdit.create(
        public_id=public_id(), site_id=selection.site_id, organisation_id=by.organisation_id,
        user_id=by.user_id, by_name=by.name, act=change.act, value=change.value, note=change.note,
        starts_on=selection.first, ends_on=selection.until,
        room_types=sorted({one.row.room_type_id for one in changes}),
        cells=len(changes), booked=sum(1 for one in changes if one.booked),
        changes=[[one.row.id, asdict(one.before), asdict(one.after)] for one in changes],
        made_at=clock.now(),
    )  # fmt: skip
    return made.public_id


def _booked(one: NightChange) -> BookedNight:
    spare = one.after.to_sell - one.booked
    return BookedNight(
        one.row.room_type_id, one.row.date, one.booked, left=max(0, spare), over=max(0, -spare)
    )

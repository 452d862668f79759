"""Taking an edit back within half a minute, where no night of it has been changed since."""

from datetime import timedelta
from typing import Any

from sites.calendar.changes import NightSettings
from sites.calendar.edit_refusals import ChangedSince, EditUnknown, TooFewForBooked, UndoTimeOver
from sites.calendar.edit_telling import tell
from sites.calendar.edit_writing import NightChange, write
from sites.calendar.models import Night, NightEdit
from sites.calendar.receiving import RECEIVE, put_back
from sites.calendar.selection import Selection, locked_rows_of, settings_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import is_public_id

UNDO_FOR = timedelta(seconds=30)


@transaction
async def undo(public: str, *, by: Actor) -> None:
    """Put every night back as it was before the edit. Undone once, it stays undone.

    Refused: EditUnknown, UndoTimeOver, ChangedSince; TooFewForBooked, or TooFewForPeople,
    where what the edit had opened is booked by now. Then nothing has changed.
    """
    found = await _own(public, by=by)
    if found.undone_at is not None:
        return
    if clock.now() > found.made_at + UNDO_FOR:
        raise UndoTimeOver(seconds=int(UNDO_FOR.total_seconds()))
    if found.act == RECEIVE:
        await put_back(_selection(found), found.changes)
    else:
        await _put_back_nights(found)
    await _mark(found, by=by)
    await tell(_selection(found), source=f"undo:{found.public_id}")


async def _put_back_nights(found: NightEdit) -> None:
    kept = {
        int(id_): (NightSettings(**old), NightSettings(**new)) for id_, old, new in found.changes
    }
    rows = [row for row in await locked_rows_of(_selection(found)) if row.id in kept]
    await write(_back(row, *kept[row.id], act=found.act) for row in rows)


def _back(row: Night, before: NightSettings, after: NightSettings, *, act: str) -> NightChange:
    if settings_of(row) != after:
        raise ChangedSince(night=row.date)
    booked = row.held + row.sold
    if before.to_sell < min(booked, after.to_sell) and act != "repair":
        raise TooFewForBooked(night=row.date, booked=booked)
    return NightChange(row, after, before)


async def _own(public: str, *, by: Actor) -> NightEdit:
    found = None
    if is_public_id(public):
        found = await NightEdit.filter(public_id=public, organisation_id=by.organisation_id).first()
    if found is None:
        raise EditUnknown
    return found


async def _mark(found: NightEdit, *, by: Actor) -> None:
    marked: dict[str, Any] = {"undone_at": clock.now(), "undone_by": by.user_id}
    # Two people may press at once: the second finds the nights changed, or nothing left to mark.
    await NightEdit.filter(id=found.id, undone_at=None).update(**marked)


def _selection(found: NightEdit) -> Selection:
    return Selection(found.site_id, found.starts_on, found.ends_on, frozenset(found.room_types))

"""An edit is kept whole: who made it, when, and what each night or date was before and became."""

from collections.abc import Collection
from typing import Any

from sites.calendar.changes import Change
from sites.calendar.models import NightEdit
from sites.calendar.selection import Selection
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.identifiers import public_id


async def keep(
    selection: Selection, change: Change, *, changes: list[Any], room_types: Collection[int],
    booked: int, by: Actor,
) -> str:  # fmt: skip
    """Its public id. `changes` are [row, before, after], one for each cell; on `booked` of them something is booked."""
    made = await NightEdit.create(
        public_id=public_id(), site_id=selection.site_id, organisation_id=by.organisation_id,
        user_id=by.user_id, by_name=by.name, act=change.act, value=change.value, note=change.note,
        starts_on=selection.first, ends_on=selection.until, room_types=sorted(room_types),
        cells=len(changes), booked=booked, changes=changes, made_at=clock.now(),
    )  # fmt: skip
    return made.public_id

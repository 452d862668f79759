"""A group that did not book here is put on record: what it was, and for a coming one its nights."""

from booking.people import demand
from booking.receptions.access import site_for
from booking.receptions.drafts import GroupDraft, demand_sound
from booking.receptions.models import RecordedGroup
from booking.receptions.taking import first_night_to_take, take, tell_nights
from booking.receptions.writing import columns_of, write_version
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id


@transaction
async def record(draft: GroupDraft, *, by: Actor, key: Key | None = None) -> str:
    """Record one group; its public id. A coming group takes nights and places, a past one only stands here.

    Needs `receptions.record`. Refused: SiteUnknown, what `demand_sound` refuses, and for a coming
    group BedsShort and the calendar's refusals, each with the night and the limit.
    """
    demand(by, "receptions.record")
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    made = await write_group(draft, by=by)
    await idempotency.keep(key, made, by=by)
    return made


async def write_group(draft: GroupDraft, *, by: Actor) -> str:
    """The same within the caller's transaction, for lists of many."""
    demand_transaction()
    demand_sound(draft)
    site = await site_for(draft.site, by=by)
    group = await RecordedGroup.create(
        public_id=public_id(), site_id=site.id, version=1, is_historic=_is_of_an_earlier_year(draft)
    )
    rooms = await take(draft, site, holder=group.public_id)
    await tell_nights(
        site.id, (draft.check_in, draft.check_out), source=f"group:{group.public_id}:1"
    )
    columns = columns_of(draft, rooms=rooms, taken_from=first_night_to_take(draft))
    await write_version(group.id, 1, act="recorded", by=by, **columns)
    return group.public_id


def _is_of_an_earlier_year(draft: GroupDraft) -> bool:
    return draft.check_in.year < clock.today().year

"""Asking for a pack: one at a time for a stay; a job draws it."""

from datetime import timedelta

from booking import rosters
from booking.people import demand
from booking.stays.access import stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.packs.models import Pack
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_, locale

ASKED = "pack.asked"
# After this long nobody draws it any more, and another may be asked for.
GIVEN_UP = timedelta(minutes=15)


class PackUnderway(Refusal):
    code = "pack_underway"
    words = N_("A pack of this group is being drawn up. Wait for it, then ask again.")


@transaction
async def ask_for_pack(public_id: str, *, by: Actor, key: Key | None = None) -> str:
    """Note the wish and post its job; the public id of the pack. Names stand in it only for whoever may see lists.

    Refused: NotGranted, StayUnknown, PackUnderway. A request sent twice asks once.
    """
    demand(by, "money.see")
    if (earlier := await idempotency.claim(key, by=by)) is not None:
        return str(earlier)
    stay = await stay_of_union(public_id, by=by)
    stay = await Stay.filter(id=stay.id).select_for_update(no_key=True).get()
    since = clock.now() - GIVEN_UP
    if await Pack.filter(stay_id=stay.id, state="asked", asked_at__gt=since).exists():
        raise PackUnderway
    pack = await Pack.create(
        public_id=new_id(), stay_id=stay.id, state="asked", language=locale(), has_names=await _names(stay, by),
        asked_at=clock.now(), by_user_id=by.user_id, by_organisation_id=by.organisation_id, by_name=by.name,
    )  # fmt: skip
    await outbox.post(ASKED, {"pack_id": pack.id})
    await record(stay, act="pack_asked", by=by)
    await idempotency.keep(key, pack.public_id, by=by)
    return pack.public_id


async def _names(stay: Stay, by: Actor) -> bool:
    """Whether names will stand in it: for whoever may see lists, while there is one that is not shredded."""
    party = await Party.get(trip_id=stay.trip_id, organisation_id=stay.union_id)
    return by.may("rosters.see") and await rosters.shredded_at(party.id) is None

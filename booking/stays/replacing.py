"""One person goes in another's place: both in one act, so that the list is never a head too long or too short."""

from booking import rosters
from booking.people import demand
from booking.rosters import Edit, TravellerDraft
from booking.stays.moves import record
from booking.stays.naming import count_names, demand_names_open, own_party
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def replace_traveller(
    public_id: str, traveller: str, person: TravellerDraft, *, by: Actor, key: Key | None = None
) -> None:
    """Take one off the list and put another on it, as one version; number and phone of who left are deleted.

    Refused: NotGranted, StayUnknown, AlreadyMoved, HoldOver, NamesClosed, TravellerUnknown, AlreadyOnRoster,
    RosterFull. A request sent twice replaces once.
    """
    demand(by, "rosters.write")
    if await idempotency.claim(key, by=by) is not None:
        return
    stay, party = await own_party(public_id, by=by)
    demand_names_open(stay)
    await rosters.write(party.id, Edit("replaced", coming=(person,), leaving=(traveller,)), by=by)
    named = await count_names(stay, party)
    await record(stay, act="replaced", by=by, facts={"named": named.total})
    await idempotency.keep(key, "done", by=by)

"""Who travels, name by name: the list belongs to the party, its count to the nights of every stay."""

from collections.abc import Iterable

from booking import rosters
from booking.people import demand
from booking.rosters import Edit, RosterFull, TravellerDraft
from booking.stays.access import stay_of_union
from booking.stays.models import Party, Stay
from booking.stays.moves import record
from booking.stays.naming_time import names_closed
from booking.stays.picked_up import write_picked_up
from booking.stays.prolonging import demand_live_hold
from booking.stays.refusals import AlreadyMoved, NamesClosed
from booking.stays.states import State
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _
from sites.packages import Heads

NAMEABLE = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


@transaction
async def name_travellers(
    public_id: str, people: Iterable[TravellerDraft], *, by: Actor, key: Key | None = None
) -> int:
    """Put people on the list, all or none; how many. The named numbers of the nights follow.

    Refused: NotGranted, StayUnknown, AlreadyMoved once the group has left, HoldOver, NamesClosed, RosterFull,
    AlreadyOnRoster. A request sent twice adds once.
    """
    demand(by, "rosters.write")
    if (earlier := await idempotency.claim(key, by=by)) is not None:
        return int(earlier)
    stay, party = await own_party(public_id, by=by)
    demand_names_open(stay)
    coming = tuple(people)
    await rosters.write(party.id, Edit("typed", coming=coming), by=by)
    named, added = await count_names(stay, party), len(coming)
    await record(stay, act="named", by=by, facts={"added": added, "named": named.total})
    await idempotency.keep(key, str(added), by=by)
    return added


@transaction
async def unname_traveller(public_id: str, traveller: str, *, by: Actor) -> None:
    """Take one person off the list. Refused: NotGranted, StayUnknown, TravellerUnknown, AlreadyMoved, HoldOver."""
    demand(by, "rosters.write")
    stay, party = await own_party(public_id, by=by)
    await rosters.write(party.id, Edit("removed", leaving=(traveller,)), by=by)
    named = await count_names(stay, party)
    await record(stay, act="unnamed", by=by, facts={"named": named.total})


def demand_names_open(stay: Stay) -> None:
    """Refused: NamesClosed, after the day that the frozen terms name."""
    last = names_closed(stay.check_in, (stay.frozen or {}).get("terms", {}))
    if last is not None and clock.today() > last:
        raise NamesClosed(day=last)


async def own_party(public_id: str, *, by: Actor) -> tuple[Stay, Party]:
    """The stay and its party, locked: two people who name at once are counted one after the other."""
    stay = await stay_of_union(public_id, by=by)
    own = Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id)
    party = await own.select_for_update(no_key=True).get()
    if State(stay.state) not in NAMEABLE:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if State(stay.state) is State.HELD:
        demand_live_hold(stay)
    return stay, party


async def count_names(stay: Stay, party: Party) -> Heads:
    """Carry the list's count to the nights. Refused: RosterFull."""
    named = (await rosters.roster_of(party.public_id)).named
    most = party.workers + party.family + party.crew
    if named.total > most:
        raise RosterFull(most=most, named=named.total)
    siblings = Stay.filter(trip_id=stay.trip_id, union_id=stay.union_id, state__in=NAMEABLE)
    for one in await siblings.order_by("id"):
        await write_picked_up(one, party.id)
    return named

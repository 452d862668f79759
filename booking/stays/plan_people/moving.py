"""People go with another batch: off their lists and onto the other in one act, all of them or nobody."""

from collections.abc import Mapping, Sequence

from booking import rosters
from booking.people import demand, demand_principal
from booking.plans import BatchUnknown
from booking.rosters import RosterFull, TravellerUnknown
from booking.stays.models import Party
from booking.stays.moves import record
from booking.stays.naming import count_names
from booking.stays.plan_people.groups import CLOSED, Group, groups_by, lock_parties
from booking.stays.plan_people.refusals import BatchClosed, PlanBatchFull, PlanListsMoved
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _

# Public ids of those who leave a batch, by the batch.
Leaving = Sequence[tuple[Group, Sequence[str]]]


@transaction
async def move_to_batch(
    plan: str, travellers: Sequence[str], *, to: int, seen: Mapping[int, int], by: Actor, key: Key | None = None
) -> int:  # fmt: skip
    """Take people off the lists of their batches and put them on that of batch `to`, needs included; how many went.

    Needs `rosters.write`. Who stands on that list already stays. `seen` has the version of each of these lists that was
    looked at, by batch. A verdict that warns stops nothing. One version of each list. Refused, for all of them: NotGranted,
    PrincipalsOwn, PlanUnknown, TravellerUnknown, BatchUnknown, BatchClosed, PlanListsMoved, PlanBatchFull,
    AlreadyOnRoster. A request sent twice moves once.
    """
    demand(by, "rosters.write")
    demand_principal(by)
    if (earlier := await idempotency.claim(key, by=by)) is not None:
        return int(earlier)
    target, leaving = await _both(plan, travellers, to, by=by)
    for group in (target, *(one for one, _who in leaving)):
        if await _version(group.own) != seen.get(group.number):
            raise PlanListsMoved
    await rosters.carry({one.own.id: who for one, who in leaving}, target=target.own.id, by=by)
    count = sum(len(who) for _group, who in leaving)
    await _tell(target, leaving, count, by=by)
    await idempotency.keep(key, str(count), by=by)
    return count


async def counted(group: Group) -> int:
    """How many the list names now, carried to the nights. Refused: PlanBatchFull."""
    try:
        return (await count_names(group.first, group.own)).total
    except RosterFull as full:
        most, named = full.params["most"], full.params["named"]
        raise PlanBatchFull(number=group.number, most=most, named=named) from None


async def leaving_of(groups: Sequence[Group], travellers: Sequence[str], *, to: int) -> Leaving:
    """Who of these leaves which batch for batch `to`. Refused: TravellerUnknown for whoever is on no list of the plan."""
    left, found = {*travellers}, []
    for group in groups:
        here = await rosters.standing_on(group.party.id) if group.party else ()
        who = [one.public_id for one in here if one.public_id in left]
        left -= {*who}
        if who and group.number != to:
            found.append((group, who))
    if left or not travellers:
        raise TravellerUnknown
    return found


async def _both(
    plan: str, travellers: Sequence[str], to: int, *, by: Actor
) -> tuple[Group, Leaving]:
    """The batch people go to and those they leave, read again under the lock of all these lists."""
    groups = (await groups_by(plan, by=by))[1]
    touched = {to, *(one.number for one, _who in await leaving_of(groups, travellers, to=to))}
    await lock_parties(one for one in groups if one.number in touched)
    groups = (await groups_by(plan, by=by))[1]
    leaving = await leaving_of(groups, travellers, to=to)
    target = next((one for one in groups if one.number == to), None)
    if target is None or not leaving:
        raise BatchUnknown
    for one in (target, *(group for group, _who in leaving)):
        if one.closed and (one is target or one.closed != "names_closed"):
            raise BatchClosed(number=one.number, why=_(CLOSED[one.closed]))
    return target, leaving


async def _tell(target: Group, leaving: Leaving, count: int, *, by: Actor) -> None:
    for group, _who in leaving:
        left = await count_names(group.first, group.own)
        await record(group.first, act="unnamed", by=by, facts={"named": left.total})
    named = await counted(target)
    await record(target.first, act="named", by=by, facts={"added": count, "named": named})


async def _version(party: Party) -> int:
    versions = await rosters.versions_of(party.public_id)
    return versions[0].number if versions else 0

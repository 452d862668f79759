"""One person goes with another batch: off one list and onto the other in one act, or not at all."""

from booking import rosters
from booking.people import demand, demand_principal
from booking.plans import BatchUnknown
from booking.rosters import RosterFull
from booking.stays.models import Party
from booking.stays.moves import record
from booking.stays.naming import count_names
from booking.stays.plan_people.groups import CLOSED, Group, groups_by, lock_parties
from booking.stays.plan_people.previewing import group_with
from booking.stays.plan_people.refusals import BatchClosed, PlanBatchFull, PlanListsMoved
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _


@transaction
async def move_to_batch(
    plan: str, traveller: str, *, to: int, seen: tuple[int, int], by: Actor, key: Key | None = None
) -> None:
    """Take somebody off the list of their batch and put them on that of batch `to`, needs included. Needs `rosters.write`.

    `seen` are the versions of the two lists that were looked at. A verdict that warns stops nothing. Refused: NotGranted,
    PrincipalsOwn, PlanUnknown, TravellerUnknown, BatchUnknown, BatchClosed, PlanListsMoved, PlanBatchFull,
    AlreadyOnRoster. A request sent twice moves once.
    """
    demand(by, "rosters.write")
    demand_principal(by)
    if await idempotency.claim(key, by=by) is not None:
        return
    source, target = await _both(plan, traveller, to, by=by)
    if (await _version(source.own), await _version(target.own)) != seen:
        raise PlanListsMoved
    await rosters.carry(traveller, source=source.own.id, target=target.own.id, by=by)
    left = await count_names(source.first, source.own)
    named = await counted(target)
    await record(source.first, act="unnamed", by=by, facts={"named": left.total})
    await record(target.first, act="named", by=by, facts={"added": 1, "named": named})
    await idempotency.keep(key, "done", by=by)


async def counted(group: Group) -> int:
    """How many the list names now, carried to the nights. Refused: PlanBatchFull."""
    try:
        return (await count_names(group.first, group.own)).total
    except RosterFull as full:
        most, named = full.params["most"], full.params["named"]
        raise PlanBatchFull(number=group.number, most=most, named=named) from None


async def _both(plan: str, traveller: str, to: int, *, by: Actor) -> tuple[Group, Group]:
    """The batch somebody leaves and the one they go to, read again under the lock of both lists."""
    groups = (await groups_by(plan, by=by))[1]
    source = (await group_with(traveller, groups))[0]
    await lock_parties(one for one in groups if one.number in {source.number, to})
    groups = (await groups_by(plan, by=by))[1]
    source = (await group_with(traveller, groups))[0]
    target = next((one for one in groups if one.number == to), None)
    if target is None or target.number == source.number:
        raise BatchUnknown
    for one in (source, target):
        if one.closed and (one is target or one.closed != "names_closed"):
            raise BatchClosed(number=one.number, why=_(CLOSED[one.closed]))
    return source, target


async def _version(party: Party) -> int:
    versions = await rosters.versions_of(party.public_id)
    return versions[0].number if versions else 0

"""One file for all batches of a plan: kept sealed while it waits, mended cell by cell, taken onto every list at once."""

from collections.abc import Mapping, Sequence

from booking import plans, rosters
from booking.people import demand, demand_principal
from booking.rosters import BatchList, Edit, FileMoved, Judged, NoFileOpen, OpenPlanFile, SentFile
from booking.stays.moves import record
from booking.stays.naming_file import WRITE, Taken
from booking.stays.plan_people.groups import Group, groups_by, lock_parties
from booking.stays.plan_people.moving import counted
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


async def plan_file(plan: str, *, by: Actor) -> OpenPlanFile | None:
    """The plan's file that waits, judged against the batches' lists of this moment. Refused: NotGranted, PlanUnknown."""
    demand(by, WRITE)
    found, groups = await groups_by(plan, by=by)
    return await rosters.open_plan_file(found.id, await _lists(groups))


@transaction
async def send_plan_file(plan: str, sent: SentFile, *, by: Actor) -> None:
    """Keep what was read, sealed and for a week; every list stays as it is.

    Refused: NotGranted, PrincipalsOwn, PlanUnknown.
    """
    found = await _locked(plan, by=by)
    await rosters.plan_files.keep(found.id, sent, by=by)


@transaction
async def mend_plan_file(
    plan: str, cells: Mapping[tuple[int, str], str], *, without: Sequence[int] = (), by: Actor
) -> None:
    """Put cells right and leave rows out; every list stays as it is. Refused: as for sending, and NoFileOpen."""
    found = await _locked(plan, by=by)
    await rosters.plan_files.mend(found.id, cells, without=without)


@transaction
async def take_plan_file(plan: str, *, edition: int, by: Actor, key: Key | None = None) -> Taken:
    """Put every sound row on the list of its batch, one version of each list, all or nothing; faulty rows wait on.

    Refused: as for sending, NoFileOpen, FileMoved (another edition than the one that was looked at), PlanBatchFull where
    one batch would name more than are booked. A request sent twice takes once.
    """
    demand(by, WRITE)
    demand_principal(by)
    if (earlier := await idempotency.claim(key, by=by)) is not None:
        return Taken(*map(int, earlier.split(",")))
    found = await _locked(plan, by=by)
    _, groups = await groups_by(plan, by=by)
    await lock_parties(groups)
    _, groups = await groups_by(plan, by=by)
    open_ = await _looked_at(found.id, groups, edition)
    for group in groups:
        if group.number in open_.batches:
            await _take(group, open_.batches[group.number], by=by)
    judged = open_.file.judged
    waiting = [row.line for row in judged.faulty]
    await rosters.plan_files.shorten(found.id, waiting, taken=judged.sound)
    taken = Taken(len(judged.coming), len(judged.changes), 0, len(waiting))
    await idempotency.keep(key, f"{taken.added},{taken.changed},0,{taken.waiting}", by=by)
    return taken


@transaction
async def drop_plan_file(plan: str, *, by: Actor) -> None:
    """Forget the file that waits; every list stays as it is. Refused: as for sending."""
    found = await _locked(plan, by=by)
    await rosters.plan_files.end(found.id)


async def _locked(plan: str, *, by: Actor) -> plans.FoundPlan:
    demand(by, WRITE)
    demand_principal(by)
    found = await plans.found_plan(plan, by=by)
    await plans.lock_plan(found.id)
    return found


async def _lists(groups: Sequence[Group]) -> dict[int, BatchList]:
    return {
        one.number: BatchList(not one.closed, await rosters.standing_on(one.own.id) if one.party else ())
        for one in groups
    }  # fmt: skip


async def _looked_at(plan_id: int, groups: Sequence[Group], edition: int) -> OpenPlanFile:
    open_ = await rosters.open_plan_file(plan_id, await _lists(groups))
    if open_ is None:
        raise NoFileOpen
    if open_.file.edition != edition:
        raise FileMoved
    return open_


async def _take(group: Group, judged: Judged, *, by: Actor) -> None:
    coming = [person for _, person in judged.coming]
    changes = [(one.traveller, one.person, one.fields) for one in judged.changes]
    if not await rosters.write(group.own.id, Edit("file", coming, changes), by=by):
        return
    named = await counted(group)
    facts = {"added": len(coming), "changed": len(changes), "left": 0, "named": named}
    await record(group.first, act="listed", by=by, facts=facts)

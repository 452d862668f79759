"""A quota ends: what nobody uses goes back to the one above; what is used stays counted where it is."""

from dataclasses import replace

from booking.people import demand
from booking.quotas.changing import standing
from booking.quotas.consequences import Consequences, consequences_of
from booking.quotas.drafts import demand_reason
from booking.quotas.making import NEEDS
from booking.quotas.models import Quota
from booking.quotas.nodes import Node, node_of
from booking.quotas.planning import Plan, write_plan
from booking.quotas.register import hold_alone
from booking.quotas.telling import tell_changed, tell_released
from booking.quotas.tree import Tree, read_trees
from booking.quotas.versions import write_next
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.database import transaction


async def preview_close(public_id: str, *, by: Actor) -> Consequences:
    """What closing would do. Stores nothing. Refused: QuotaUnknown, QuotaClosed."""
    demand(by, NEEDS)
    tree, node = await standing(public_id, seen=None, by=by)
    return consequences_of(_plan(tree, node))


@transaction
async def close(public_id: str, *, why: str, seen: int, by: Actor) -> None:
    """Nothing more is taken of the quota and its shares: its trips land on the quota above, and where there is
    none, nothing limits them. Trips that are counted stay counted; what they give back later goes up too.

    Needs `quotas.manage`. Refused: QuotaUnknown, QuotaClosed, QuotaChangedMeanwhile, ReasonMissing.
    """
    demand(by, NEEDS)
    demand_reason(why)
    await hold_alone()
    tree, node = await standing(public_id, seen=seen, by=by)
    await _end(_plan(tree, node), act="closed", why=why, by=by)


@transaction
async def release_by_date(quota_id: int) -> bool:
    """The job's act on the day of release; false when it is not due (run again, it changes nothing)."""
    await hold_alone()
    node = node_of(await Quota.get(id=quota_id))
    if node.closed_at or node.release_on is None or node.release_on > clock.today():
        return False
    plan = _plan(await read_trees([quota_id]), node)
    await _end(plan, act="released", why="", by=SYSTEM)
    await tell_released(quota_id)
    return True


def _plan(tree: Tree, node: Node) -> Plan:
    now = clock.now()
    ending = [tree.node(id_) for id_ in tree.forest.within(node.id)]
    closed = [replace(one, closed_at=now) for one in ending if not one.closed_at]
    return Plan(tree, tree.with_nodes(closed), node.id)


async def _end(plan: Plan, *, act: str, why: str, by: Actor) -> None:
    ending = [
        id_ for id_ in plan.after.forest.within(plan.node_id) if not plan.before.node(id_).closed_at
    ]
    await Quota.filter(id__in=ending).update(closed_at=plan.node.closed_at)
    await write_plan(plan, why=why, by=by)
    for id_ in sorted(ending):
        freed = plan.before.node(id_).ceiling - plan.after.node(id_).ceiling
        await write_next(plan.after.node(id_), act=act, why=why, by=by, amount=freed)
    await tell_changed(ending)

"""A share borrows from the quota above it, or from another share of that one."""

from dataclasses import replace

from booking.people import demand
from booking.quotas.access import gives
from booking.quotas.changing import standing
from booking.quotas.consequences import Consequences, consequences_of
from booking.quotas.drafts import demand_reason
from booking.quotas.making import NEEDS
from booking.quotas.models import Quota
from booking.quotas.nodes import Node
from booking.quotas.planning import Plan, demand_room
from booking.quotas.refusals import (
    LenderHasTooLittle,
    LenderUnfit,
    QuotaCeilingUnfit,
    ShareNotYours,
)
from booking.quotas.register import hold_alone
from booking.quotas.telling import tell_changed
from booking.quotas.tree import Tree, write_counters
from booking.quotas.versions import write_next
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


async def preview_borrow(public_id: str, *, lender: str, amount: int, by: Actor) -> Consequences:
    """What borrowing would do. Stores nothing. Refused as `borrow`, but for the reason."""
    demand(by, NEEDS)
    plan = await _plan(public_id, lender=lender, amount=amount, seen=None, by=by)
    return consequences_of(plan, lender=_lender(plan.after, plan.node, lender))


@transaction
async def borrow(
    public_id: str, *, lender: str, amount: int, why: str, seen: int, by: Actor
) -> None:
    """Raise the share by what `lender` has and nobody uses: the quota above, or another share of it. Both keep a
    version. It is given back in the same way, the other way round.

    Needs `quotas.manage`. Refused: QuotaUnknown, QuotaClosed, QuotaChangedMeanwhile, ShareNotYours, LenderUnfit,
    LenderHasTooLittle, QuotaCeilingUnfit, ReasonMissing.
    """
    demand(by, NEEDS)
    demand_reason(why)
    await hold_alone()
    plan = await _plan(public_id, lender=lender, amount=amount, seen=seen, by=by)
    giver = _lender(plan.after, plan.node, lender)
    await write_counters(plan.before, plan.after)
    await Quota.filter(id=plan.node_id).update(warned_at=None)
    await write_next(plan.node, act="borrowed", why=why, by=by, quota=giver.name, amount=amount)
    await write_next(giver, act="lent", why=why, by=by, quota=plan.node.name, amount=amount)
    await tell_changed({plan.node_id, giver.id})


async def _plan(public_id: str, *, lender: str, amount: int, seen: int | None, by: Actor) -> Plan:
    tree, node = await standing(public_id, seen=seen, by=by)
    giver = _lender(tree, node, lender)
    if not gives(tree.forest, node.id, by=by):
        raise ShareNotYours
    if amount < 1:
        raise QuotaCeilingUnfit(most=giver.left_here, field="amount")
    if amount > giver.left_here:
        raise LenderHasTooLittle(
            quota=giver.name, left=giver.left_here, asked=amount, field="amount"
        )
    changed = [replace(node, ceiling=node.ceiling + amount)]
    if giver.id != node.parent_id:
        changed.append(replace(giver, ceiling=giver.ceiling - amount))
    plan = Plan(tree, tree.with_nodes(changed), node.id)
    demand_room(plan)
    return plan


def _lender(tree: Tree, node: Node, lender: str) -> Node:
    """Refused: LenderUnfit."""
    others = tree.forest.children(node.parent_id) if node.parent_id is not None else []
    above = [tree.node(node.parent_id)] if node.parent_id is not None else []
    for one in (*above, *others):
        if one.public_id == lender and one.id != node.id and not one.closed_at:
            return one
    raise LenderUnfit(field="lender")


def lenders(tree: Tree, node: Node) -> list[Node]:
    """From whom the share may borrow: the quota above first."""
    if node.parent_id is None:
        return []
    others = [
        n for n in tree.forest.children(node.parent_id) if n.id != node.id and not n.closed_at
    ]
    return [tree.node(node.parent_id), *sorted(others, key=lambda one: one.name)]

"""What a change would make of a tree, before anything is written: the preview shows it, the verb writes it."""

from dataclasses import dataclass, replace

from booking.quotas.filling import Moved, Trips, buyers_of, refill, write_claims
from booking.quotas.nodes import Node
from booking.quotas.refusals import SharesStand, ShareTooLarge
from booking.quotas.telling import tell_changed
from booking.quotas.tree import Tree, write_counters
from booking.quotas.versions import write_next
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class Plan:
    """The tree before and after. `moved` are trips that are counted elsewhere, or for the first time, or no more."""

    before: Tree
    after: Tree
    node_id: int
    moved: tuple[Moved, ...] = ()

    @property
    def node(self) -> Node:
        return self.after.node(self.node_id)

    @property
    def was(self) -> Node | None:
        return self.before.forest.nodes.get(self.node_id)

    @property
    def share_grows_by(self) -> int:
        return share(self.node) - (share(self.was) if self.was else 0)


def share(node: Node) -> int:
    """What the node takes of its parent."""
    return node.ceiling + node.over_by


async def planned(tree: Tree, node: Node, *, trips: Trips) -> Plan:
    """The tree with this node put in, and existing trips counted where it changes who counts.

    Refused: ShareTooLarge, SharesStand.
    """
    was, after, moved = tree.forest.nodes.get(node.id), tree.with_nodes([node]), list[Moved]()
    if was is None or _counts_others(was, node):
        first = min(node.starts_on, was.starts_on if was else node.starts_on)
        until = max(node.ends_on, was.ends_on if was else node.ends_on)
        found = await trips(first, until)
        after, moved = refill(after, node.id, found, await buyers_of(found))
    plan = Plan(tree, after, node.id, tuple(moved))
    demand_room(plan)
    return plan


def _counts_others(was: Node, node: Node) -> bool:
    return (was.conditions, was.starts_on, was.ends_on) != (
        node.conditions, node.starts_on, node.ends_on,
    )  # fmt: skip


def demand_room(plan: Plan) -> None:
    """A lowering may leave the node itself over its limit; nothing may do so above it, nor let shares be more
    than there is. Refused: ShareTooLarge with what is left, SharesStand.
    """
    own, *above = plan.after.forest.line(plan.node_id)
    for node in above:
        before = plan.before.node(node.id)
        if node.over_by > before.over_by:
            taken = node.used_here + node.granted - plan.share_grows_by
            raise ShareTooLarge(
                quota=node.name, left=max(0, node.ceiling - taken), asked=plan.share_grows_by
            )
    if own.over_by > (plan.was.over_by if plan.was else 0) and own.granted > own.used_below:
        raise SharesStand(quota=own.name, unused=own.granted - own.used_below)


async def write_plan(plan: Plan, *, why: str, by: Actor) -> None:
    """Claims, counters, and where the share has another size, a version of the quota that gives it."""
    await write_claims(plan.moved)
    await write_counters(plan.before, plan.after)
    above = plan.node.parent_id
    if above is not None and plan.share_grows_by:
        await write_next(
            plan.after.node(above), act="shared", why=why, by=by, quota=plan.node.name,
            amount=plan.share_grows_by,
        )  # fmt: skip
    await tell_changed({plan.node_id, *(node for one in plan.moved for node in {*one.before, *one.after})})  # fmt: skip


def renumbered(node: Node, *, id_: int, public_id: str) -> Node:
    return replace(node, id=id_, public_id=public_id)

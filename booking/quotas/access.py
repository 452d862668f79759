"""Which quotas a federation sees and manages: its own, and every share of them, whoever manages that."""

from booking.quotas.models import Quota
from booking.quotas.nodes import Forest, Node
from booking.quotas.refusals import QuotaUnknown
from booking.quotas.tree import Tree, read_trees
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


async def tree_with(public_id: str, *, by: Actor) -> tuple[Tree, Node]:
    """The whole tree in which the quota stands, and the quota. Refused: QuotaUnknown, also for another's."""
    row = await Quota.get_or_none(public_id=public_id) if is_public_id(public_id) else None
    tree = await read_trees([row.id]) if row else None
    if row is None or tree is None or not manages(tree.forest, row.id, by=by):
        raise QuotaUnknown
    return tree, tree.node(row.id)


def manages(forest: Forest, node_id: int, *, by: Actor) -> bool:
    """Whether the quota, or one above it, is the actor's federation's. The program itself manages all."""
    return by.is_system or any(node.owner_id == by.organisation_id for node in forest.line(node_id))


def gives(forest: Forest, node_id: int, *, by: Actor) -> bool:
    """Whether the actor decides how large the quota is: a share is as large as the one above gives it."""
    above = forest.nodes[node_id].parent_id
    return manages(forest, node_id if above is None else above, by=by)

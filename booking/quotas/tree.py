"""A whole tree in memory, under the lock that keeps everybody else away: changed, recounted, judged, and written.

Claims move counters one guarded step at a time. Whoever changes the tree itself is alone with it, so a change
is plain code: what the nodes would be, whether that may be, and then the rows.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from booking.quotas.models import Quota, QuotaClaim
from booking.quotas.nodes import Forest, Node, node_of
from sites.foundation.database import fetch

COUNTERS = ("ceiling", "used_here", "used_below", "granted", "over_by")
_WHOLE = (
    "WITH RECURSIVE up (id, parent_id) AS (SELECT id, parent_id FROM quotas WHERE id IN ({ids}) "
    "UNION SELECT q.id, q.parent_id FROM quotas q JOIN up ON q.id = up.parent_id), "
    "down (id) AS (SELECT id FROM up WHERE parent_id IS NULL "
    "UNION SELECT q.id FROM quotas q JOIN down ON q.parent_id = down.id) SELECT id FROM down"
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """An open claim: what a trip takes of a node."""

    trip_id: int
    quota_id: int
    amount: int
    is_firm: bool


@dataclass(frozen=True)
class Tree:
    """Nodes of one or more whole trees with all open claims in them."""

    forest: Forest
    claims: tuple[Claimed, ...]

    def node(self, node_id: int) -> Node:
        return self.forest.nodes[node_id]

    def with_nodes(self, changed: Iterable[Node]) -> "Tree":
        """The same with these nodes added or put in place of their former selves, counted anew."""
        nodes = {**self.forest.nodes, **{node.id: node for node in changed}}
        return recounted(nodes, self.claims)

    def with_claims(self, claims: Iterable[Claimed]) -> "Tree":
        return recounted(self.forest.nodes, tuple(claims))


def recounted(nodes: Mapping[int, Node], claims: tuple[Claimed, ...]) -> Tree:
    """Counters as nodes and claims make them: what children may use first, then their parents."""
    here: Counter[int] = Counter()
    for claim in claims:
        here[claim.quota_id] += claim.amount
    forest = Forest(nodes.values())
    counted = dict(nodes)
    for node_id in _deepest_first(forest):
        children = [counted[child.id] for child in forest.children(node_id)]
        counted[node_id] = _counted(counted[node_id], here[node_id], children)
    return Tree(Forest(counted.values()), claims)


def _counted(node: Node, here: int, children: list[Node]) -> Node:
    granted = sum(child.ceiling + child.over_by for child in children)
    ceiling = here + granted if node.closed_at else node.ceiling
    return replace(
        node, used_here=here, used_below=sum(child.used for child in children), granted=granted,
        ceiling=ceiling, over_by=max(0, here + granted - ceiling),
    )  # fmt: skip


def _deepest_first(forest: Forest) -> list[int]:
    return sorted(forest.nodes, key=lambda id_: (-len(forest.line(id_)), id_))


async def read_trees(ids: Collection[int]) -> Tree:
    """The whole trees in which these nodes stand, with all open claims."""
    whole = await _ids(_WHOLE, ids) if ids else []
    nodes = [node_of(row) for row in await Quota.filter(id__in=whole)]
    rows = await QuotaClaim.filter(quota_id__in=whole, released_at=None).order_by("id")
    return Tree(Forest(nodes), tuple(_claimed(row) for row in rows))


async def _ids(sql: str, ids: Collection[int]) -> list[int]:
    listed = ", ".join(str(int(one)) for one in ids)
    return [int(row["id"]) for row in await fetch(sql.format(ids=listed))]


def _claimed(row: QuotaClaim) -> Claimed:
    return Claimed(row.trip_id, row.quota_id, row.amount, row.is_firm)


async def write_counters(before: Tree, after: Tree) -> None:
    """Bring the rows to what the nodes have become, the deepest first."""
    for node_id in _deepest_first(after.forest):
        was, now = before.forest.nodes.get(node_id), after.node(node_id)
        changed = {c: getattr(now, c) for c in COUNTERS if was is None or getattr(was, c) != getattr(now, c)}  # fmt: skip
        if changed:
            await Quota.filter(id=node_id).update(**changed)

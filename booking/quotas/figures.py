"""The numbers of a quota as pages and programs show them: used, held and left, its shares included."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from booking.quotas.nodes import Forest, Node
from sites.foundation.database import fetch

FIRM, HELD = True, False
Taken = Mapping[tuple[int, bool], int]


@dataclass(frozen=True, slots=True)
class Figures:
    """`used` by promised trips, `held` by those that may still come to nothing. `left` is never below zero."""

    limit: int
    used: int
    held: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used - self.held)

    @property
    def over(self) -> int:
        return max(0, self.used + self.held - self.limit)

    @property
    def is_nearly_spent(self) -> bool:
        """A tenth or less is left."""
        return (self.used + self.held) * 10 >= self.limit * 9 and self.limit > 0


async def taken_of(node_ids: list[int]) -> Taken:
    """By node and firmness, what open claims take there."""
    listed = ", ".join(str(int(one)) for one in node_ids) or "0"
    rows = await fetch(
        "SELECT quota_id, is_firm, SUM(amount) AS amount FROM quota_claims "  # noqa: S608 - own integers
        f"WHERE released_at IS NULL AND quota_id IN ({listed}) GROUP BY quota_id, is_firm"
    )
    return {(row["quota_id"], bool(row["is_firm"])): int(row["amount"]) for row in rows}


def figures_of(forest: Forest, node: Node, taken: Taken) -> Figures:
    """With everything that its shares take."""
    sums: Counter[bool] = Counter()
    for id_ in forest.within(node.id):
        for firmness in (FIRM, HELD):
            sums[firmness] += taken.get((id_, firmness), 0)
    return Figures(node.ceiling, sums[FIRM], sums[HELD])


def closed_shares(forest: Forest, node: Node, taken: Taken) -> Figures | None:
    """What the node's closed shares had and still take; None where none is closed."""
    closed = [one for one in forest.children(node.id) if one.closed_at is not None]
    if not closed:
        return None
    each = [figures_of(forest, one, taken) for one in closed]
    return Figures(
        sum(one.limit for one in each), sum(one.used for one in each), sum(one.held for one in each)
    )


def unshared(node: Node, taken: Taken) -> Figures:
    """What no share has: there for whoever draws from the quota and from none of its shares."""
    free = node.ceiling - node.granted
    return Figures(max(0, free), taken.get((node.id, FIRM), 0), taken.get((node.id, HELD), 0))

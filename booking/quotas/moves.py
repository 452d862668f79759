"""The counters of the nodes: moved by guarded UPDATEs, deepest node first and then by id, one order for everybody.

What is taken must fit where it lands and below every ancestor. What is given back at a node that is over its
limit, or closed, is not there for the next one: it goes up the line, as far as somebody has room for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from booking.quotas.models import Quota
from booking.quotas.nodes import PERSON_NIGHTS, node_of
from booking.quotas.refusals import PersonNightsSpent, QuotaSpent
from sites.foundation.database import demand_transaction, fetch

_UP = (
    "WITH RECURSIVE up (start, id, parent_id, height) AS ("
    "SELECT id, id, parent_id, 0 FROM quotas WHERE id IN ({ids}) UNION ALL "
    "SELECT up.start, q.id, q.parent_id, up.height + 1 FROM quotas q JOIN up ON q.id = up.parent_id) "
    "SELECT start, id FROM up ORDER BY start, height"
)
_TAKE_HERE = (
    "UPDATE quotas SET used_here = used_here + $1 "
    "WHERE id = $2 AND closed_at IS NULL AND used_here + granted + $1 <= ceiling RETURNING id"
)
_TAKE_BELOW = (
    "UPDATE quotas SET used_below = used_below + $1 "
    "WHERE id = $2 AND used_below + $1 <= granted AND used_here + used_below + $1 <= ceiling RETURNING id"
)
# $1 was used here, $2 below, $3 is what children no longer take. All columns on the right are the old ones.
_GIVE = (
    "UPDATE quotas SET used_here = used_here - $1, used_below = used_below - $2, granted = granted - $3, "
    "ceiling = CASE WHEN closed_at IS NULL THEN ceiling ELSE used_here - $1 + granted - $3 END, "
    "over_by = CASE WHEN closed_at IS NOT NULL OR used_here - $1 + granted - $3 <= ceiling THEN 0 "
    "ELSE used_here - $1 + granted - $3 - ceiling END "
    "WHERE id = $4 RETURNING ceiling + over_by AS share, parent_id"
)


class _Step(NamedTuple):
    depth: int
    quota_id: int
    here: int
    below: int


async def move(amounts: Mapping[int, int]) -> None:
    """Take (or, below zero, give back) so much of each node. Refused: QuotaSpent; then nothing is taken."""
    demand_transaction()
    freed: dict[int, int] = defaultdict(int)
    for step in await _steps({node: n for node, n in amounts.items() if n}):
        await _give(step, freed)
        await _take(step)


async def lock(nodes: Iterable[int]) -> None:
    """Nobody else moves these nodes, nor those above them, before this transaction ends. In the order of `move`."""
    demand_transaction()
    for step in await _steps(dict.fromkeys(nodes, 1)):
        await _share_of(step.quota_id)


async def _steps(amounts: Mapping[int, int]) -> list[_Step]:
    """One for each node of all lines. What comes and what goes is kept apart: a node may see both."""
    lines: dict[int, list[int]] = defaultdict(list)
    ids = ", ".join(str(int(one)) for one in amounts)
    for row in await fetch(_UP.format(ids=ids)) if amounts else ():
        lines[row["start"]].append(row["id"])
    steps = [
        _Step(len(line) - above, id_, amounts[start] * (above == 0), amounts[start] * (above > 0))
        for start, line in lines.items()
        for above, id_ in enumerate(line)
    ]
    return sorted(steps, key=lambda step: (-step.depth, step.quota_id, step.here + step.below))


async def _take(step: _Step) -> None:
    for sql, amount in ((_TAKE_HERE, step.here), (_TAKE_BELOW, step.below)):
        if amount > 0 and not await fetch(sql, amount, step.quota_id):
            raise await _why_not(step)


async def _give(step: _Step, freed: dict[int, int]) -> None:
    here, below = max(0, -step.here), max(0, -step.below)
    up = freed.pop(step.quota_id, 0)
    if not (here or below or up):
        return
    before = await _share_of(step.quota_id)
    row = (await fetch(_GIVE, here, below, up, step.quota_id))[0]
    if row["parent_id"] is not None:
        freed[row["parent_id"]] += before - row["share"]


async def _share_of(quota_id: int) -> int:
    # Locked, so that what a rival gives back in between is not given twice.
    rows: list[dict[str, Any]] = await fetch(
        "UPDATE quotas SET version = version WHERE id = $1 RETURNING ceiling + over_by AS share",
        quota_id,
    )
    return int(rows[0]["share"])


async def _why_not(step: _Step) -> QuotaSpent:
    node = node_of(await Quota.get(id=step.quota_id))
    whole = node.ceiling - node.used_here
    left = whole - node.granted if step.here else min(node.granted, whole) - node.used_below
    refusal = PersonNightsSpent if node.unit == PERSON_NIGHTS else QuotaSpent
    no = refusal(
        quota=node.name, first=node.starts_on, last=node.last_day, left=max(0, left),
        asked=step.here or step.below,
    )  # fmt: skip
    no.quota_id = node.id
    return no


def together(amounts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Amounts of the same node added up."""
    found: dict[int, int] = defaultdict(int)
    for node, amount in amounts:
        found[node] += amount
    return dict(found)

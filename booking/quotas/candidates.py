"""Which nodes a question may reach, read in one go: those open in its days that ask nothing else of the union."""

from collections.abc import Collection
from datetime import date

from booking.people.models import Organisation
from booking.quotas.matching import Asked, Buyer
from booking.quotas.nodes import Forest, node_from
from sites.foundation.database import fetch

_LINES = (
    "WITH RECURSIVE up (id, parent_id) AS (SELECT id, parent_id FROM quotas WHERE id IN ({ids}) "
    "UNION SELECT q.id, q.parent_id FROM quotas q JOIN up ON q.id = up.parent_id) SELECT id FROM up"
)
# With every hold, so without the ORM's way round.
_REACHED = (
    "SELECT * FROM quotas WHERE closed_at IS NULL AND starts_on <= $1 AND ends_on > $2 "
    "AND (union_id IS NULL OR union_id = $3) AND origin_code IN ('', $4, $5) "
    "AND unit_kind IN ('', $6){programme} OR id IN ({also})"
)


async def buyer_of(union_id: int) -> Buyer:
    # With every hold, so without the ORM's way round.
    rows = await fetch(
        "SELECT area_code, district_code, unit_kind FROM organisations WHERE id = $1", union_id
    )
    return Buyer(union_id, *rows[0].values())


def buyer(row: Organisation) -> Buyer:
    return Buyer(row.id, row.area_code, row.district_code, row.unit_kind)


async def forest_for(asked: Asked, buyer: Buyer, *, besides: Collection[int] = ()) -> Forest:
    """What may match the trip, with the lines of the nodes `besides`, which may be closed."""
    also = await lines(besides) if besides else []
    return await reachable(buyer, asked.check_in, asked.last_night, programme=asked.programme, also=also)  # fmt: skip


async def reachable(
    buyer: Buyer, first: date, last: date, *, programme: str | None, also: Collection[int] = ()
) -> Forest:
    """Open nodes of these nights, both included, and the nodes `also`. A programme of None is any."""
    sql = _REACHED.format(
        programme="" if programme is None else " AND programme IN ('', $7)", also=_listed(also)
    )
    values = [last, first, buyer.union_id, buyer.region, buyer.district, buyer.unit_kind]
    rows = await fetch(sql, *values, *([] if programme is None else [programme]))
    return Forest(map(node_from, rows))


async def lines(ids: Collection[int]) -> list[int]:
    """The ids of these nodes and of all above them."""
    return [int(row["id"]) for row in await fetch(_LINES.format(ids=_listed(ids)))]


def _listed(ids: Collection[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "0"

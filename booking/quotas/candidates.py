"""Which nodes a question may reach, read in one go: those open in its days that ask nothing else of the union."""

from collections.abc import Collection
from datetime import date

from tortoise.expressions import Q

from booking.people.models import Organisation
from booking.quotas.matching import Asked, Buyer
from booking.quotas.models import Quota
from booking.quotas.nodes import Forest, node_of
from sites.foundation.database import fetch

_LINES = (
    "WITH RECURSIVE up (id, parent_id) AS (SELECT id, parent_id FROM quotas WHERE id IN ({ids}) "
    "UNION SELECT q.id, q.parent_id FROM quotas q JOIN up ON q.id = up.parent_id) SELECT id FROM up"
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
    wanted = reachable(buyer, asked.check_in, asked.last_night, programme=asked.programme)
    if besides:
        wanted |= Q(id__in=await lines(besides))
    return Forest(node_of(row) for row in await Quota.filter(wanted))


def reachable(buyer: Buyer, first: date, last: date, *, programme: str | None) -> Q:
    """Open nodes of these nights, both included; None is any programme."""
    asks = Q(closed_at=None, starts_on__lte=last, ends_on__gt=first)
    asks &= Q(union_id=None) | Q(union_id=buyer.union_id)
    asks &= Q(origin_code__in=["", buyer.region, buyer.district])
    asks &= Q(unit_kind__in=["", buyer.unit_kind])
    return asks if programme is None else asks & Q(programme__in=["", programme])


async def lines(ids: Collection[int]) -> list[int]:
    """The ids of these nodes and of all above them."""
    listed = ", ".join(str(int(one)) for one in ids)
    return [int(row["id"]) for row in await fetch(_LINES.format(ids=listed))]

"""What a trip takes of quotas, and gives back: rows that say how much, beside the guarded counters of the nodes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from booking.quotas.candidates import buyer_of, forest_for
from booking.quotas.matching import NOTHING, Asked, Match, matches
from booking.quotas.models import Quota, QuotaClaim
from booking.quotas.moves import lock, move, together
from booking.quotas.nodes import WORKERS, Forest
from booking.quotas.refusals import QuotaNotOpen
from booking.quotas.register import hold_together
from booking.quotas.telling import tell_changed
from sites.foundation import clock
from sites.foundation.database import fetch


async def claim(trip_id: int, *, asked: Asked, is_firm: bool = False) -> None:
    """Claim of every node that matches the trip, all or nothing, in the caller's transaction. A trip that
    claims already is brought to what it asks for now, by the differences alone. `is_firm`: it is promised, and what it
    claims counts as used; where the promised part was given back, what is left is held again.

    What a node is claimed for stays there as long as the node fits, whether it is over its limit, closed or
    not open yet; workers and nights that are new are matched anew. A trip that matches none has no claim.
    Refused: QuotaNotOpen with the instant, QuotaSpent with what is left.
    """
    await hold_together()
    rows = await _claims_of(trip_id)
    stands = {row.quota_id: row.amount for row in rows}
    forest, found = await _matched(asked, stands)
    for one in found:
        if one.amount > stands.get(one.quota_id, 0):
            demand_open(forest, one.quota_id)
    await _write(trip_id, found, rows, is_firm=is_firm)
    if any(row.is_firm is not is_firm for row in rows):
        await _settle(trip_id, is_firm=is_firm)


async def lock_for(asked: Iterable[Asked]) -> None:
    """Lock the nodes from which several new trips are about to claim, before the first of them does, in the one order.

    Trip after trip each would begin again at the deepest node, and two who do so wait in a circle.
    """
    await hold_together()
    nodes = [one.quota_id for trip in asked for one in (await _matched(trip, NOTHING))[1]]
    await lock(nodes)


async def _matched(asked: Asked, stands: Mapping[int, int]) -> tuple[Forest, Sequence[Match]]:
    buyer = await buyer_of(asked.union_id)
    forest = await forest_for(asked, buyer, besides=stands)
    return forest, matches(forest, asked, buyer, standing=stands)


async def take(trip_id: int, found: Iterable[Match]) -> None:
    """Claim these amounts of these nodes, in the caller's transaction. Refused: QuotaSpent."""
    await hold_together()
    await _write(trip_id, found, [], is_firm=False)


async def release(trip_id: int) -> None:
    """Give back all that the trip claims, as its rows say, once; twice changes nothing.

    Only when none of the trip's stays takes quota any more.
    """
    await hold_together()
    given_back = await fetch(
        "UPDATE quota_claims SET released_at = $1 WHERE trip_id = $2 AND released_at IS NULL "
        "RETURNING quota_id, amount",
        clock.now(),
        trip_id,
    )
    await _moved({row["quota_id"]: -row["amount"] for row in given_back})


async def make_firm(trip_id: int) -> None:
    """What the trip holds counts as used from now on: it is promised. The sums stay."""
    await hold_together()
    await _settle(trip_id, is_firm=True)


async def _settle(trip_id: int, *, is_firm: bool) -> None:
    others = QuotaClaim.filter(trip_id=trip_id, released_at=None, is_firm=not is_firm)
    quotas = await others.values_list("quota_id", flat=True)
    if await others.update(is_firm=is_firm):
        await tell_changed([int(str(one)) for one in quotas])


async def lower_to_arrived(trip_id: int, *, workers: int, by_night: Mapping[date, int]) -> None:
    """Correct the trip's claims down to the workers who came; never up, which would be a new claim.

    `workers` are persons, each once; `by_night` says how many of them slept on each night.
    """
    await hold_together()
    rows = await _claims_of(trip_id)
    quotas = {quota.id: quota for quota in await Quota.filter(id__in=[c.quota_id for c in rows])}
    came = {
        row.quota_id: _as_counted(quotas[row.quota_id], workers=workers, by_night=by_night)
        for row in rows
    }
    lowered = [Match(row.quota_id, min(row.amount, came[row.quota_id])) for row in rows]
    await _write(trip_id, lowered, rows, is_firm=True)


async def claiming(quota_id: int) -> list[int]:
    """The trips that take of this node or of one below it."""
    rows = await fetch(_CLAIMING, quota_id)
    return [int(row["trip_id"]) for row in rows]


_CLAIMING = (
    "WITH RECURSIVE down (id) AS (SELECT id FROM quotas WHERE id = $1 "
    "UNION SELECT q.id FROM quotas q JOIN down ON q.parent_id = down.id) "
    "SELECT DISTINCT c.trip_id FROM quota_claims c JOIN down ON c.quota_id = down.id WHERE c.released_at IS NULL"
)


def demand_open(forest: Forest, quota_id: int) -> None:
    """Refused: QuotaNotOpen before the instant at which the node, or the nearest above it that says one, opens."""
    opens = forest.opens_at(quota_id)
    if opens is not None and opens > clock.now():
        raise QuotaNotOpen(quota=forest.nodes[quota_id].name, opens=opens)


def _as_counted(quota: Quota, *, workers: int, by_night: Mapping[date, int]) -> int:
    if quota.unit == WORKERS:
        return workers
    period = (quota.starts_on, quota.ends_on)
    return sum(slept for night, slept in by_night.items() if period[0] <= night < period[1])


async def _claims_of(trip_id: int) -> list[QuotaClaim]:
    # Most trips that ask are new and have none: with every hold, so first without the ORM's way round.
    open_ones = "SELECT id FROM quota_claims WHERE trip_id = $1 AND released_at IS NULL LIMIT 1"
    if not await fetch(open_ones, trip_id):
        return []
    return await QuotaClaim.filter(trip_id=trip_id, released_at=None).select_for_update(no_key=True)


async def _write(
    trip_id: int, found: Iterable[Match], rows: list[QuotaClaim], *, is_firm: bool
) -> None:
    """Bring rows and counters to what was found. `is_firm` is for rows that are new."""
    wanted = together((one.quota_id, one.amount) for one in found)
    stands = {row.quota_id: row.amount for row in rows}
    moved = {id_: wanted.get(id_, 0) - stands.get(id_, 0) for id_ in {*wanted, *stands}}
    await _moved(moved)
    for row in rows:
        if moved[row.quota_id]:
            await _resize(row, wanted.get(row.quota_id, 0))
    for id_, amount in wanted.items():
        if amount and id_ not in stands:
            await QuotaClaim.create(
                quota_id=id_, trip_id=trip_id, amount=amount, is_firm=is_firm, made_at=clock.now()
            )


async def _resize(row: QuotaClaim, amount: int) -> None:
    # A claim of nothing is released, and keeps the amount that it last stood for.
    if amount:
        row.amount = amount
    else:
        row.released_at = clock.now()
    await row.save(update_fields=["amount", "released_at"])


async def _moved(amounts: Mapping[int, int]) -> None:
    await move(amounts)
    await tell_changed([id_ for id_, amount in amounts.items() if amount])

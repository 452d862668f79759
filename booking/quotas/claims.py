"""Taking of quotas and giving back: never past a node's ceiling, nor past what its ancestors granted.

Counters move by guarded UPDATEs, deepest node first and then by id: one order for everybody.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from booking.quotas.matching import Asked, Match, match
from booking.quotas.models import Quota, QuotaClaim
from sites.foundation import clock
from sites.foundation.database import change, demand_transaction, fetch
from sites.foundation.errors import Refusal
from sites.foundation.language import N_

_UP = (
    "WITH RECURSIVE up (id, parent_id, height) AS ("
    "SELECT id, parent_id, 0 FROM quotas WHERE id = $1 UNION ALL "
    "SELECT q.id, q.parent_id, up.height + 1 FROM quotas q JOIN up ON q.id = up.parent_id) "
    "SELECT id FROM up ORDER BY height"
)
_HERE = (
    "UPDATE quotas SET used_here = used_here + $1 "
    "WHERE id = $2 AND used_here + granted + $1 <= ceiling"
)
_BELOW = (
    "UPDATE quotas SET used_below = used_below + $1 WHERE id = $2 AND used_below + $1 <= granted"
)


class QuotaSpent(Refusal):
    code = "quota_spent"
    words = N_("The quota has %(left)s left, and this trip asks for %(asked)s.")


async def claim(trip_id: int, *, asked: Asked) -> None:
    """Claim of every node that matches the trip, all or nothing, in the caller's transaction.

    A trip that matches none has no claim. Refused: QuotaSpent with what is left.
    """
    await take(trip_id, await match(asked))


async def take(trip_id: int, matches: Iterable[Match]) -> None:
    """Claim these amounts of these nodes. Refused: QuotaSpent."""
    demand_transaction()
    wanted = list(matches)
    await _move([(each.quota_id, each.amount) for each in wanted])
    for each in wanted:
        await QuotaClaim.create(quota_id=each.quota_id, trip_id=trip_id, amount=each.amount)


async def release(trip_id: int) -> None:
    """Give back all that the trip claims, as its rows say, once; twice changes nothing.

    Only when none of the trip's stays takes quota any more.
    """
    demand_transaction()
    given_back = await fetch(
        "UPDATE quota_claims SET released_at = $1 WHERE trip_id = $2 AND released_at IS NULL "
        "RETURNING quota_id, amount",
        clock.now(),
        trip_id,
    )
    await _move([(row["quota_id"], -row["amount"]) for row in given_back])


async def lower_to_arrived(trip_id: int, *, workers: int, by_night: Mapping[date, int]) -> None:
    """Correct the trip's claims down to the workers who came; never up, which would be a new claim.

    `workers` are persons, each once; `by_night` says how many of them slept on each night.
    """
    demand_transaction()
    moved: list[tuple[int, int]] = []
    claims = await QuotaClaim.filter(trip_id=trip_id, released_at=None).select_for_update()
    quotas = {quota.id: quota for quota in await Quota.filter(id__in=[c.quota_id for c in claims])}
    for each in claims:
        came = _as_counted(quotas[each.quota_id], workers=workers, by_night=by_night)
        if came < each.amount:
            moved.append((each.quota_id, came - each.amount))
            await _shrink(each, came)
    await _move(moved)


def _as_counted(quota: Quota, *, workers: int, by_night: Mapping[date, int]) -> int:
    if quota.unit == "workers":
        return workers
    period = (quota.starts_on, quota.ends_on)
    return sum(slept for night, slept in by_night.items() if period[0] <= night < period[1])


async def _shrink(row: QuotaClaim, amount: int) -> None:
    # A claim of nothing is released, and keeps the amount that it last stood for.
    if amount:
        row.amount = amount
    else:
        row.released_at = clock.now()
    await row.save(update_fields=["amount", "released_at"])


class _Step(NamedTuple):
    depth: int
    quota_id: int
    amount: int
    is_here: bool


async def _move(amounts: Iterable[tuple[int, int]]) -> None:
    """Add to (or take from) each node's own use and every ancestor's use below."""
    steps: list[_Step] = []
    for quota_id, amount in amounts:
        line = [int(row["id"]) for row in await fetch(_UP, quota_id)]
        steps += [
            _Step(len(line) - above, id_, amount, above == 0) for above, id_ in enumerate(line)
        ]
    for step in sorted(steps, key=lambda step: (-step.depth, step.quota_id)):
        sql = _HERE if step.is_here else _BELOW
        if not await change(sql, step.amount, step.quota_id):
            raise await _why_not(step)


async def _why_not(step: _Step) -> QuotaSpent:
    quota = await Quota.get(id=step.quota_id)
    here = quota.ceiling - quota.granted - quota.used_here
    left = here if step.is_here else quota.granted - quota.used_below
    return QuotaSpent(left=max(0, left), asked=step.amount)

"""Who stands in a pool: places taken by a guarded count, and given back with the stay that falls away."""

from booking.stays.models import Stay
from booking.stays.pool_models import Pool, PoolMember
from booking.stays.pool_refusals import PoolFull, PoolOver, PoolStillOpen
from sites.foundation import clock, outbox
from sites.foundation.database import change, demand_transaction, insert


async def take_places(pool: Pool, heads: int) -> int:
    """Count these people in while the pool is open and has room; the place of the union that brings them.

    Works in the caller's transaction. Refused: PoolOver, PoolFull.
    """
    demand_transaction()
    taken = await change(
        "UPDATE pools SET heads = heads + $1, joined = joined + 1 "
        "WHERE id = $2 AND state = 'open' AND closes_at > $3 AND heads + $1 <= most",
        heads, pool.id, clock.now(),
    )  # fmt: skip
    now = await Pool.get(id=pool.id)
    if not taken:
        is_over = now.state != "open" or now.closes_at <= clock.now()
        raise PoolOver if is_over else PoolFull(left=now.most - now.heads, asked=heads)
    return now.joined


async def write_member(pool_id: int, stay_id: int, union_id: int, *, place: int, heads: int) -> int:
    demand_transaction()
    return await insert(
        "pool_members", pool_id=pool_id, stay_id=stay_id, union_id=union_id, place=place, heads=heads,
        joined_at=clock.now(), left_at=None,
    )  # fmt: skip


async def leave_pool(stay_id: int) -> None:
    """Give the places of a stay that falls away back, in the transaction of its move. Of no pool: nothing.

    With the last one an open pool ends. The others are told, but for those whom the closing date lets go together.
    """
    demand_transaction()
    member = await PoolMember.filter(stay_id=stay_id, left_at=None).first()
    if member is None:
        return
    now = clock.now()
    await PoolMember.filter(id=member.id).update(left_at=now)
    await change("UPDATE pools SET heads = heads - $1 WHERE id = $2", member.heads, member.pool_id)
    if not await PoolMember.filter(pool_id=member.pool_id, left_at=None).exists():
        await Pool.filter(id=member.pool_id, state="open").update(state="ended", closed_at=now)
    await outbox.post("pool.moved", {"member_id": member.id, "act": "left"})


async def standing_in(pool_id: int) -> list[PoolMember]:
    """In the order of their letters; the first of them leads. With their stays."""
    rows = PoolMember.filter(pool_id=pool_id, left_at=None).prefetch_related("stay")
    return await rows.order_by("place")


async def pool_of(stay_id: int) -> Pool | None:
    """The pool in which the stay stands."""
    member = await PoolMember.filter(stay_id=stay_id, left_at=None).prefetch_related("pool").first()
    return member.pool if member else None


async def group_of(stay_id: int) -> int:
    """How large the group of which the stay is a part may become; 0 where it is of no pool."""
    found = await pool_of(stay_id)
    return found.most if found else 0


async def is_open_for(stay: Stay) -> bool:
    """Whether the stay's hold goes on until its pool is closed."""
    found = await pool_of(stay.id)
    return found is not None and found.state == "open"


async def demand_closed(stay: Stay) -> None:
    """Refused: PoolStillOpen, as long as others may come or leave freely."""
    found = await pool_of(stay.id)
    if found is not None and found.state == "open":
        raise PoolStillOpen(closes=found.closes_at)

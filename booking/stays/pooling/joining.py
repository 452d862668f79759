"""Another union joins: its people are counted in, and its own rooms, places and quotas are claimed, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.people import demand
from booking.stays.hold import in_need
from booking.stays.order import HoldOrder
from booking.stays.pool_models import Pool
from booking.stays.pool_places import take_places, write_member
from booking.stays.pool_refusals import AlreadyPooled, PoolUnknown
from booking.stays.pooling.one_hold import hold_one
from booking.stays.pooling.seeing import found_by, is_open_to, own_place
from booking.stays.pooling.terms import PROGRAMME
from sites.foundation import idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.packages import Heads


@dataclass(frozen=True)
class Joining:
    """What a union brings: its people and, by room type code, the rooms it wants for them."""

    rooms: Mapping[str, int]
    heads: Heads
    contact: str = ""
    note: str = ""
    extras: tuple[str, ...] = ()


async def join_pool(public_id: str, joining: Joining, *, by: Actor, key: Key | None = None) -> str:
    """Join with a trip and a stay of the union's own, held at least as long as the first one; the stay's public id.

    Refused: NotGranted, PoolUnknown, AlreadyPooled, PoolOver, PoolFull, and as `stays.hold`.
    """
    demand(by, "stays.book")
    pool = await found_by(public_id, by=by)
    order = await order_for(pool, joining)
    return await in_need(lambda: _join(pool.id, order, by=by, key=key), [order])


async def order_for(pool: Pool, joining: Joining) -> HoldOrder:
    """What joining with these people asks of the base: the pool's own dates and package."""
    await pool.fetch_related("site", "package")
    return HoldOrder(
        site=pool.site.code, package=pool.package.code, check_in=pool.check_in,
        nights=(pool.check_out - pool.check_in).days, rooms=joining.rooms, heads=joining.heads,
        programme=pool.programme if pool.scope == PROGRAMME else "", contact=joining.contact,
        note=joining.note, extras=joining.extras, group=pool.most,
    )  # fmt: skip


@transaction
async def _join(pool_id: int, order: HoldOrder, *, by: Actor, key: Key | None) -> str:
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    pool = await Pool.get(id=pool_id)
    if await own_place(pool, by=by):
        raise AlreadyPooled
    if not await is_open_to(pool, by=by):
        raise PoolUnknown
    place = await take_places(pool, order.heads.total)
    held = await hold_one(order, by=by, until=pool.holds_until)
    member = await write_member(
        pool.id, held.stay.id, by.organisation_id, place=place, heads=order.heads.total
    )
    await outbox.post("pool.moved", {"member_id": member, "act": "joined"})
    await idempotency.keep(key, held.stay.public_id, by=by)
    return held.stay.public_id

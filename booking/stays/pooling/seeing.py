"""Whom a pool is open to: unions of its city, of its programme, or those that it names. Everybody else finds nothing."""

from booking.people import demand
from booking.people.models import Organisation
from booking.stays.pool_models import Pool, PoolInvitation, PoolMember
from booking.stays.pool_refusals import PoolUnknown
from booking.stays.pooling.terms import NAMED, REGION
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id


async def found_by(public_id: str, *, by: Actor) -> Pool:
    """A pool that the union stands in, or that is open to it. Refused: NotGranted, PoolUnknown."""
    demand(by, "stays.see")
    pool = await Pool.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if pool is None or not (await own_place(pool, by=by) or await is_open_to(pool, by=by)):
        raise PoolUnknown
    return pool


async def own_place(pool: Pool, *, by: Actor) -> PoolMember | None:
    """Where the union stands in it now."""
    own = PoolMember.filter(pool_id=pool.id, union_id=by.organisation_id, left_at=None)
    return await own.prefetch_related("stay").first()


async def is_open_to(pool: Pool, *, by: Actor) -> bool:
    """Whether the union may look at it and join, as far as the terms say whom they mean."""
    if pool.state != "open" or by.kind != "union":
        return False
    if pool.scope == NAMED:
        named = PoolInvitation.filter(pool_id=pool.id, union_id=by.organisation_id)
        return await named.exists()
    if pool.scope == REGION:
        union = await Organisation.get(id=by.organisation_id)
        return union.area_code == pool.origin_code
    return True

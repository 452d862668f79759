"""Telling of pooled groups: to those that are named when one is opened, and to partners when one comes or goes."""

from typing import Any

from booking.notices.audience import readers
from booking.notices.robots import write_robot_letters
from booking.notices.telling import tell_one
from booking.stays.pool_models import Pool, PoolInvitation, PoolMember
from sites.foundation.database import transaction

PERMISSION = "stays.book"
# After these nothing is left of the group that somebody could have left.
OVER = ("let_go", "ended")


@transaction
async def tell_pool(member_id: int, act: str) -> int:
    """Tell of what a union did, `opened`, `joined` or `left`, once for each person; how many notices were new."""
    member = await PoolMember.get(id=member_id).prefetch_related("pool__site")
    pool = member.pool
    if act == "left" and pool.state in OVER:
        return 0
    told = 0
    for union_id in await _audience(member, act):
        told += await _tell(pool, union_id, topic=f"pool_{act}", source=f"pool:{member.id}:{act}")
    return told


async def _audience(member: PoolMember, act: str) -> list[int]:
    if act == "opened":
        rows = PoolInvitation.filter(pool_id=member.pool_id).order_by("id")
        return [row.union_id for row in await rows]
    others = PoolMember.filter(pool_id=member.pool_id, left_at=None).exclude(id=member.id)
    return [row.union_id for row in await others.order_by("place")]


async def _tell(pool: Pool, union_id: int, *, topic: str, source: str) -> int:
    told, new, path = await readers(union_id, PERMISSION), 0, f"/union/pools/{pool.public_id}"
    facts = _facts(pool)
    for reader in told:
        new += await tell_one(
            reader, source=source, topic=topic, path=path, facts=facts, by_mail=True
        )
    await write_robot_letters(told, source=source, topic=topic, path=path, facts=facts)
    return new


def _facts(pool: Pool) -> dict[str, Any]:
    """As JSON: texts in both languages as pairs, dates and instants in ISO form."""
    return {
        "site": [pool.site.name, pool.site.name_en],
        "check_in": pool.check_in.isoformat(),
        "check_out": pool.check_out.isoformat(),
        "pooled": pool.heads,
        "least": pool.least,
        "most": pool.most,
        "closes": pool.closes_at.isoformat(),
    }

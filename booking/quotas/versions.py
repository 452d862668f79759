"""The history of a quota: each version says who made it what it is, when and why."""

from dataclasses import asdict
from typing import Any

from booking.quotas.models import Quota, QuotaVersion
from booking.quotas.nodes import Node
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction


async def write_first(node: Node, *, why: str, by: Actor) -> None:
    """The version of a quota that has just been made."""
    await _write(node, 1, act="made", why=why, by=by, facts=shape_of(node))


async def write_next(node: Node, *, act: str, why: str, by: Actor, **facts: Any) -> None:
    """The next version, of the quota as it is now; `facts` stand beside its shape."""
    number = node.version + 1
    await Quota.filter(id=node.id).update(version=number)
    await _write(node, number, act=act, why=why, by=by, facts={**shape_of(node), **facts})


async def _write(
    node: Node, number: int, *, act: str, why: str, by: Actor, facts: dict[str, Any]
) -> None:
    demand_transaction()
    await QuotaVersion.create(
        quota_id=node.id, version=number, act=act, at=clock.now(), by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, by_name=by.name, why=why, ceiling=node.ceiling,
        facts=facts,
    )  # fmt: skip


def shape_of(node: Node) -> dict[str, Any]:
    """All but the numbers, as JSON."""
    return {
        "name": node.name,
        "starts_on": node.starts_on.isoformat(),
        "ends_on": node.ends_on.isoformat(),
        "opens_at": node.opens_at.isoformat() if node.opens_at else None,
        "release_on": node.release_on.isoformat() if node.release_on else None,
        "conditions": asdict(node.conditions),
    }

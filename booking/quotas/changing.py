"""A quota becomes another: its limit, its dates, its name, or whom and what it counts. With who and why."""

from dataclasses import fields

from booking.people import demand
from booking.people.models import Organisation
from booking.quotas.access import gives, tree_with
from booking.quotas.consequences import Consequences, consequences_of
from booking.quotas.drafts import QuotaDraft, demand_reason, demand_within
from booking.quotas.filling import Trips
from booking.quotas.making import NEEDS
from booking.quotas.models import Quota
from booking.quotas.nodes import Node
from booking.quotas.planning import Plan, planned, write_plan
from booking.quotas.refusals import (
    QuotaChangedMeanwhile,
    QuotaClosed,
    QuotaUnchanged,
    ShareNotYours,
    ShareOutside,
)
from booking.quotas.register import hold_alone
from booking.quotas.shaping import shaped
from booking.quotas.tree import Tree
from booking.quotas.versions import write_next
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction


async def preview_change(
    public_id: str, draft: QuotaDraft, *, trips: Trips, by: Actor
) -> Consequences:
    """What the change would do. Stores nothing. Refused as `change`, but for the reason."""
    demand(by, NEEDS)
    return consequences_of(await _plan(public_id, draft, seen=None, trips=trips, by=by))


@transaction
async def change(
    public_id: str, draft: QuotaDraft, *, why: str, seen: int, trips: Trips, by: Actor
) -> None:
    """Let the quota be what the draft says; `seen` is the version on the page. The unit and the place in the tree stay.

    A limit below what is used is kept as over the limit: nobody loses anything, and nothing more is taken until it
    fits again. Whom or what it counts may change: trips come in and leave. Needs `quotas.manage`. Refused:
    QuotaUnknown, QuotaClosed, QuotaChangedMeanwhile, QuotaUnchanged, ReasonMissing, ShareNotYours, ShareOutside, what
    `shaped` refuses, ShareTooLarge, SharesStand.
    """
    demand(by, NEEDS)
    demand_reason(why)
    await hold_alone()
    await change_alone(public_id, draft, why=why, seen=seen, trips=trips, by=by)


async def change_alone(
    public_id: str, draft: QuotaDraft, *, why: str, seen: int | None, trips: Trips, by: Actor
) -> Consequences:
    """The same for a caller who is alone with the tree already, for lists of many. Refused before anything is written."""
    demand_transaction()
    plan = await _plan(public_id, draft, seen=seen, trips=trips, by=by)
    await _write(plan)
    await write_plan(plan, why=why, by=by)
    await write_next(plan.node, act="changed", why=why, by=by)
    return consequences_of(plan)


async def _plan(
    public_id: str, draft: QuotaDraft, *, seen: int | None, trips: Trips, by: Actor
) -> Plan:
    tree, was = await standing(public_id, seen=seen, by=by)
    parent = tree.node(was.parent_id) if was.parent_id is not None else None
    node = await shaped(draft, forest=tree.forest, parent=parent, was=was, by=by)
    if node == was:
        raise QuotaUnchanged
    if node.ceiling != was.ceiling and not gives(tree.forest, was.id, by=by):
        raise ShareNotYours(field="ceiling")
    await _demand_shares_within(tree, node)
    return await planned(tree, node, trips=trips)


async def standing(public_id: str, *, seen: int | None, by: Actor) -> tuple[Tree, Node]:
    """Refused: QuotaUnknown, QuotaClosed, QuotaChangedMeanwhile."""
    tree, node = await tree_with(public_id, by=by)
    if node.closed_at:
        raise QuotaClosed
    if seen is not None and seen != node.version:
        raise QuotaChangedMeanwhile
    return tree, node


async def _demand_shares_within(tree: Tree, node: Node) -> None:
    """What it gave away must still be part of it. Refused: ShareOutside."""
    after = tree.with_nodes([node]).forest
    shares = [after.nodes[id_] for id_ in after.within(node.id) - {node.id}]
    unions = {s.conditions.union_id for s in shares if s.conditions.union_id}
    cities = {row.id: row.area_code for row in await Organisation.filter(id__in=unions)}
    for one in shares:
        line = after.line(one.id)[1:]
        demand_within(one.conditions, cities.get(one.conditions.union_id or 0, ""), line)
        if not (node.starts_on <= one.starts_on and one.ends_on <= node.ends_on):
            raise ShareOutside(quota=node.name, field="first_day")


async def _write(plan: Plan) -> None:
    node, was = plan.node, plan.was
    columns = {f.name: getattr(node, f.name) for f in fields(Node) if f.name in _SHAPE}
    wanted = node.conditions
    await Quota.filter(id=node.id).update(
        **columns, union_id=wanted.union_id, origin_code=wanted.origin_code,
        unit_kind=wanted.unit_kind, programme=wanted.programme, district_code=wanted.district_code,
        site_ids=[*wanted.site_ids], **_told_anew(node, was),
    )  # fmt: skip


_SHAPE = frozenset({"name", "starts_on", "ends_on", "opens_at", "release_on", "owner_id"})


def _told_anew(node: Node, was: Node | None) -> dict[str, object]:
    """A later opening is told when it comes, and a larger limit may be nearly spent once more."""
    told: dict[str, object] = {}
    if was and node.opens_at != was.opens_at:
        is_open = node.opens_at is not None and node.opens_at <= clock.now()
        told["opened_at"] = clock.now() if is_open else None
    if was and node.ceiling > was.ceiling:
        told["warned_at"] = None
    return told

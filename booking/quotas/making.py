"""A quota comes into being, of its own or as a share of another; trips that exist already are counted in it."""

from booking.people import demand
from booking.quotas.access import tree_with
from booking.quotas.consequences import Consequences, consequences_of
from booking.quotas.drafts import QuotaDraft, demand_reason
from booking.quotas.filling import Trips
from booking.quotas.models import Quota
from booking.quotas.nodes import Forest, Node
from booking.quotas.planning import planned, renumbered, write_plan
from booking.quotas.refusals import QuotaClosed
from booking.quotas.register import hold_alone
from booking.quotas.shaping import shaped
from booking.quotas.tree import Tree
from booking.quotas.versions import write_first
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id

NEEDS = "quotas.manage"


async def preview_make(
    draft: QuotaDraft, *, parent: str = "", trips: Trips, by: Actor
) -> Consequences:
    """What making it would do. Stores nothing. Refused as `make`, but for the reason."""
    demand(by, NEEDS)
    tree, above = await _place(parent, by=by)
    node = await shaped(draft, forest=tree.forest, parent=above, was=None, by=by)
    return consequences_of(await planned(tree, node, trips=trips))


@transaction
async def make(
    draft: QuotaDraft, *, parent: str = "", why: str, trips: Trips, by: Actor,
    key: Key | None = None,
) -> str:  # fmt: skip
    """Make a quota, or give a share of `parent`; its public id. Trips of its class and days are counted at once,
    also beyond its limit: that is shown as over it, and takes nothing away.

    Needs `quotas.manage`. Refused: QuotaUnknown (the parent), QuotaClosed, ReasonMissing, what
    `shaped` refuses, ShareTooLarge.
    """
    demand(by, NEEDS)
    if earlier := await idempotency.claim(key, by=by):
        return earlier
    demand_reason(why)
    await hold_alone()
    made, _does = await make_alone(draft, parent=parent, why=why, trips=trips, by=by)
    await idempotency.keep(key, made, by=by)
    return made


async def make_alone(
    draft: QuotaDraft, *, parent: str, why: str, trips: Trips, by: Actor
) -> tuple[str, Consequences]:
    """The same for a caller who is alone with the tree already, for lists of many. Refused before anything is written."""
    demand_transaction()
    tree, above = await _place(parent, by=by)
    node = await shaped(draft, forest=tree.forest, parent=above, was=None, by=by)
    await planned(tree, node, trips=trips)
    node = await _insert(node)
    plan = await planned(tree, node, trips=trips)
    await write_plan(plan, why=why, by=by)
    await write_first(plan.node, why=why, by=by)
    return node.public_id, consequences_of(plan)


async def _place(parent: str, *, by: Actor) -> tuple[Tree, Node | None]:
    if not parent:
        return Tree(Forest([]), ()), None
    tree, above = await tree_with(parent, by=by)
    if above.closed_at:
        raise QuotaClosed
    return tree, above


async def _insert(node: Node) -> Node:
    now, made = clock.now(), public_id()
    wanted = node.conditions
    row = await Quota.create(
        public_id=made, parent_id=node.parent_id, owner_id=node.owner_id, name=node.name,
        unit=node.unit, union_id=wanted.union_id, origin_code=wanted.origin_code,
        unit_kind=wanted.unit_kind, programme=wanted.programme, district_code=wanted.district_code,
        site_ids=[*wanted.site_ids], starts_on=node.starts_on, ends_on=node.ends_on,
        ceiling=node.ceiling, opens_at=node.opens_at, release_on=node.release_on, created_at=now,
        # What is open from the first moment opens for nobody any more.
        opened_at=now if node.opens_at and node.opens_at <= now else None,
    )  # fmt: skip
    return renumbered(node, id_=row.id, public_id=made)

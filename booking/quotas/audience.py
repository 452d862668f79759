"""Whom a quota concerns: the federations that manage it and what is above it, and the unions that draw from it."""

from dataclasses import dataclass
from typing import Any

from tortoise.expressions import Q

from booking.people.models import Organisation
from booking.quotas.candidates import lines
from booking.quotas.models import Quota, QuotaVersion
from booking.quotas.nodes import Forest, Node, is_district, node_of


@dataclass(frozen=True)
class Concerned:
    """A quota with the numbers that are told of it. `unions` may draw from it; none where it is for everybody."""

    quota_id: int
    public_id: str
    name: str
    owner_id: int
    givers: tuple[int, ...]
    unions: tuple[int, ...]
    is_of_one_union: bool
    limit: int
    left: int
    released: int


async def concerned(quota_id: int) -> Concerned:
    """The quota as it stands, with all unions of its class."""
    forest = await _line(quota_id)
    node = forest.nodes[quota_id]
    owners = dict.fromkeys(one.owner_id for one in forest.line(quota_id))
    last = await QuotaVersion.filter(quota_id=quota_id).order_by("-version").first()
    facts: dict[str, Any] = last.facts if last else {}
    asked = [one for one in forest.line(quota_id) if one.conditions.names_buyers]
    return Concerned(
        quota_id, node.public_id, node.name, node.owner_id,
        tuple(owner for owner in owners if owner != node.owner_id),
        await _unions(asked) if asked else (), any(one.conditions.union_id for one in asked),
        node.ceiling, forest.left(quota_id), int(facts.get("amount", 0)),
    )  # fmt: skip


async def _line(quota_id: int) -> Forest:
    return Forest([node_of(row) for row in await Quota.filter(id__in=await lines([quota_id]))])


async def _unions(asked: list[Node]) -> tuple[int, ...]:
    wanted = Q(kind="union", standing="verified")
    for node in asked:
        asks = node.conditions
        if asks.union_id:
            wanted &= Q(id=asks.union_id)
        if asks.origin_code:
            place = "district_code" if is_district(asks.origin_code) else "area_code"
            wanted &= Q(**{place: asks.origin_code})
        if asks.unit_kind:
            wanted &= Q(unit_kind=asks.unit_kind)
    rows = await Organisation.filter(wanted).order_by("id").values("id")
    return tuple(int(row["id"]) for row in rows)


async def with_all_above(quota_ids: list[int]) -> list[int]:
    """These quotas and all above them: what changes below changes there too."""
    return sorted(await lines(quota_ids)) if quota_ids else []

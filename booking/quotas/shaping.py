"""A draft becomes a node: its names looked up, its place in the tree judged."""

from dataclasses import replace

from booking.people import Area, area_of
from booking.people.models import Organisation
from booking.quotas.drafts import (
    DEEPEST,
    QuotaDraft,
    demand_dates,
    demand_sound,
    demand_within,
    overlap,
    period_of,
)
from booking.quotas.nodes import Conditions, Forest, Node
from booking.quotas.refusals import (
    QuotaManagerUnknown,
    QuotaNotYourClass,
    QuotaOriginUnknown,
    QuotaSitesUnknown,
    QuotaTooDeep,
    QuotaUnionUnknown,
    SharesOverlap,
)
from sites.foundation.actor import Actor
from sites.listings.models import Site
from sites.regions import city_of, districts, regions

# A node that is only looked at has no row yet.
NEW = -1


async def shaped(
    draft: QuotaDraft, *, forest: Forest, parent: Node | None, was: Node | None, by: Actor
) -> Node:
    """The node that the draft describes, with the counters of `was`.

    Refused, each at its field: what `demand_sound`, `period_of`, `demand_dates` and `demand_within` refuse,
    QuotaUnionUnknown, QuotaOriginUnknown, QuotaClassUnknown, QuotaSitesUnknown, QuotaNotYourClass,
    QuotaManagerUnknown, SharesOverlap, QuotaTooDeep.
    """
    demand_sound(draft)
    starts_on, ends_on = period_of(draft, parent)
    demand_dates(
        draft, ends_on=ends_on, is_share=parent is not None, was=was.release_on if was else None
    )
    area = await area_of(by.organisation_id)
    union = await _union(draft.union, area)
    conditions = await _conditions(draft, union)
    line = forest.line(parent.id) if parent else []
    demand_within(conditions, union.area_code if union else "", line)
    if parent is None and not by.is_system:
        _demand_own(conditions, union, area)
    made = Node(
        id=was.id if was else NEW, public_id=was.public_id if was else "",
        parent_id=parent.id if parent else None,
        owner_id=await _owner(draft, parent, conditions, line, was=was, by=by),
        name=draft.name, unit=was.unit if was else parent.unit if parent else draft.unit, conditions=conditions,
        starts_on=starts_on, ends_on=ends_on, ceiling=draft.ceiling, used_here=0, used_below=0,
        granted=0, over_by=0, opens_at=draft.opens_at, release_on=draft.release_on, closed_at=None,
        version=was.version if was else 1,
    )  # fmt: skip
    _demand_place(made, forest, line)
    return _as_used(made, was)


def _as_used(made: Node, was: Node | None) -> Node:
    if was is None:
        return made
    counters = {n: getattr(was, n) for n in ("used_here", "used_below", "granted", "over_by")}
    return replace(made, **counters)


async def _union(credit_code: str, area: Area) -> Organisation | None:
    if not credit_code:
        return None
    row = await Organisation.get_or_none(kind="union", credit_code=credit_code)
    if row is None or not area.covers(row.area_code):
        raise QuotaUnionUnknown(field="union")
    return row


async def _conditions(draft: QuotaDraft, union: Organisation | None) -> Conditions:
    if draft.origin_code and city_of(draft.origin_code) not in {one.code for one in regions()}:
        raise QuotaOriginUnknown(field="origin_code")
    if draft.district_code and draft.district_code not in {one.code for one in districts()}:
        raise QuotaSitesUnknown(sites=draft.district_code, field="district_code")
    return Conditions(
        union.id if union else None, draft.origin_code, draft.unit_kind, draft.programme,
        draft.district_code, await _sites(draft.sites),
    )  # fmt: skip


async def _sites(codes: tuple[str, ...]) -> tuple[int, ...]:
    found = {site.code: site.id for site in await Site.filter(code__in=codes)} if codes else {}
    if unknown := [code for code in codes if code not in found]:
        raise QuotaSitesUnknown(sites=" ".join(unknown), field="sites")
    return tuple(sorted(found.values()))


def _demand_own(conditions: Conditions, union: Organisation | None, area: Area) -> None:
    city = city_of(conditions.origin_code) if conditions.origin_code else ""
    if not (area.is_host or union or area.covers(city)):
        raise QuotaNotYourClass(field="origin_code")


async def _owner(
    draft: QuotaDraft, parent: Node | None, conditions: Conditions, line: list[Node],
    *, was: Node | None, by: Actor,
) -> int:  # fmt: skip
    """Who manages it: whoever manages the parent, or the federation of the city for which the share is."""
    standing = parent.owner_id if parent else by.organisation_id
    if not draft.manager:
        return was.owner_id if was else standing
    row = await Organisation.get_or_none(
        public_id=draft.manager, kind="federation", standing="verified"
    )
    if row is None:
        raise QuotaManagerUnknown(field="manager")
    cities = {city_of(c.origin_code) for c in (conditions, *(n.conditions for n in line)) if c.origin_code}  # fmt: skip
    fits = parent is not None and (await area_of(row.id)).region_code in cities
    if row.id not in {standing, by.organisation_id, was.owner_id if was else 0} and not fits:
        raise QuotaManagerUnknown(field="manager")
    return row.id


def _demand_place(made: Node, forest: Forest, line: list[Node]) -> None:
    if len(line) > DEEPEST:
        raise QuotaTooDeep(most=DEEPEST)
    others = forest.children(made.parent_id) if made.parent_id is not None else []
    for other in others:
        if other.id != made.id and not other.closed_at and overlap(made, other):
            raise SharesOverlap(quota=other.name)

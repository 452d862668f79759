"""Whom and what a quota counts, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.people import region_name
from booking.people.models import Organisation
from booking.people.vocabulary import PROGRAMMES, UNIT_KINDS
from booking.quotas.drafts import QuotaDraft
from booking.quotas.nodes import Conditions, Node, is_district
from sites.foundation.language import _, choose, locale
from sites.listings.models import Site
from sites.regions import city_of, district


@dataclass(frozen=True)
class Union:
    name: str
    credit_code: str


@dataclass(frozen=True)
class Names:
    """Of all unions, owners and bases that some nodes name."""

    unions: dict[int, Union]
    owners: dict[int, tuple[str, str]]
    sites: dict[int, tuple[str, str]]

    def of_class(self, asks: Conditions) -> tuple[str, ...]:
        """Who draws: union, place, kind of unit, programme; empty for everybody."""
        union = self.unions[asks.union_id].name if asks.union_id else ""
        kind = _(UNIT_KINDS[asks.unit_kind]) if asks.unit_kind in UNIT_KINDS else asks.unit_kind
        return tuple(w for w in (union, origin_words(asks.origin_code), kind, programme_words(asks.programme)) if w)  # fmt: skip

    def of_scope(self, asks: Conditions) -> tuple[str, ...]:
        """Where to: a district, bases by code and name; empty for all bases."""
        where = district(asks.district_code).name_in(locale()) if asks.district_code else ""
        bases = [f"{code} {name}" for code, name in map(self.sites.__getitem__, asks.site_ids)]
        return tuple(words for words in (where, *bases) if words)

    def drafted(self, node: Node) -> QuotaDraft:
        """The node as its form and its sheet show it."""
        asks = node.conditions
        return QuotaDraft(
            name=node.name, ceiling=node.ceiling, first_day=node.starts_on, last_day=node.last_day,
            unit=node.unit, union=self.unions[asks.union_id].credit_code if asks.union_id else "",
            origin_code=asks.origin_code, unit_kind=asks.unit_kind, programme=asks.programme,
            district_code=asks.district_code, sites=tuple(self.sites[id_][0] for id_ in asks.site_ids),
            opens_at=node.opens_at, release_on=node.release_on, manager=self.owners[node.owner_id][0],
        )  # fmt: skip


def origin_words(code: str) -> str:
    """A city by its name; a district by that and its code, because the delta's districts are not on file."""
    if not code:
        return ""
    city = region_name(city_of(code))
    return f"{city} {code}" if is_district(code) else city


def programme_words(code: str) -> str:
    return _(PROGRAMMES[code]) if code in PROGRAMMES else code


async def names_of(nodes: Iterable[Node]) -> Names:
    every = list(nodes)
    unions = {n.conditions.union_id for n in every if n.conditions.union_id}
    owners = {n.owner_id for n in every}
    sites = {id_ for n in every for id_ in n.conditions.site_ids}
    people = {row.id: row for row in await Organisation.filter(id__in=unions | owners)}
    places = await Site.filter(id__in=sites) if sites else []
    return Names(
        {id_: Union(choose(people[id_].name, people[id_].name_en), people[id_].credit_code or "") for id_ in unions},
        {id_: (people[id_].public_id, choose(people[id_].name, people[id_].name_en)) for id_ in owners},
        {site.id: (site.code, choose(site.name, site.name_en)) for site in places},
    )  # fmt: skip

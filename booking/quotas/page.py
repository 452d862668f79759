"""One quota whole, as its page shows it to whoever manages it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.people import demand
from booking.quotas.access import gives, tree_with
from booking.quotas.borrowing import lenders
from booking.quotas.drafts import QuotaDraft
from booking.quotas.figures import taken_of
from booking.quotas.lines import QuotaLine, Writer
from booking.quotas.models import QuotaVersion
from booking.quotas.names import names_of, origin_words
from booking.quotas.nodes import Node
from booking.quotas.tree import Tree
from sites.foundation.actor import Actor


@dataclass(frozen=True)
class Version:
    """One entry of the history. `changes` are names of what differs from the version before, with both values."""

    number: int
    act: str
    at: datetime
    by_name: str
    why: str
    ceiling: int
    was: int | None
    quota: str
    amount: int
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class Draw:
    """What a trip takes of the quota or of one of its shares."""

    trip_id: int
    amount: int
    is_firm: bool
    share: str


@dataclass(frozen=True)
class QuotaPage:
    """`draft` is the quota as its form shows it; `lenders` are (public id, name, what they can lend)."""

    line: QuotaLine
    version: int
    lineage: tuple[tuple[str, str], ...]
    shares: tuple[QuotaLine, ...]
    versions: tuple[Version, ...]
    draws: tuple[Draw, ...]
    draft: QuotaDraft
    lenders: tuple[tuple[str, str, int], ...]
    gives: bool
    is_share: bool


async def page_of(public_id: str, *, by: Actor) -> QuotaPage:
    """Needs `quotas.see`. Refused: QuotaUnknown."""
    demand(by, "quotas.see")
    tree, node = await tree_with(public_id, by=by)
    forest, within = tree.forest, tree.forest.within(node.id)
    names = await names_of(forest.nodes.values())
    writer = Writer(forest, names, await taken_of([*within]), by)
    own, *shares = writer.whole(node)
    above = forest.line(node.id)[1:]
    return QuotaPage(
        line=own, version=node.version,
        lineage=tuple((n.public_id if _sees(tree, n, by) else "", n.name) for n in reversed(above)),
        shares=tuple(shares), versions=await _versions(node), draws=_draws(tree, within, node),
        draft=own.draft, gives=gives(forest, node.id, by=by), is_share=bool(above),
        lenders=tuple((n.public_id, n.name, n.left_here) for n in lenders(tree, node)),
    )  # fmt: skip


def _sees(tree: Tree, node: Node, by: Actor) -> bool:
    return any(above.owner_id == by.organisation_id for above in tree.forest.line(node.id))


def _draws(tree: Tree, within: set[int], node: Node) -> tuple[Draw, ...]:
    return tuple(
        Draw(
            claim.trip_id, claim.amount, claim.is_firm,
            "" if claim.quota_id == node.id else tree.node(claim.quota_id).name,
        )
        for claim in tree.claims
        if claim.quota_id in within
    )  # fmt: skip


async def _versions(node: Node) -> tuple[Version, ...]:
    """The newest first."""
    rows = await QuotaVersion.filter(quota_id=node.id).order_by("version")
    found = [_version(row, before) for before, row in zip([None, *rows], rows, strict=False)]
    return tuple(reversed(found))


def _version(row: QuotaVersion, before: QuotaVersion | None) -> Version:
    return Version(
        row.version, row.act, row.at, row.by_name, row.why, row.ceiling,
        before.ceiling if before and before.ceiling != row.ceiling else None,
        str(row.facts.get("quota", "")), int(row.facts.get("amount", 0)),
        tuple(_changes(before.facts if before else row.facts, row.facts)),
    )  # fmt: skip


SHOWN = ("name", "starts_on", "ends_on", "opens_at", "release_on")


def _changes(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    plain = [(name, before.get(name), now.get(name)) for name in SHOWN]
    asked, asks = before.get("conditions", {}), now.get("conditions", {})
    narrowed = [(name, asked.get(name), asks.get(name)) for name in asks]
    return [
        (name, _said(name, was), _said(name, is_))
        for name, was, is_ in (*plain, *narrowed)
        if was != is_
    ]


def _said(name: str, value: Any) -> Any:
    return origin_words(value) if name == "origin_code" else value

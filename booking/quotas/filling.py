"""Trips that exist already are counted where the changed tree would have them: planned first, written on a yes."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from booking.people.models import Organisation
from booking.quotas.candidates import buyer
from booking.quotas.matching import Asked, Buyer, fits, matches
from booking.quotas.models import Quota, QuotaClaim
from booking.quotas.nodes import Forest, Node, node_of
from booking.quotas.tree import Claimed, Tree
from sites.foundation import clock


@dataclass(frozen=True, slots=True)
class Taking:
    """A trip that takes quota, as the room of stays knows it. `is_firm`: it is promised."""

    trip_id: int
    asked: Asked
    is_firm: bool


Trips = Callable[[date, date], Awaitable[Sequence[Taking]]]
"""Every trip that takes quota and has a night in this half-open span."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a trip takes of the tree before and after, by node."""

    taking: Taking
    before: Mapping[int, int]
    after: Mapping[int, int]


def refill(
    tree: Tree, node_id: int, trips: Iterable[Taking], buyers: Mapping[int, Buyer]
) -> tuple[Tree, list[Moved]]:
    """The tree with every trip counted that comes to the node or leaves it. What a closed node counts stays there."""
    root = tree.forest.line(node_id)[-1]
    own, within = tree.forest.within(root.id), tree.forest.within(node_id)
    single = Forest(tree.forest.nodes[id_] for id_ in own)
    claims: dict[int, dict[int, int]] = defaultdict(dict)
    for claim in tree.claims:
        if claim.quota_id in own:
            claims[claim.trip_id][claim.quota_id] = claim.amount
    moved = []
    for taking in trips:
        before = claims.get(taking.trip_id, {})
        if not (within & before.keys() or _may_come(single.nodes[node_id], taking, buyers)):
            continue
        closed = {id_: n for id_, n in before.items() if single.nodes[id_].closed_at}
        found = matches(single, taking.asked, buyers[taking.asked.union_id], standing=closed)
        after = {one.quota_id: one.amount for one in found}
        if before != after and within & {*before, *after}:
            moved.append(Moved(taking, before, after))
    return tree.with_claims(_claims_after(tree.claims, moved, own)), moved


def _may_come(node: Node, taking: Taking, buyers: Mapping[int, Buyer]) -> bool:
    """Whether some night of the trip is one that the node counts."""
    asked = taking.asked
    return any(
        fits(node, asked.programme, buyers[asked.union_id], night, leg)
        for leg in asked.legs
        for night in (asked.check_in, *leg.dates)
    )


def _claims_after(
    claims: Iterable[Claimed], moved: Sequence[Moved], own: set[int]
) -> list[Claimed]:
    gone = {one.taking.trip_id for one in moved}
    kept = [c for c in claims if c.trip_id not in gone or c.quota_id not in own]
    fresh = [
        Claimed(one.taking.trip_id, id_, amount, one.taking.is_firm)
        for one in moved
        for id_, amount in one.after.items()
    ]
    return [*kept, *fresh]


async def buyers_of(trips: Iterable[Taking]) -> dict[int, Buyer]:
    ids = {taking.asked.union_id for taking in trips}
    return {row.id: buyer(row) for row in await Organisation.filter(id__in=ids)}


async def wanted_by(
    asked: Mapping[int, Asked], *, standing: Mapping[int, Mapping[int, int]]
) -> dict[int, dict[int, int]]:
    """By trip, what each should claim of every node, given what it claims: for a recount of everything."""
    forest = Forest([node_of(row) for row in await Quota.all()])
    unions = await Organisation.filter(id__in={one.union_id for one in asked.values()})
    buyers = {row.id: buyer(row) for row in unions}
    return {
        trip_id: {
            one.quota_id: one.amount
            for one in matches(
                forest, wanted, buyers[wanted.union_id], standing=standing.get(trip_id, {})
            )
        }
        for trip_id, wanted in asked.items()
    }


async def write_claims(moved: Iterable[Moved]) -> None:
    """Bring the rows of these trips to what was planned. The counters are written with the tree."""
    now = clock.now()
    for one in moved:
        open_ = QuotaClaim.filter(trip_id=one.taking.trip_id, released_at=None)
        for id_ in one.before.keys() - one.after.keys():
            await open_.filter(quota_id=id_).update(released_at=now)
        for id_, amount in one.after.items():
            if id_ in one.before:
                await open_.filter(quota_id=id_).update(amount=amount)
            else:
                await QuotaClaim.create(
                    quota_id=id_, trip_id=one.taking.trip_id, amount=amount,
                    is_firm=one.taking.is_firm, made_at=now,
                )  # fmt: skip

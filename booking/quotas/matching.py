"""Which quotas a trip must fit into. Pure facts in, nodes and amounts out.

Every tree that fits must allow. In a tree a trip lands on one node: from the root down, at each step the
child that fits and names the buyer most narrowly (a union before its district, a district before its city,
then the kind of unit), then programme, sites and district. Where no node fits, nothing limits.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from booking.quotas.nodes import WORKERS, Conditions, Forest, Node

NOTHING: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Buyer:
    """What a union is to quotas. `region` and `district` are codes; the latter is empty where it is not known."""

    union_id: int
    region: str
    district: str
    unit_kind: str


@dataclass(frozen=True, slots=True)
class Leg:
    """Some of a trip's nights at one site, with so many workers on each. Site 0 is any that no quota names."""

    site_id: int
    district_code: str
    check_in: date
    nights: int
    workers: int

    @property
    def dates(self) -> list[date]:
        return [self.check_in + timedelta(days=number) for number in range(self.nights)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a trip asks for. Quotas count workers only; person-nights fall on each night's date.

    The first nights stand here; those at further sites, or with other numbers, in `then`, in the trip's order.
    """

    union_id: int
    site_id: int
    district_code: str
    programme: str
    check_in: date
    nights: int
    workers: int
    then: tuple[Leg, ...] = ()

    @property
    def legs(self) -> tuple[Leg, ...]:
        first = Leg(self.site_id, self.district_code, self.check_in, self.nights, self.workers)
        return (first, *self.then)

    @property
    def persons(self) -> int:
        """Workers, each once: as many as on the fullest night."""
        return max(leg.workers for leg in self.legs)

    @property
    def last_night(self) -> date:
        return max(leg.check_in + timedelta(days=leg.nights - 1) for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Match:
    """So many workers or person-nights, as the node counts, of one node."""

    quota_id: int
    amount: int


def matches(
    forest: Forest, asked: Asked, buyer: Buyer, *, standing: Mapping[int, int] = NOTHING
) -> list[Match]:
    """What the trip takes of each node. A worker counts once in a tree, in the period of the first night.

    `standing` is what the trip takes already: that stays where it is as long as the node fits, closed or not.
    """
    taken: Counter[int] = Counter()
    for root in forest.roots:
        rest = {id_: n for id_, n in sorted(standing.items()) if forest.line(id_)[-1].id == root.id}
        trip = _Trip(forest, root, asked, buyer)
        for night, leg in trip.counted(rest):
            trip.settle(night, leg, rest, taken)
    return [Match(node_id, amount) for node_id, amount in taken.items() if amount]


@dataclass(frozen=True)
class _Trip:
    """One trip before one tree."""

    forest: Forest
    root: Node
    asked: Asked
    buyer: Buyer

    def counted(self, rest: Mapping[int, int]) -> Iterator[tuple[date, Leg]]:
        """Every night; or the first one's date, at the first site of the trip that the tree knows."""
        if self.root.unit != WORKERS:
            for leg in self.asked.legs:
                for night in leg.dates:
                    yield night, leg
            return
        first = self.asked.check_in
        for leg in self.asked.legs:
            if self._land(first, leg) or any(self._stands(id_, first, leg) for id_ in rest):
                yield first, leg
                return

    def settle(self, night: date, leg: Leg, rest: dict[int, int], taken: Counter[int]) -> None:
        """Where one night's workers are counted; what stands already is used up from `rest`."""
        need = self.asked.persons if self.root.unit == WORKERS else leg.workers
        for id_, unused in rest.items():
            if self._stands(id_, night, leg):
                stays = min(need, unused)
                rest[id_], need = unused - stays, need - stays
                taken[id_] += stays
        landed = self._land(night, leg)
        if need and landed:
            taken[landed.id] += need

    def _stands(self, node_id: int, night: date, leg: Leg) -> bool:
        return all(self._fits(node, night, leg) for node in self.forest.line(node_id))

    def _land(self, night: date, leg: Leg) -> Node | None:
        landed: Node | None = None
        below = [self.root]
        while fitting := [n for n in below if not n.closed_at and self._fits(n, night, leg)]:
            landed = min(fitting, key=_narrowest)
            below = self.forest.children(landed.id)
        return landed

    def _fits(self, node: Node, night: date, leg: Leg) -> bool:
        return fits(node, self.asked.programme, self.buyer, night, leg)


def fits(node: Node, programme: str, buyer: Buyer, night: date, leg: Leg) -> bool:
    """Whether the node's own conditions and period hold; those of its parents are theirs to judge."""
    wanted = node.conditions
    return (
        node.starts_on <= night < node.ends_on
        and wanted.union_id in {None, buyer.union_id}
        and wanted.origin_code in {"", buyer.region, buyer.district}
        and wanted.unit_kind in {"", buyer.unit_kind}
        and wanted.programme in {"", programme}
        and wanted.district_code in {"", leg.district_code}
        and (not wanted.site_ids or leg.site_id in wanted.site_ids)
    )


def _narrowest(node: Node) -> tuple[object, ...]:
    wanted: Conditions = node.conditions
    union, origin, kind = wanted.of_buyer
    # Few sites before many, any list before none; then the shorter period, and the id where nothing else decides.
    sites = len(wanted.site_ids) or 1_000_000
    days = (node.ends_on - node.starts_on).days
    return (
        not union, -origin, not kind, not wanted.programme, sites, not wanted.district_code, days,
        node.id,
    )  # fmt: skip

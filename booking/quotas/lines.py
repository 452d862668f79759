"""Quotas as one line each, trees in the order in which people read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from booking.people import demand
from booking.quotas.access import manages
from booking.quotas.drafts import QuotaDraft
from booking.quotas.figures import Figures, Taken, closed_shares, figures_of, taken_of, unshared
from booking.quotas.models import Quota
from booking.quotas.names import Names, names_of
from booking.quotas.nodes import WORKERS, Forest, Node, node_of
from sites.foundation import clock
from sites.foundation.actor import Actor

NOT_OPEN, OPEN, NEARLY, SPENT, OVER, CLOSED = (
    "not_open",
    "open",
    "nearly",
    "spent",
    "over",
    "closed",
)
ORIGIN, PROGRAMME, DISTRICT, SITE, ANY = "origin", "programme", "district", "site", "any"


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One quota. `depth` counts from 0 in what the reader sees. `opens_at` and `release_on` may be those of the
    quota above; `opens_itself` and `released_itself` say whether they are its own. `unshared` is what no share
    has, `closed_shares` what its closed shares still take; None where it gave none away, or none is closed.
    """

    public_id: str
    parent: str
    name: str
    depth: int
    axis: str
    unit: str
    of_class: tuple[str, ...]
    of_scope: tuple[str, ...]
    programme: str
    first_day: date
    last_day: date
    figures: Figures
    unshared: Figures | None
    closed_shares: Figures | None
    left_to_claim: int
    opens_at: datetime | None
    opens_itself: bool
    release_on: date | None
    released_itself: bool
    closed_at: datetime | None
    owner: str
    is_of_another: bool
    draft: QuotaDraft

    @property
    def state(self) -> str:
        if self.closed_at:
            return CLOSED
        if self.opens_at and self.opens_at > clock.now():
            return NOT_OPEN
        if self.figures.over:
            return OVER
        if not self.figures.left:
            return SPENT
        return NEARLY if self.figures.is_nearly_spent else OPEN


async def lines_for(by: Actor) -> list[QuotaLine]:
    """Every quota that the actor's federation manages, each tree after the other. Needs `quotas.see`."""
    demand(by, "quotas.see")
    forest = Forest([node_of(row) for row in await Quota.all()])
    own = [n for n in forest.nodes.values() if manages(forest, n.id, by=by)]
    writer = Writer(forest, await names_of(own), await taken_of([n.id for n in own]), by)
    tops = [n for n in own if n.parent_id is None or not manages(forest, n.parent_id, by=by)]
    return [line for top in sorted(tops, key=in_order) for line in writer.whole(top)]


@dataclass(frozen=True)
class Writer:
    """Writes nodes as lines; what it needs of them is read beforehand."""

    forest: Forest
    names: Names
    taken: Taken
    by: Actor

    def whole(self, top: Node, depth: int = 0, axis: str = "") -> Iterator[QuotaLine]:
        """The node and everything below it."""
        axis = axis or axis_of(self.forest, top)
        yield self.line(top, depth=depth, axis=axis)
        for child in sorted(self.forest.children(top.id), key=in_order):
            yield from self.whole(child, depth + 1, axis)

    def line(self, node: Node, *, depth: int = 0, axis: str = "") -> QuotaLine:
        asks, above = node.conditions, self.forest.line(node.id)
        release = min((n.release_on for n in above if n.release_on), default=None)
        _id, owner = self.names.owners[node.owner_id]
        return QuotaLine(
            public_id=node.public_id,
            parent=above[1].public_id if len(above) > 1 else "", name=node.name, depth=depth, axis=axis or axis_of(self.forest, node),
            unit=node.unit, of_class=self.names.of_class(asks), of_scope=self.names.of_scope(asks),
            programme=asks.programme, first_day=node.starts_on, last_day=node.last_day,
            figures=figures_of(self.forest, node, self.taken),
            unshared=unshared(node, self.taken) if self.forest.children(node.id) else None,
            closed_shares=closed_shares(self.forest, node, self.taken),
            left_to_claim=self.forest.left(node.id), opens_at=self.forest.opens_at(node.id),
            opens_itself=node.opens_at is not None or node.parent_id is None, release_on=release,
            released_itself=node.release_on is not None, closed_at=node.closed_at, owner=owner,
            is_of_another=node.owner_id != self.by.organisation_id,
            draft=self.names.drafted(node),
        )  # fmt: skip


def axis_of(forest: Forest, node: Node) -> str:
    """By what the quota sorts trips: its own conditions first, else those of its shares."""
    for one in (node, *forest.children(node.id)):
        asks = one.conditions
        for axis, is_asked in (
            (PROGRAMME, asks.programme), (SITE, asks.site_ids), (DISTRICT, asks.district_code),
            (ORIGIN, asks.names_buyers),
        ):  # fmt: skip
            if is_asked:
                return axis
    return ANY


def in_order(node: Node) -> tuple[object, ...]:
    # Open before closed, the running year before later ones, workers before their nights, large before small.
    is_closed, counts_nights = node.closed_at is not None, node.unit != WORKERS
    return is_closed, node.starts_on, counts_nights, -node.ceiling, node.name, node.id

"""What is left for a union: every quota on which some trip of its own may land."""

from collections.abc import Iterator
from datetime import timedelta

from booking.people import demand
from booking.quotas.candidates import buyer_of, reachable
from booking.quotas.figures import taken_of
from booking.quotas.lines import QuotaLine, Writer, in_order
from booking.quotas.models import Quota
from booking.quotas.names import names_of
from booking.quotas.nodes import Forest, Node, node_of
from sites.foundation import clock
from sites.foundation.actor import Actor

AHEAD = timedelta(days=5 * 365)


async def left_for(by: Actor) -> list[QuotaLine]:
    """The quotas of which the union may take now or later, the earliest first. Needs `quotas.see`."""
    demand(by, "quotas.see")
    today = clock.today()
    union = await buyer_of(by.organisation_id)
    own = await reachable(union, today, today + AHEAD, programme=None)
    landing = [node.id for root in own.roots for node in _landings(own, root)]
    # Numbers are those of whole trees: what others took of a city's quota is gone for this union too.
    whole = Forest([node_of(row) for row in await Quota.all()]) if landing else own
    nodes = [whole.nodes[id_] for id_ in landing]
    counted = {id_ for node in nodes for id_ in whole.within(node.id)}
    writer = Writer(whole, await names_of(nodes), await taken_of(sorted(counted)), by)
    return [writer.line(node) for node in sorted(nodes, key=in_order)]


def _landings(forest: Forest, node: Node) -> Iterator[Node]:
    """The nodes on which trips of the union land: not those that one of their shares always goes before."""
    for share in sorted(forest.children(node.id), key=_narrow_first):
        yield from _landings(forest, share)
        if _always_goes_before(share, node):
            return
    yield node


def _narrow_first(node: Node) -> tuple[object, ...]:
    union, origin, kind = node.conditions.of_buyer
    return not union, -origin, not kind, node.id


def _always_goes_before(share: Node, node: Node) -> bool:
    asks = share.conditions
    same_days = (share.starts_on, share.ends_on) == (node.starts_on, node.ends_on)
    return same_days and not (asks.programme or asks.district_code or asks.site_ids)

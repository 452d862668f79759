"""The quotas of a federation as a sheet: the columns that an import reads back, and the numbers behind them."""

from booking.people import demand
from booking.people.vocabulary import PROGRAMMES, UNIT_KINDS
from booking.quotas.access import manages
from booking.quotas.figures import figures_of, taken_of
from booking.quotas.lines import in_order
from booking.quotas.models import Quota
from booking.quotas.names import names_of
from booking.quotas.nodes import Forest, Node, node_of
from booking.quotas.sheet import TITLE, UNIT_WORDS, columns, local
from sites.foundation.actor import Actor
from sites.foundation.language import _
from sites.foundation.spreadsheet import Sheet
from sites.regions import district

NUMBERS = ("已用", "保留", "余", "超出")


async def exported(by: Actor) -> Sheet:
    """Every open quota that the federation manages, parents before their shares. Needs `quotas.see`."""
    demand(by, "quotas.see")
    # With the closed ones: what was used under them counts above them.
    forest = Forest([node_of(row) for row in await Quota.all()])
    own = [n for n in _in_trees(forest) if manages(forest, n.id, by=by)]
    names, taken = await names_of(own), await taken_of([n.id for n in own])
    own = [node for node in own if node.closed_at is None]
    head = [f"{c.head}*" if c.is_needed else c.head for c in columns()]
    rows = []
    for node in own:
        draft, figures = names.drafted(node), figures_of(forest, node, taken)
        above = forest.nodes[node.parent_id].public_id if node.parent_id is not None else ""
        told = {
            "quota": node.public_id, "version": node.version, "parent": above, "name": draft.name,
            "ceiling": draft.ceiling, "unit": _(UNIT_WORDS[draft.unit]),
            "first_day": draft.first_day, "last_day": draft.last_day,
            "origin_code": draft.origin_code, "union": draft.union,
            "unit_kind": _(UNIT_KINDS.get(draft.unit_kind, "")),
            "programme": _(PROGRAMMES.get(draft.programme, "")),
            "district_code": district(draft.district_code).name if draft.district_code else "",
            "sites": " ".join(draft.sites), "opens_at": local(draft.opens_at) if draft.opens_at else "",
            "release_on": draft.release_on,
        }  # fmt: skip
        numbers = (figures.used, figures.held, figures.left, figures.over)
        rows.append([*(told[column.name] for column in columns()), *numbers])
    return Sheet(TITLE, [*head, *NUMBERS], rows)


def _in_trees(forest: Forest) -> list[Node]:
    """Depth first, so that every parent stands above its shares."""
    waiting, found = sorted(forest.roots, key=in_order, reverse=True), list[Node]()
    while waiting:
        found.append(waiting.pop())
        waiting += sorted(forest.children(found[-1].id), key=in_order, reverse=True)
    return found

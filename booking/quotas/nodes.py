"""A quota as a value: for whom, where and when it counts, how much there is, and what of it is taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from booking.quotas.models import Quota
from sites.foundation.database import read_day, read_instant, read_json
from sites.regions import city_of

WORKERS, PERSON_NIGHTS = "workers", "person_nights"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Who draws and where to; what is empty asks nothing. `origin_code` is a city's or a district's."""

    union_id: int | None = None
    origin_code: str = ""
    unit_kind: str = ""
    programme: str = ""
    district_code: str = ""
    site_ids: tuple[int, ...] = ()

    @property
    def of_buyer(self) -> tuple[bool, int, bool]:
        """How narrowly it names the buyer; of several that fit, the highest goes first."""
        narrow = 0 if not self.origin_code else 2 if is_district(self.origin_code) else 1
        return self.union_id is not None, narrow, bool(self.unit_kind)

    @property
    def names_buyers(self) -> bool:
        return self.of_buyer != (False, 0, False)


def is_district(code: str) -> bool:
    return bool(code) and city_of(code) != code


@dataclass(frozen=True, slots=True)
class Node:
    """One quota. The period is half-open; `left_here` is what its own claims may still take."""

    id: int
    public_id: str
    parent_id: int | None
    owner_id: int
    name: str
    unit: str
    conditions: Conditions
    starts_on: date
    ends_on: date
    ceiling: int
    used_here: int
    used_below: int
    granted: int
    over_by: int
    opens_at: datetime | None
    release_on: date | None
    closed_at: datetime | None
    version: int

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.ends_on.toordinal() - 1)

    @property
    def left_here(self) -> int:
        return max(0, self.ceiling - self.granted - self.used_here)

    @property
    def left_below(self) -> int:
        """What its descendants may still take together."""
        whole = self.ceiling - self.used_here - self.used_below
        return max(0, min(self.granted - self.used_below, whole))

    @property
    def used(self) -> int:
        return self.used_here + self.used_below


def node_of(row: Quota) -> Node:
    same = {
        name: getattr(row, name)
        for name in Node.__dataclass_fields__  # slots leave no other list of them
        if name != "conditions"
    }
    return Node(conditions=conditions_of(row), **same)


def node_from(row: Mapping[str, Any]) -> Node:
    """Of a raw row of all columns."""
    site_ids = tuple(read_json(row["site_ids"]))
    asks = {name: row[name] for name in Conditions.__dataclass_fields__ if name != "site_ids"}
    same = {name: row[name] for name in Node.__dataclass_fields__ if name != "conditions"}
    read = {
        **{name: read_day(row[name]) for name in ("starts_on", "ends_on")},
        **{name: read_instant(row[name]) for name in ("opens_at", "closed_at")},
        "release_on": row["release_on"] and read_day(row["release_on"]),
    }
    return Node(conditions=Conditions(**asks, site_ids=site_ids), **{**same, **read})


def conditions_of(row: Quota) -> Conditions:
    return Conditions(
        row.union_id, row.origin_code, row.unit_kind, row.programme, row.district_code,
        tuple(row.site_ids),
    )  # fmt: skip


class Forest:
    """Nodes by id and by parent: whole trees, or of each tree the part that a question reached."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self._children: dict[int | None, list[Node]] = defaultdict(list)
        for node in self.nodes.values():
            self._children[node.parent_id].append(node)

    @property
    def roots(self) -> list[Node]:
        return self._children.get(None, [])

    def children(self, node_id: int) -> list[Node]:
        return self._children.get(node_id, [])

    def line(self, node_id: int) -> list[Node]:
        """The node, its parent and so on up to its root."""
        found = [self.nodes[node_id]]
        while (above := found[-1].parent_id) is not None:
            found.append(self.nodes[above])
        return found

    def left(self, node_id: int) -> int:
        """What a claim at this node may still take: its own rest, and no more than its line allows."""
        here, *above = self.line(node_id)
        return min([here.left_here, *(node.left_below for node in above)])

    def opens_at(self, node_id: int) -> datetime | None:
        """Its own opening, or that of the nearest above that has one."""
        instants = (node.opens_at for node in self.line(node_id))
        return next((instant for instant in instants if instant), None)

    def within(self, node_id: int) -> set[int]:
        """The ids of the node and all its descendants."""
        found, waiting = {node_id}, [node_id]
        while waiting:
            for child in self.children(waiting.pop()):
                found.add(child.id)
                waiting.append(child.id)
        return found

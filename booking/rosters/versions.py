"""What differs between a list and an earlier version of it: names, never numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.rosters.version_model import RosterChange, RosterVersion
from sites.foundation.language import N_

FIELDS: dict[str, str] = {
    "name": N_("name"), "kind": N_("travels as"), "sex": N_("sex"), "department": N_("department"), "note": N_("note"),
    "number": N_("document number"), "phone": N_("telephone"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListVersion:
    """`people` is how many stood on the list then."""

    number: int
    at: datetime
    by_name: str
    people: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One person: `act` is added, changed or left; `fields` are codes of FIELDS."""

    traveller: str
    act: str
    name: str
    kind: str
    fields: tuple[str, ...] = ()


async def versions_of(party: str) -> tuple[ListVersion, ...]:
    """The newest first. Whoever asks must already be allowed to see the list."""
    rows = await RosterVersion.filter(party__public_id=party).order_by("-number")
    return tuple(ListVersion(row.number, row.at, row.by_name, row.people) for row in rows)


async def differences(party: str, *, since: int) -> tuple[Difference, ...]:
    """Between version `since` (0: before the first) and now; who came and left in between is not told."""
    later = RosterChange.filter(version__party__public_id=party, version__number__gt=since)
    return fold(await later.order_by("version__number", "id"))


def fold(changes: Iterable[RosterChange]) -> tuple[Difference, ...]:
    by_person: dict[str, list[RosterChange]] = {}
    for one in changes:
        by_person.setdefault(one.traveller, []).append(one)
    found = [_net(steps) for steps in by_person.values()]
    return tuple(one for one in found if one is not None)


def _net(steps: Sequence[RosterChange]) -> Difference | None:
    first, last = steps[0], steps[-1]
    if first.act == "added" and last.act == "left":
        return None
    act = "added" if first.act == "added" else last.act
    names = {name for one in steps for name in one.fields_changed.split(",") if name}
    fields = tuple(name for name in FIELDS if name in names) if act == "changed" else ()
    return Difference(last.traveller, act, last.name, last.kind, fields)

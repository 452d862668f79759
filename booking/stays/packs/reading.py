"""The packs of a stay for its union, and the file of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.people import demand
from booking.stays.access import stay_of_union
from booking.stays.packs.models import Pack
from booking.stays.refusals import StayUnknown
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import N_

WHY: dict[str, str] = {
    "left": N_("Whoever asked is no longer with the union."),
    "too_large": N_("The uploaded papers are too large for one file."),
    "shredded": N_("The names were shredded meanwhile."),
}


@dataclass(frozen=True)
class PackLine:
    """`is_open`: this person may fetch it. `findings` are what did not agree when it was drawn."""

    id: str
    state: str
    done: int
    total: int
    has_names: bool
    size: int
    sha256: str
    why: str
    asked_at: datetime
    drawn_at: datetime | None
    by_name: str
    findings: tuple[dict[str, Any], ...]
    is_open: bool


async def packs_of(public_id: str, *, by: Actor) -> tuple[PackLine, ...]:
    """The newest first. Refused: NotGranted, StayUnknown."""
    demand(by, "money.see")
    stay = await stay_of_union(public_id, by=by)
    rows = await Pack.filter(stay_id=stay.id).order_by("-id").limit(20)
    return tuple(_line(row, by) for row in rows)


async def pack_file(public_id: str, pack: str, *, by: Actor) -> Pack:
    """The row that names the file. Refused: NotGranted, StayUnknown, also for a pack with names for whoever sees no lists."""
    demand(by, "money.see")
    stay = await stay_of_union(public_id, by=by)
    known = is_public_id(pack)
    row = await Pack.filter(stay_id=stay.id, public_id=pack, state="drawn").first() if known else None  # fmt: skip
    if row is None or not _is_open(row, by):
        raise StayUnknown
    return row


def _line(row: Pack, by: Actor) -> PackLine:
    return PackLine(
        row.public_id, row.state, row.done, row.total, row.has_names, row.size, row.sha256, row.why, row.asked_at,
        row.drawn_at, row.by_name, tuple(row.findings), _is_open(row, by),
    )  # fmt: skip


def _is_open(row: Pack, by: Actor) -> bool:
    return by.may("rosters.see") or not row.has_names

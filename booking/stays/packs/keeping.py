"""What the job writes of a pack as it draws it: how far it is, and at the end the file or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from booking.rosters.keeping_models import ListEnd
from booking.stays.models import Stay
from booking.stays.packs.models import Pack
from sites.foundation import clock
from sites.foundation.database import transaction


@dataclass(frozen=True)
class PackToDraw:
    """`stay` is the public id."""

    id: int
    stay: str
    language: str
    has_names: bool
    by_user_id: int
    by_organisation_id: int


@dataclass(frozen=True)
class DrawnFile:
    stored_name: str
    size: int
    sha256: str


async def pack_to_draw(pack_id: int) -> PackToDraw | None:
    """None once it is drawn, failed or shredded: a job that runs twice finds nothing to do."""
    row = await Pack.filter(id=pack_id, state="asked").prefetch_related("stay").first()
    if row is None:
        return None
    return PackToDraw(
        row.id, row.stay.public_id, row.language, row.has_names, row.by_user_id, row.by_organisation_id
    )  # fmt: skip


@transaction
async def note_progress(pack_id: int, done: int, total: int) -> None:
    await Pack.filter(id=pack_id, state="asked").update(done=min(done, total), total=total)


@transaction
async def keep_pack(pack_id: int, file: DrawnFile, findings: Sequence[dict[str, Any]]) -> bool:
    """Whether it is kept: not where another run was first, or its names were shredded meanwhile."""
    row = await Pack.filter(id=pack_id, state="asked").select_for_update(no_key=True).first()
    if row is None:
        return False
    if row.has_names and await _is_shredded(row):
        await Pack.filter(id=pack_id).update(state="failed", why="shredded")
        return False
    await Pack.filter(id=pack_id).update(
        state="drawn", drawn_at=clock.now(), stored_name=file.stored_name, size=file.size, sha256=file.sha256,
        findings=list(findings), done=row.total,
    )  # fmt: skip
    return True


@transaction
async def give_up_pack(pack_id: int, why: str) -> None:
    """`why` is a code of reading.WHY."""
    await Pack.filter(id=pack_id, state="asked").update(state="failed", why=why[:40])


async def _is_shredded(row: Pack) -> bool:
    """Whether the list went between asking and keeping."""
    stay = await Stay.get(id=row.stay_id)
    ends = ListEnd.filter(party__trip_id=stay.trip_id, party__organisation_id=stay.union_id)
    return await ends.filter(at__gt=row.asked_at).exists()

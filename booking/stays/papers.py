"""Papers of a stay: a signed approval or a sealed contract, kept outside the database under a random name."""

from dataclasses import dataclass
from pathlib import Path

from booking.people import demand_principal
from booking.stays.access import stay_of_side, stay_of_union
from booking.stays.approval import offer_signed
from booking.stays.models import Paper, Stay
from booking.stays.moves import record
from booking.stays.refusals import StayUnknown
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.identifiers import is_public_id
from sites.foundation.identifiers import public_id as new_id
from sites.foundation.language import N_

APPROVAL, MINUTES = "approval", "minutes"
# The union's own: never the base's to see.
OWN = (APPROVAL, MINUTES)
# Papers that name people go with the list; approvals, contracts and minutes are vouchers and stay.
NAMING = ("insurance", "other")
LARGEST = 6 * 1024 * 1024
# What a file begins with tells what it is; its name does not.
BEGINNINGS: dict[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


class PaperUnfit(Refusal):
    code = "paper_unfit"
    kind = Kind.BAD_INPUT
    words = N_("Upload a PDF, JPEG or PNG file of at most 6 MB.")


@dataclass(frozen=True)
class Upload:
    shown_name: str
    content: bytes


@dataclass(frozen=True)
class StoredUpload:
    """A file that lies in the data folder already."""

    shown_name: str
    stored_name: str
    media_type: str
    size: int


def media_type_of(content: bytes) -> str:
    """The type by its first bytes. Refused: PaperUnfit for anything else, empty or too large."""
    if 0 < len(content) <= LARGEST:
        for beginning, media_type in BEGINNINGS.items():
            if content.startswith(beginning):
                return media_type
    raise PaperUnfit


def store(folder: Path, content: bytes) -> str:
    """Write the file before the row that names it: a row never points to nothing."""
    name = new_id()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return name


@transaction
async def add_paper(
    public_id: str,
    *,
    kind: str,
    shown_name: str,
    stored_name: str,
    media_type: str,
    size: int,
    by: Actor,
) -> None:
    """Keep an uploaded paper with its stay; both sides see it, but for the union's own approval and minutes.

    Refused: StayUnknown, also for one of the union's own that the operator brings.
    """
    stay = await (stay_of_union if kind in OWN else stay_of_side)(public_id, by=by)
    if kind in OWN:
        demand_principal(by)
    upload = StoredUpload(shown_name, stored_name, media_type, size)
    await _write(stay, upload, kind=kind, by=by)
    await record(stay, act="paper_added", by=by, facts={"kind": kind})


async def keep_paper(
    stay: Stay, upload: StoredUpload, *, kind: str, by: Actor, about: dict[str, str] | None = None
) -> int:
    """A paper that comes with another act, in that act's transaction; its inner id. `about` says what it belongs to."""
    demand_transaction()
    return (await _write(stay, upload, kind=kind, about=about, by=by)).id


async def _write(
    stay: Stay, upload: StoredUpload, *, kind: str, by: Actor, about: dict[str, str] | None = None
) -> Paper:
    return await Paper.create(
        public_id=new_id(), stay_id=stay.id, kind=kind, shown_name=upload.shown_name[:120],
        stored_name=upload.stored_name, media_type=upload.media_type, size=upload.size, by_user_id=by.user_id,
        by_organisation_id=by.organisation_id, added_at=clock.now(), offer=await offer_signed(stay) if kind == APPROVAL else about or {},
    )  # fmt: skip


async def paper_of(public_id: str, paper_id: str, *, by: Actor) -> Paper:
    """The paper's row, for a side of its stay. The union's own is not the operator's to see; what was shredded is nobody's."""
    stay = await stay_of_side(public_id, by=by)
    known = is_public_id(paper_id)
    paper = await Paper.filter(stay_id=stay.id, public_id=paper_id).first() if known else None
    is_closed = by.is_agent or (
        paper is not None and paper.by_organisation_id != by.organisation_id
    )
    if paper is None or not paper.stored_name or (paper.kind in OWN and is_closed):
        raise StayUnknown
    return paper


async def stored_papers(public_id: str, *, has_names: bool, by: Actor) -> list[Paper]:
    """Rows whose files are there, for the union's pack; those that name people only where `has_names`. Refused: StayUnknown."""
    stay = await stay_of_union(public_id, by=by)
    rows = Paper.filter(stay_id=stay.id).exclude(stored_name="")
    return await (rows if has_names else rows.exclude(kind__in=NAMING)).order_by("id")

"""Files that the sides send up with a dispute: papers of the stay, which name the dispute; the federation reads them too."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from booking.people import demand
from booking.stays.dispute_model import Dispute
from booking.stays.dispute_refusals import DisputeUnknown
from booking.stays.models import Paper, Stay
from booking.stays.papers import StoredUpload, keep_paper
from sites.foundation.actor import Actor
from sites.foundation.identifiers import is_public_id

KIND = "dispute"


@dataclass(frozen=True, slots=True)
class DisputePaper:
    """`is_of_union` tells who sent it up."""

    public_id: str
    shown_name: str
    is_of_union: bool


async def keep_dispute_paper(
    stay: Stay, dispute: Dispute, file: StoredUpload | None, *, by: Actor
) -> None:
    """With the dispute or its answer, in the caller's transaction; nothing where no file came."""
    if file is not None:
        await keep_paper(stay, file, kind=KIND, about={"dispute": dispute.public_id}, by=by)


async def papers_by_dispute(stays: Iterable[Stay]) -> dict[str, tuple[DisputePaper, ...]]:
    """Of all disputes of these stays, by the dispute's public id."""
    unions = {stay.id: stay.union_id for stay in stays}
    found: dict[str, list[DisputePaper]] = defaultdict(list)
    for row in await Paper.filter(stay_id__in=[*unions], kind=KIND).order_by("id"):
        is_of_union = row.by_organisation_id == unions[row.stay_id]
        paper = DisputePaper(row.public_id, row.shown_name, is_of_union)
        found[str(row.offer.get("dispute", ""))].append(paper)
    return {dispute: tuple(papers) for dispute, papers in found.items()}


async def dispute_paper(dispute: str, paper: str, *, by: Actor) -> Paper:
    """For the host federation, which decides. Refused: NotGranted, DisputeUnknown."""
    demand(by, "cases.answer")
    found = await Dispute.get_or_none(public_id=dispute) if is_public_id(dispute) else None
    row = await Paper.get_or_none(public_id=paper, kind=KIND) if is_public_id(paper) else None
    if found is None or row is None or row.offer.get("dispute") != found.public_id:
        raise DisputeUnknown
    return row

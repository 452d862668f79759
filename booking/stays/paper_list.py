"""The papers of all stays of one side in one list, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from booking.stays.models import Paper
from sites.foundation.actor import Actor
from sites.foundation.language import choose
from sites.foundation.paging import Page

SIZE = 30


@dataclass(frozen=True)
class ListedPaper:
    """`is_own` says whether the own side sent it up. `stay` and `paper` are public ids."""

    paper: str
    kind: str
    shown_name: str
    added_at: datetime
    is_own: bool
    stay: str
    reference: str
    site_name: str


async def papers_of(
    by: Actor, *, kind: str = "", trip: str = "", number: int = 1
) -> Page[ListedPaper]:
    """The union's own, of one trip or of all; `kind` is approval, contract or other, nothing for all."""
    rows = Paper.filter(stay__union_id=by.organisation_id).exclude(stored_name="")
    if trip:
        rows = rows.filter(stay__trip__public_id=trip)
    if kind:
        rows = rows.filter(kind=kind)
    found = await rows.order_by("-added_at", "-id").offset((number - 1) * SIZE).limit(SIZE).values(
        "public_id", "kind", "shown_name", "added_at", "by_organisation_id", "stay__public_id",
        "stay__reference", "stay__site__name", "stay__site__name_en",
    )  # fmt: skip
    return Page([_listed(row, by) for row in found], number, SIZE, await rows.count())


def _listed(row: dict[str, object], by: Actor) -> ListedPaper:
    return ListedPaper(
        str(row["public_id"]), str(row["kind"]), str(row["shown_name"]),
        row["added_at"],  # type: ignore[arg-type]
        row["by_organisation_id"] == by.organisation_id,
        str(row["stay__public_id"]), str(row["stay__reference"]),
        choose(str(row["stay__site__name"]), str(row["stay__site__name_en"])),
    )  # fmt: skip

"""How the papers of a stay agree right now, before anybody asks for a pack."""

from dataclasses import dataclass

from booking import people, stays
from booking.documents.model import Table
from booking.documents.pack.contents import kinds_for
from booking.documents.pack.figures import figures_of
from booking.documents.pack.findings import Finding, findings
from booking.documents.pack.report import numbers_table
from booking.documents.subject import subject_of
from booking.stays import StayPage
from sites.foundation.actor import Actor
from sites.foundation.language import _


@dataclass(frozen=True)
class Consistency:
    """`numbers` stand side by side; `ready` are titles of papers that would be in the pack, `left_out` those with why not."""

    page: StayPage
    numbers: Table
    found: tuple[Finding, ...]
    ready: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    files: int


async def consistency_of(stay: str, *, by: Actor) -> Consistency:
    """For the union. Refused: NotGranted for whoever may not see money, StayUnknown."""
    people.demand(by, "money.see")
    subject = await subject_of(stay, by=by)
    known = await figures_of(subject.page, by=by)
    ready, left_out = kinds_for(subject)
    kept = await stays.stored_papers(stay, has_names=by.may("rosters.see"), by=by)
    titles = tuple(_(kind.words) for kind in ready)
    return Consistency(
        subject.page, numbers_table(known), findings(known), titles, tuple(left_out), len(kept)
    )

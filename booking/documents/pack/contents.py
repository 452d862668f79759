"""What goes into a pack: the papers that the program draws up, and files that were sent up."""

import re
from dataclasses import dataclass

from booking import money, stays
from booking.documents.drawing_up import KINDS
from booking.documents.kind import Kind
from booking.documents.subject import Subject
from sites.foundation.language import N_, _

# In the order of the file of a reimbursement; payment instructions are no voucher.
WANTED = (
    "decision", "notice", "approval", "contract", "filing", "itinerary", "roster", "insurance", "rooming", "sign-in",
    "settlement", "statement", "receipt",
)  # fmt: skip
OTHER = N_("Other paper")
PAPERS: dict[str, str] = {
    "approval": N_("Signed approval"),
    "contract": N_("Sealed contract"),
    "minutes": N_("Minutes of the meeting"),
    "insurance": N_("Insurance policy"),
    "policy": N_("Policy document"),
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that was sent up: its name in the pack, what it is, and where it lies."""

    name: str
    what: str
    stored_name: str
    size: int


def kinds_for(subject: Subject) -> tuple[list[Kind], list[tuple[str, str]]]:
    """Kinds that can be drawn up now, and the others with why not."""
    known = {kind.code: kind for kind in KINDS}
    wanted = [known[code] for code in WANTED if code in known and known[code].is_for(subject.by)]
    why = {kind.code: kind.missing(subject) for kind in wanted}
    ready = [kind for kind in wanted if not why[kind.code]]
    return ready, [(_(kind.words), why[kind.code]) for kind in wanted if why[kind.code]]


async def enclosed(subject: Subject, *, has_names: bool) -> list[Enclosed]:
    """Papers of the stay and files of its invoices. Papers that name people only where names may be in the pack."""
    stay = subject.page.line.public_id
    papers = await stays.stored_papers(stay, has_names=has_names, by=subject.by)
    invoices = await money.invoice_files(subject.page.id)
    return [
        *(Enclosed(one.shown_name, _(PAPERS.get(one.kind, OTHER)), one.stored_name, one.size) for one in papers),
        *(Enclosed(one.shown_name, _("Invoice"), one.stored_name, one.size) for one in invoices),
    ]  # fmt: skip


def named(number: int, words: str, name: str) -> str:
    """A name that sorts by its number and is sound on every system: nothing of a path, no controls."""
    return f"{number:02d}-{_plain(words)}-{_plain(name) or 'paper'}"


def _plain(text: str) -> str:
    return re.sub(r"[^\w()（）.·-]+", "-", text).strip("-.")[:80]

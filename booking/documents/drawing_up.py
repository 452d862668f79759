"""Drawing up the documents of a stay: which there are for whom, and one of them as a model to be shown or printed."""

from dataclasses import dataclass, replace

from booking import stays
from booking.documents.about import lead_of
from booking.documents.approval_form import KIND as APPROVAL
from booking.documents.contract import KIND as CONTRACT
from booking.documents.decision import KIND as DECISION
from booking.documents.filing_form import KIND as FILING
from booking.documents.instructions import KIND as INSTRUCTIONS
from booking.documents.insurance_list import KIND as INSURANCE
from booking.documents.itinerary import KIND as ITINERARY
from booking.documents.kind import Kind
from booking.documents.model import Document
from booking.documents.notice import KIND as NOTICE
from booking.documents.receipt import KIND as RECEIPT
from booking.documents.rooming_list import KIND as ROOMING
from booking.documents.roster import KIND as ROSTER
from booking.documents.settlement import KIND as SETTLEMENT
from booking.documents.sign_in_sheet import KIND as SIGN_IN
from booking.documents.statement import KIND as STATEMENT
from booking.documents.subject import Subject, subject_of
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.errors import Kind as Of
from sites.foundation.errors import Refusal
from sites.foundation.language import N_, _, locale

# In the order in which a stay needs them.
KINDS = (
    DECISION, NOTICE, APPROVAL, CONTRACT, INSTRUCTIONS, RECEIPT, FILING, ITINERARY, ROSTER, INSURANCE, ROOMING, SIGN_IN, SETTLEMENT,
    STATEMENT,
)  # fmt: skip


class DocumentUnknown(Refusal):
    code = "document_unknown"
    kind = Of.UNKNOWN
    words = N_("There is no such paper, or it is not yours to see.")


class DocumentNotYet(Refusal):
    code = "document_not_yet"
    words = N_("This paper cannot be drawn up yet. %(why)s")


@dataclass(frozen=True)
class Offered:
    """A kind of document as a stay's list shows it. `missing` says why it cannot be drawn up yet.

    `opens_numbers`: this person may have it with full numbers too.
    """

    code: str
    words: str
    missing: str
    opens_numbers: bool = False


async def documents_of(stay: str, *, by: Actor) -> tuple[Offered, ...]:
    """What this person may have of the stay. Refused: StayUnknown."""
    subject = await subject_of(stay, by=by)
    return tuple(
        Offered(
            kind.code,
            _(kind.words),
            kind.missing(subject),
            opens_numbers=kind.opens_numbers and by.may("rosters.reveal"),
        )
        for kind in KINDS
        if kind.is_for(by)
    )


async def draw_up(
    code: str, stay: str, *, of: str = "", is_example: bool = False, by: Actor
) -> Document:
    """The document in the reader's language. `of` is the public id of one charge or receipt.

    Refused: StayUnknown, DocumentUnknown (also for whom it is not), DocumentNotYet.
    """
    kind, subject = await _asked_for(code, stay, of=of, by=by)
    return await drawn(kind, subject, is_example=is_example)


async def draw_up_in_full(
    code: str, stay: str, *, reason: str, is_example: bool = False, by: Actor
) -> Document:
    """The same with full numbers: a look at each person is logged with the reason before anything is drawn.

    Refused: as `draw_up`, NotGranted, NumbersClosed for a base outside the days of registration.
    """
    kind, subject = await _asked_for(code, stay, of="", by=by)
    if not kind.opens_numbers:
        raise DocumentUnknown
    full = await stays.reveal_everybody(stay, reason=reason, by=by)
    opened = replace(subject, named=replace(subject.group, full=full))
    return await drawn(kind, opened, is_example=is_example)


async def _asked_for(code: str, stay: str, *, of: str, by: Actor) -> tuple[Kind, Subject]:
    kind = next((one for one in KINDS if one.code == code and one.is_for(by)), None)
    subject = await subject_of(stay, of=of, by=by)
    if kind is None or not _is_of(subject):
        raise DocumentUnknown
    if missing := kind.missing(subject):
        raise DocumentNotYet(why=missing)
    return kind, subject


def _is_of(subject: Subject) -> bool:
    """Whether the charge or receipt that is asked for is one of this stay."""
    if not subject.of:
        return True
    account = subject.account
    if account is None:
        return False
    charges = {charge.id for charge in account.charges}
    return subject.of in charges | {receipt.id for receipt in account.receipts}


async def drawn(kind: Kind, subject: Subject, *, is_example: bool) -> Document:
    """One kind about one subject that may have it and lacks nothing for it."""
    return Document(
        name=kind.code,
        title=_(kind.words),
        reference=subject.page.line.reference,
        made_at=clock.now(),
        language=locale(),
        lead=lead_of(subject),
        parts=await kind.draw(subject),
        is_example=is_example,
    )

"""What does not agree before a trip is reimbursed: roster = insurance = sign-in = settlement = invoice. Pure.

A finding is a number against another one, and the page where it is mended. Nobody's data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from booking.documents.pack.figures import Figures, InvoiceFigures
from booking.stays.packs import NightFigures

HEADS, FEN, DAYS = "heads", "fen", "days"
BOTH = frozenset({"union", "operator"})


@dataclass(frozen=True, slots=True)
class Finding:
    """`ours` against `theirs` in `unit`. `where` continues the stay's address, or begins with a slash of its own for
    a page of money (`/union/...`). `about` are further words: a night, a reference, a title.
    """

    code: str
    ours: int
    theirs: int
    unit: str
    where: str
    about: dict[str, str] = field(default_factory=dict)


def findings(known: Figures) -> tuple[Finding, ...]:
    """Every difference in the order of the papers; none where everything agrees."""
    return (
        *_papers(known), *_list(known), *_insurance(known), *_door(known), *_nights(known), *_account(known),
        *_invoices(known),
    )  # fmt: skip


def _papers(known: Figures) -> Iterator[Finding]:
    for kind in known.missing_papers:
        yield Finding("paper_missing", 0, 1, HEADS, "/decision", {"kind": kind})


def _list(known: Figures) -> Iterator[Finding]:
    who = known.people
    if who.shredded_on is not None:
        return
    if who.named != who.contracted:
        yield Finding("named_contracted", who.named, who.contracted, HEADS, "/roster")
    if who.without_number:
        yield Finding("without_number", who.without_number, 0, HEADS, "/roster")


def _insurance(known: Figures) -> Iterator[Finding]:
    who = known.people
    if who.uninsured_days:
        yield Finding("days_uninsured", who.uninsured_days, 0, DAYS, "/insurance")
    # More insured than travel is no fault: policies are bought before somebody drops out.
    elif who.shredded_on is None and who.insured < who.named:
        yield Finding("named_insured", who.named, who.insured, HEADS, "/insurance")


def _door(known: Figures) -> Iterator[Finding]:
    """Whoever was noted as not come is explained; whoever is neither is a difference."""
    who = known.people
    if not known.is_over or who.shredded_on is not None or not who.is_ticked:
        return
    if who.came + who.absent != who.named:
        yield Finding("came_named", who.came + who.absent, who.named, HEADS, "/attendance")
    if who.strangers:
        yield Finding("came_not_named", who.strangers, 0, HEADS, "/roster")


def _nights(known: Figures) -> Iterator[Finding]:
    if not known.is_over:
        return
    for night in known.people.nights:
        yield from _night(night, known)


def _night(night: NightFigures, known: Figures) -> Iterator[Finding]:
    about = {"night": night.date.isoformat()}
    if night.counted is None:
        yield Finding("night_uncounted", 0, 1, HEADS, "/attendance", about)
        return
    is_listed = known.people.is_ticked and known.people.shredded_on is None
    if is_listed and night.ticked != night.counted:
        yield Finding("ticked_counted", night.ticked, night.counted, HEADS, "/attendance", about)
    if night.charged is not None and night.charged != night.counted:
        yield Finding("counted_charged", night.counted, night.charged, HEADS, "/account", about)
    if night.signed_by != BOTH:
        yield Finding("night_unsigned", len(night.signed_by), 2, HEADS, "/attendance", about)


def _account(known: Figures) -> Iterator[Finding]:
    if known.is_over and not known.has_account:
        yield Finding("no_account", 0, 1, HEADS, "/account")
    if known.owed:
        yield Finding("unpaid", known.paid.minor, known.charged.minor, FEN, "#money")
    if known.refund_due:
        yield Finding("refund_due", known.refund_due.minor, 0, FEN, "#money")


def _invoices(known: Figures) -> Iterator[Finding]:
    for one in known.invoices:
        yield from _invoice(one, known)


def _invoice(one: InvoiceFigures, known: Figures) -> Iterator[Finding]:
    where, about = f"/union/invoices/charges/{one.charge}", {"reference": one.reference}
    if one.invoiced != one.charged and not one.is_waived:
        yield Finding("charged_invoiced", one.charged.minor, one.invoiced.minor, FEN, where, about)
    for title in sorted(one.titles - {known.title}):
        yield Finding("invoice_title", 0, 1, HEADS, where, {**about, "title": title})
    for code in sorted(one.codes - {known.code}):
        yield Finding("invoice_code", 0, 1, HEADS, where, {**about, "code": code or "–"})

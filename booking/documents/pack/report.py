"""The consistency report that lies on top of a pack: the five numbers side by side, what differs, what is inside."""

from collections.abc import Iterable, Sequence

from booking.documents.about import lead_of
from booking.documents.model import Align, Column, Document, Facts, Paragraphs, Part, Table
from booking.documents.pack.figures import Figures
from booking.documents.pack.findings import Finding
from booking.documents.pack.words import place_of, said
from booking.documents.subject import Subject
from sites.foundation import clock
from sites.foundation.formats import amount, full_day, number
from sites.foundation.language import _, locale, ngettext, pgettext


def consistency_report(
    subject: Subject, known: Figures, found: Sequence[Finding], *, inside: Iterable[tuple[str, str]],
    left_out: Iterable[tuple[str, str]], is_example: bool = False,
) -> Document:  # fmt: skip
    """`inside` are file names with what they are, `left_out` papers with why they are not there."""
    return Document(
        name="consistency", title=_("Consistency report"), reference=subject.page.line.reference,
        made_at=clock.now(), language=locale(), lead=lead_of(subject), is_example=is_example,
        parts=(
            _verdict(found), numbers_table(known), *_differences(found), *_gone(known), _inside(inside),
            *_left_out(left_out),
        ),
    )  # fmt: skip


def verdict_in_words(found: Sequence[Finding]) -> str:
    if not found:
        return _("Roster, insurance, sign-in, settlement and invoice agree.")
    return ngettext("%(num)s point does not agree or is missing.", "%(num)s points do not agree or are missing.", len(found))  # fmt: skip


def _verdict(found: Sequence[Finding]) -> Paragraphs:
    return Paragraphs(pgettext("report", "Result"), (verdict_in_words(found),))


def numbers_table(known: Figures) -> Table:
    """One line for each record: how many people, and how much where it has an amount."""
    who = known.people
    named = "–" if who.shredded_on else number(who.named)
    rows = (
        (_("Contract"), number(who.contracted), ""),
        (_("Roster"), named, ""),
        (_("Insurance"), number(who.insured), ""),
        (_("Sign-in"), _count(known.signed_in), ""),
        (_("Settlement"), _count(known.settled_heads), amount(known.charged)),
        (_("Invoice"), "", amount(known.invoiced)),
        (_("Paid"), "", amount(known.paid)),
    )
    columns = (
        Column(_("Record")), Column(_("People"), Align.RIGHT), Column(_("Amount"), Align.RIGHT),
    )  # fmt: skip
    return Table(_("The numbers side by side"), columns, rows, unit=_("people; amounts in yuan"))


def _count(heads: int | None) -> str:
    return "–" if heads is None else number(heads)


def _differences(found: Sequence[Finding]) -> tuple[Part, ...]:
    if not found:
        return ()
    rows = tuple((str(n), said(one), place_of(one)) for n, one in enumerate(found, start=1))
    columns = (Column(_("No.")), Column(_("What differs")), Column(_("Where to mend it")))
    return (Table(_("Differences"), columns, rows),)


def _gone(known: Figures) -> tuple[Part, ...]:
    on = known.people.shredded_on
    if on is None:
        return ()
    text = _("The roster was shredded on %(day)s after its time; numbers of people are those of counts.", day=full_day(on))  # fmt: skip
    return (Paragraphs("", (text,)),)


def _inside(inside: Iterable[tuple[str, str]]) -> Table:
    rows = tuple((str(n), name, what) for n, (name, what) in enumerate(inside, start=1))
    return Table(_("In this pack"), (Column(_("No.")), Column(_("File")), Column(_("Paper"))), rows)


def _left_out(left_out: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    pairs = tuple(left_out)
    return (Facts(_("Not in this pack"), pairs),) if pairs else ()

"""The roster: everybody who travels, with what of their numbers this side may see."""

from booking.documents.kind import Kind, Parts
from booking.documents.model import Column, Facts, Paragraphs, Place, Signatures, Table
from booking.documents.subject import Subject
from booking.rosters import DOCUMENTS, KINDS, SEXES, Person
from sites.foundation.formats import number
from sites.foundation.language import N_, _


def _missing(subject: Subject) -> str:
    return subject.group.missing


async def _draw(subject: Subject) -> Parts:
    return (_counts(subject), _people(subject), _told(subject), _signs(subject))


def _counts(subject: Subject) -> Facts:
    kinds = [person.kind for person in subject.group.people]
    named = ((_(words), number(kinds.count(kind))) for kind, words in KINDS.items())
    return Facts(
        _("How many people"),
        (
            (_("On the list"), number(len(kinds))),
            *named,
            (_("Contracted"), number(subject.page.heads.total)),
        ),
    )


def _people(subject: Subject) -> Table:
    needs = subject.group.needs
    rows = tuple(
        (
            str(n), one.name, _(SEXES[one.sex]) if one.sex else "", _(KINDS[one.kind]),
            needs[one.public_id].department if one.public_id in needs else "",
            number_of(one), one.phone, one.note,
        )
        for n, one in enumerate(subject.group.shown(), start=1)
    )  # fmt: skip
    columns = (
        Column(_("No.")), Column(_("Name")), Column(_("Sex")), Column(_("Travels as")), Column(_("Department")),
        Column(_("Document number")), Column(_("Telephone")), Column(_("Note")),
    )  # fmt: skip
    return Table(_("Who travels"), columns, rows)


def number_of(person: Person) -> str:
    """A number of another document than the resident ID says which it is."""
    if not person.number or person.document == "resident":
        return person.number
    return f"{_(DOCUMENTS[person.document])} {person.number}"


def _told(subject: Subject) -> Paragraphs:
    return Paragraphs("", (how_shown(subject),))


def how_shown(subject: Subject) -> str:
    """What stands of the numbers on this paper, and why."""
    if subject.group.full:
        return _(
            "Full numbers were opened for this paper; each of them stands in the log of looks. Keep it locked away."
        )
    return _("Numbers are masked. Full numbers are opened with a reason, and every look is logged.")


def _signs(subject: Subject) -> Signatures:
    blanks = (_("Signed by"), _("Date"))
    return Signatures(
        (
            Place(_("Prepared by"), blanks),
            Place(subject.union.name, blanks, has_seal=True),
        )
    )


KIND = Kind("roster", N_("Roster"), "rosters.see", _missing, _draw, opens_numbers=True)

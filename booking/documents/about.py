"""What several documents say in the same words: the parties, the group, and where each side signs."""

from booking.documents.model import Facts, Place, Signatures
from booking.documents.subject import Subject
from sites.foundation.formats import full_day
from sites.foundation.language import _, ngettext
from sites.packages import Heads


def in_yuan() -> str:
    return _("in yuan")


def lead_of(subject: Subject) -> str:
    line = subject.page.line
    return _(
        "%(union)s, %(site)s, %(first)s to %(last)s",
        union=subject.union.name, site=line.site_name,
        first=full_day(line.check_in), last=full_day(line.check_out),
    )  # fmt: skip


def the_parties(subject: Subject) -> Facts:
    return Facts(
        _("The parties"),
        (
            (_("Union"), subject.union.name),
            (_("Its credit code"), subject.union.credit_code),
            (_("Base"), f"{subject.page.line.site_name} {subject.page.line.site_code}"),
            (_("Run by"), subject.operator.name),
            (_("Its credit code"), subject.operator.credit_code),
        ),
    )


def the_group(subject: Subject) -> Facts:
    line, page = subject.page.line, subject.page
    return Facts(
        _("The group"),
        (
            (_("Reference"), line.reference),
            (_("Arrival"), full_day(line.check_in)),
            (_("Departure"), full_day(line.check_out)),
            (_("People"), heads_in_words(page.heads)),
            (_("Rooms"), _(", ").join(f"{room.name} {room.rooms}" for room in page.rooms)),
            (_("Package"), line.package_name),
        ),
    )


def heads_in_words(heads: Heads) -> str:
    told = [ngettext("%(num)s worker", "%(num)s workers", heads.workers)]
    if heads.family:
        told.append(_("family %(heads)s", heads=heads.family))
    if heads.crew:
        told.append(_("leaders and drivers %(heads)s", heads=heads.crew))
    return _(", ").join(told)


def both_sides(subject: Subject) -> Signatures:
    blanks = (_("Signed by"), _("Date"))
    return Signatures(
        (
            Place(subject.union.name, blanks, has_seal=True),
            Place(subject.operator.name or subject.page.line.site_name, blanks, has_seal=True),
        )
    )


def payee_signs(subject: Subject) -> Signatures:
    names = {payee.holder or payee.name: None for payee in subject.payees.values()}
    blanks = (_("Signed by"), _("Date"))
    return Signatures(tuple(Place(name, blanks, has_seal=True) for name in names))

"""The insurance list: the policies with their sums, and everybody who is to be insured."""

from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Paragraphs, Part, Table
from booking.documents.roster import how_shown, number_of
from booking.documents.subject import Subject
from booking.rosters import KINDS, SEXES
from booking.rosters.insurance import LACKING, Policy
from sites.foundation.amounts import Money
from sites.foundation.formats import amount, full_day, number
from sites.foundation.language import N_, _


def _missing(subject: Subject) -> str:
    return subject.group.missing


async def _draw(subject: Subject) -> Parts:
    return (*_policies(subject), *_lacking(subject), _people(subject), _told(subject))


def _policies(subject: Subject) -> tuple[Part, ...]:
    kept = subject.group.insured.policies
    if not kept:
        return ()
    columns = (
        Column(_("Policy number")), Column(_("Insurer")), Column(_("People insured"), Align.RIGHT),
        Column(_("Sum a person"), Align.RIGHT), Column(_("Of it medical care"), Align.RIGHT), Column(_("Days")),
    )  # fmt: skip
    return (
        Table(
            _("Policies"),
            columns,
            tuple(_policy(one) for one in kept),
            unit=_("people; amounts in yuan"),
        ),
    )


def _policy(one: Policy) -> tuple[str, ...]:
    days = _("%(first)s to %(last)s", first=full_day(one.starts_on), last=full_day(one.ends_on))
    sums = (amount(Money(fen)) for fen in (one.cover_minor, one.medical_minor))
    return (one.number, one.insurer, number(one.heads), *sums, days)


def _lacking(subject: Subject) -> tuple[Part, ...]:
    codes = subject.group.insured.lacking
    if not codes:
        return ()
    return (Paragraphs(_("What lacks"), tuple(_(LACKING[code]) for code in codes)),)


def _people(subject: Subject) -> Table:
    rows = tuple(
        (str(n), one.name, _(SEXES[one.sex]) if one.sex else "", _(KINDS[one.kind]), number_of(one))
        for n, one in enumerate(subject.group.shown(), start=1)
    )
    columns = (
        Column(_("No.")), Column(_("Name")), Column(_("Sex")), Column(_("Travels as")), Column(_("Document number")),
    )  # fmt: skip
    return Table(_("People to insure"), columns, rows)


def _told(subject: Subject) -> Paragraphs:
    return Paragraphs("", (how_shown(subject),))


KIND = Kind("insurance", N_("Insurance list"), "rosters.see", _missing, _draw, opens_numbers=True)

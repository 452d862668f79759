"""The contract, from the text that was frozen when the stay was submitted, with its table of cancellation.

Where an agency acts for the union it is the third party: named, with what it does and does not, and a place to sign.
"""

from dataclasses import replace

from booking.documents.about import both_sides, in_yuan, the_group, the_parties
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Facts, Paragraphs, Place, Signatures, Table
from booking.documents.price import price_table
from booking.documents.subject import Subject
from booking.money import tiers_with_dates
from sites.foundation.formats import amount, deadline, full_day
from sites.foundation.language import N_, _, locale, pgettext


def _missing(subject: Subject) -> str:
    if _frozen(subject):
        return ""
    return _("The contract's text is frozen when the stay is submitted.")


def _frozen(subject: Subject) -> tuple[str, ...]:
    return tuple(text for text in subject.page.frozen.get("contract", {}).get(locale(), ()) if text)


async def _draw(subject: Subject) -> Parts:
    return (
        _parties(subject), the_group(subject), price_table(subject.page.quote),
        Paragraphs(_("What is agreed"), _frozen(subject), is_numbered=True), *_agency(subject), cancelling(subject),
        _signing(subject),
    )  # fmt: skip


def _parties(subject: Subject) -> Facts:
    parties, agency = the_parties(subject), subject.agency
    if agency is None:
        return parties
    third = ((_("Agency"), agency.name), (_("Its credit code"), agency.credit_code))
    return replace(parties, pairs=(*parties.pairs, *third))


def _agency(subject: Subject) -> tuple[Paragraphs, ...]:
    if subject.third is None:
        return ()
    days = {"first": full_day(subject.third.starts_on), "last": full_day(subject.third.ends_on)}
    texts = (
        _("From %(first)s to %(last)s, both days included, the agency prepares this trip for the union: it sees the list with masked numbers, arranges coach and insurance and enters them, and reports when all is prepared.", **days),
        _("The agency approves, submits and pays nothing for the union. Price, changes and cancelling are agreed between union and base."),
        _("For coach and insurance that it arranges the agency answers to the union; for lodging and meals the base does."),
    )  # fmt: skip
    return (Paragraphs(_("What the agency does"), texts, is_numbered=True),)


def _signing(subject: Subject) -> Signatures:
    both = both_sides(subject)
    if subject.agency is None:
        return both
    third = Place(subject.agency.name, both.places[0].blanks, has_seal=True)
    return Signatures((*both.places, third))


def cancelling(subject: Subject) -> Table:
    page = subject.page
    terms = {"check_in_hour": page.check_in_hour, **page.terms}
    tiers = tiers_with_dates(terms, price=page.line.price, check_in=page.line.check_in)
    rows = tuple(
        (
            _("until %(at)s", at=deadline(tier.until)) if tier.until else _("after that"),
            _("%(percent)s%%", percent=tier.percent), amount(tier.fee),
        )
        for tier in tiers
    )  # fmt: skip
    return Table(
        _("What cancelling costs"),
        (Column(_("When")), Column(pgettext("fee", "Kept"), Align.RIGHT), Column(_("Amount"), Align.RIGHT)),
        rows, unit=in_yuan(),
    )  # fmt: skip


KIND = Kind("contract", N_("Contract for a group retreat"), "money.see", _missing, _draw)

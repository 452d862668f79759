"""The contract, from the text that was frozen when the stay was submitted, with its table of cancellation."""

from booking.documents.about import both_sides, in_yuan, the_group, the_parties
from booking.documents.kind import Kind, Parts
from booking.documents.model import Align, Column, Paragraphs, Table
from booking.documents.price import price_table
from booking.documents.subject import Subject
from booking.money import tiers_with_dates
from sites.foundation.formats import amount, moment
from sites.foundation.language import N_, _, locale, pgettext


def _missing(subject: Subject) -> str:
    if _frozen(subject):
        return ""
    return _("The contract's text is frozen when the stay is submitted.")


def _frozen(subject: Subject) -> tuple[str, ...]:
    return tuple(text for text in subject.page.frozen.get("contract", {}).get(locale(), ()) if text)


async def _draw(subject: Subject) -> Parts:
    return (
        the_parties(subject), the_group(subject), price_table(subject.page.quote),
        Paragraphs(_("What is agreed"), _frozen(subject), is_numbered=True), cancelling(subject),
        both_sides(subject),
    )  # fmt: skip


def cancelling(subject: Subject) -> Table:
    page = subject.page
    terms = {"check_in_hour": page.check_in_hour, **page.terms}
    tiers = tiers_with_dates(terms, price=page.line.price, check_in=page.line.check_in)
    rows = tuple(
        (
            _("until %(at)s", at=moment(tier.until)) if tier.until else _("after that"),
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

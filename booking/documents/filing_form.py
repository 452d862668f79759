"""The filing form: the stay's numbered entry in the federation's register."""

from booking.documents.about import the_group, the_parties
from booking.documents.kind import Kind, Parts
from booking.documents.model import Facts, Place, Signatures
from booking.documents.subject import Subject
from booking.people import region_name
from sites.foundation.formats import moment
from sites.foundation.language import N_, _


def _missing(subject: Subject) -> str:
    return "" if subject.page.filing else _("The stay is filed when it is confirmed.")


async def _draw(subject: Subject) -> Parts:
    filing = subject.page.filing
    number, at = (filing.number, moment(filing.filed_at)) if filing else ("", "")
    return (
        Facts(
            _("Filing"),
            (
                (_("Filing number"), number),
                (_("Filed on"), at),
                (_("Sending city"), region_name(subject.page.line.origin_code)),
            ),
        ),
        the_parties(subject),
        the_group(subject),
        Signatures(
            (
                Place(subject.union.name, (_("Signed by"), _("Date")), has_seal=True),
                Place(_("Federation"), (_("Received by"), _("Date")), has_seal=True),
            )
        ),
    )


KIND = Kind("filing", N_("Filing form"), "stays.see", _missing, _draw)

"""The contract's text in both languages, as it stood when the stay was submitted."""

from collections.abc import Mapping
from typing import Any

from booking.people.models import Organisation
from booking.stays.attrition_words import attrition_sentence
from booking.stays.models import Stay
from booking.stays.payment_words import payment_sentences
from booking.stays.release_words import release_sentences
from sites.foundation.amounts import Money
from sites.foundation.formats import full_day, yuan
from sites.foundation.language import CHINESE, ENGLISH, N_, _, choose, speaking
from sites.listings.models import Site

PARAGRAPHS = (
    N_(
        "%(union)s (party A) books the workers' group retreat described here with %(operator)s (party B) at %(site)s."
    ),
    N_(
        "Arrival on %(check_in)s, departure on %(check_out)s; %(heads)s people; reference %(reference)s."
    ),
    N_(
        "The price for the whole group is %(price)s. What it includes is what the package listed on the day of submission."
    ),
    N_(
        "Cancellation and shrinkage follow the table attached, counted from the check-in hour of the day of arrival."
    ),
    N_(
        "Only people who came are charged beyond what the table keeps. Both parties check the account within 7 days."
    ),
)


def contract_text(
    stay: Stay, *, site: Site, union: Organisation, terms: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Paragraphs by language; numbers are those of the stay, nothing is left to be filled in. `terms` are what is
    agreed about names and release.
    """
    return {language: _in(language, stay, site, union, terms) for language in (CHINESE, ENGLISH)}


def _in(
    language: str, stay: Stay, site: Site, union: Organisation, terms: Mapping[str, Any]
) -> list[str]:
    with speaking(language):
        values = {
            "union": choose(union.name, union.name_en),
            "operator": choose(site.operator_name, site.operator_name_en),
            "site": choose(site.name, site.name_en),
            "check_in": full_day(stay.check_in),
            "check_out": full_day(stay.check_out),
            "heads": stay.quote.get("heads", 0),
            "reference": stay.reference,
            "price": yuan(Money(stay.price_minor, stay.currency)),
        }
        said = [_(paragraph, **values) for paragraph in PARAGRAPHS]
        gap = "" if language == CHINESE else " "
        clauses = (payment_sentences(terms), release_sentences(terms))
        return [*said, attrition_sentence(terms), *(gap.join(sentences) for sentences in clauses)]

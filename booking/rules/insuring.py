"""What documents ask of a trip's insurance: the dearest sums of all that bind, and whether it stops a confirmation."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.rules.documents import Document
from booking.rules.facts import TripFacts
from booking.rules.kinds.cover import InsuranceCover, InsuranceRequired
from booking.rules.shelf import documents_on
from booking.rules.verdicts import OFFICIAL, OWN


@dataclass(frozen=True, slots=True)
class InsuranceAsked:
    """Sums are fen of one person, 0 where none is said. `stops`: a rule whose effect is block, of a document that was
    read at its publisher's or is the union's own; all others remind three days before.
    """

    is_asked: bool = False
    stops: bool = False
    cover: int = 0
    medical: int = 0


async def insurance_asked(trip: TripFacts, *, union_id: int | None = None) -> InsuranceAsked:
    return asked_by_documents(trip, await documents_on(trip.check_in, union_id=union_id))


def asked_by_documents(trip: TripFacts, documents: Iterable[Document]) -> InsuranceAsked:
    """Pure. A wrong block is the worst error, and a confirmation that is stopped cannot be let pass: so the grade counts."""
    rules = [
        (rule, document.grade)
        for document in documents
        if document.binds(trip)
        for rule in document.rules
        if isinstance(rule, InsuranceCover | InsuranceRequired)
    ]
    sums = [rule for rule, _grade in rules if isinstance(rule, InsuranceCover)]
    return InsuranceAsked(
        bool(rules),
        any(rule.effect == "block" and grade in {OFFICIAL, OWN} for rule, grade in rules),
        max((rule.value for rule in sums), default=0),
        max((rule.medical or 0 for rule in sums), default=0),
    )

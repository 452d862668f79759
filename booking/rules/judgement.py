"""What the documents of the sending region say of a trip: verdicts with citations, never an invention. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.rules.documents import Document
from booking.rules.facts import TripFacts
from booking.rules.kinds import Ceiling, Look, RuleBase
from booking.rules.places import place_name
from booking.rules.verdicts import OFFICIAL, OWN, Judgement, Outcome, Verdict, worst
from sites.foundation.language import N_, _


@dataclass(frozen=True, slots=True)
class Limit:
    """The strictest ceiling that refuses: fen a person for the whole trip, and the clause of the document that sets it."""

    fen: int
    document: Document
    clause: str = ""

    @property
    def is_secondary(self) -> bool:
        """Whether the document was read elsewhere than at its publisher's: then the union's approver may pass it."""
        return self.document.grade not in {OFFICIAL, OWN}


def judge(trip: TripFacts, documents: Iterable[Document]) -> Judgement:
    """The verdicts of all documents that bind the trip, in the order of their ids; no_rule where none does.

    Of province, city and district all apply, so the stricter wins, and all are told.
    """
    binding = _binding(trip, documents)
    if not binding:
        return Judgement(Outcome.NO_RULE)
    verdicts = tuple(
        verdict
        for document in binding
        for rule in document.rules
        if (verdict := _verdict(rule, trip, document))
    )
    return Judgement(worst(one.outcome for one in verdicts), verdicts)


def strictest(trip: TripFacts, documents: Iterable[Document]) -> Limit | None:
    """What a person may cost at most for such a trip, by the ceilings that refuse; None where there is none."""
    limits = [
        Limit(rule.most(trip, document), document, rule.clause)
        for document in _binding(trip, documents)
        for rule in document.rules
        if isinstance(rule, Ceiling) and rule.effect == "block" and rule.binds_unit(trip)
    ]
    return min(limits, key=lambda one: one.fen, default=None)


def most_per_person(trip: TripFacts, documents: Iterable[Document]) -> int | None:
    """The same in fen alone."""
    limit = strictest(trip, documents)
    return limit.fen if limit else None


def no_rule_sentence(origin: str) -> str:
    """What a page says where no document covers the origin, in the reader's language."""
    return _(N_("No rule is on file for %(city)s."), city=place_name(origin))


def _binding(trip: TripFacts, documents: Iterable[Document]) -> list[Document]:
    return sorted((one for one in documents if one.binds(trip)), key=lambda one: one.id)


def _verdict(rule: RuleBase, trip: TripFacts, document: Document) -> Verdict | None:
    look = rule.look(trip, document)
    if look is None:
        return None
    return Verdict(
        rule=rule.kind, outcome=_outcome(look, rule), policy=document.id, document=document.title,  # type: ignore[attr-defined]
        number=document.number, number_confirmed=document.number_confirmed, clause=rule.clause,
        dated=document.starts_on.isoformat() if document.starts_on else "", source=document.source,
        grade=document.grade, of=rule.of or "", note=rule.note, note_en=rule.note_en, remark=look.note,
        found=look.found, allowed=look.allowed, remedy=look.remedy, missing=look.missing,
    )  # fmt: skip


def _outcome(look: Look, rule: RuleBase) -> Outcome:
    if look.passes is None:
        return Outcome.INCOMPLETE
    return Outcome.PASS if look.passes else Outcome(rule.effect)

"""The internal approval form: what the union is to decide, what rules say of it, and who agreed or has to sign."""

from collections.abc import Mapping
from typing import Any

from booking import people, stays
from booking.documents.about import the_group
from booking.documents.contract import cancelling
from booking.documents.kind import Kind, Parts
from booking.documents.model import Column, Paragraphs, Place, Signatures, Table
from booking.documents.price import borne_table, price_table
from booking.documents.subject import Subject
from booking.rules import Judgement, Verdict, no_rule_sentence
from booking.stays import State
from booking.stays.reading import StepLine
from sites.foundation.formats import moment
from sites.foundation.language import N_, _

OUTCOMES = {
    "pass": N_("within the rule"), "warn": N_("needs a reason"), "block": N_("not allowed"),
    "incomplete": N_("a fact is missing"), "no_rule": N_("no rule on file"),
}  # fmt: skip
STATES = {"agreed": N_("agreed"), "asked": N_("asked"), "sent_back": N_("sent back")}


def _missing(subject: Subject) -> str:
    if subject.page.line.state is State.INQUIRY:
        return _("There is nothing to approve before rooms are held.")
    return ""


async def _draw(subject: Subject) -> Parts:
    quote = subject.page.quote
    names = {one.user_id: one.name for one in await people.members(subject.by.organisation_id)}
    return (
        the_group(subject), price_table(quote), borne_table(quote), await _rules(subject), cancelling(subject),
        *_steps(subject, names), _signatures(),
    )  # fmt: skip


async def _rules(subject: Subject) -> Table | Paragraphs:
    judgement = Judgement.from_facts((await _terms(subject))["judgement"])
    if not judgement.verdicts:
        text = no_rule_sentence(subject.page.line.origin_code)
        return Paragraphs(_("Rules"), (text,))
    columns = (
        Column(_("Document")), Column(_("Rule")), Column(_("This trip")), Column(_("Verdict")),
    )  # fmt: skip
    return Table(_("Rules"), columns, tuple(_verdict(one) for one in judgement.verdicts))


def _verdict(one: Verdict) -> tuple[str, ...]:
    words, named = one.as_words(), " ".join(filter(None, (one.document, one.number, one.clause)))
    return (
        named,
        f"{words['title']}: {words['allowed']}",
        str(words["found"]),
        _(OUTCOMES[one.outcome]),
    )


async def _terms(subject: Subject) -> Mapping[str, Any]:
    """As frozen; before that, what submitting now would freeze."""
    if "judgement" in subject.page.frozen:
        return subject.page.frozen
    return await stays.preview_submission(subject.page.line.public_id, by=subject.by)


def _steps(subject: Subject, names: Mapping[int, str]) -> Parts:
    newest = max((step.round for step in subject.page.approvals), default=0)
    steps = [step for step in subject.page.approvals if step.round == newest]
    if not steps:
        return ()
    columns = (
        Column(_("Approver")), Column(_("Answer")), Column(_("When")),
        Column(_("Note")),
    )  # fmt: skip
    return (Table(_("Approval"), columns, tuple(_step(one, names) for one in steps)),)


def _step(step: StepLine, names: Mapping[int, str]) -> tuple[str, ...]:
    at = moment(step.answered_at) if step.answered_at else ""
    return (names.get(step.approver_id, ""), _(STATES.get(step.state, "")), at, step.note)


def _signatures() -> Signatures:
    blanks = (_("Opinion"), _("Signed by"), _("Date"))
    words = (_("Prepared by"), _("Finance"), _("Chairperson of the union"), _("Union (seal)"))
    return Signatures(
        tuple(Place(one, blanks, has_seal=number == len(words) - 1) for number, one in enumerate(words))
    )  # fmt: skip


KIND = Kind(
    "approval", N_("Internal approval form"), "money.see", _missing, _draw, frozenset({"union"})
)

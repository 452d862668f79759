"""What is to do on a stay, for its union: each with its date, and where it is done."""

from datetime import timedelta

from booking.stays import MISSING, State
from booking.stays.deciding import KINDS
from booking.stays.reading import StepLine
from booking.web.showing import Task, done, due_at, due_on, in_order
from booking.web.union.facts import StayFacts
from booking.web.union.squaring_tasks import squaring
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

NOTHING_LEFT = (State.DECLINED, State.EXPIRED)
ANSWER_DAYS = 7
NAMED_IN = (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE)


def tasks_of(facts: StayFacts) -> tuple[Task, ...]:
    """Open tasks and what is done, in the order in which they press."""
    if facts.page.line.shown_state in NOTHING_LEFT:
        return ()
    made = (
        _approval,
        _decision,
        _submission,
        _answer,
        _change,
        _contract,
        _names,
        _corrections,
        _rooming,
        _insurance,
        _attendance,
    )
    before = [task for make in made if (task := make(facts)) is not None]
    return in_order([*before, *squaring(facts)])


def waiting_for(steps: tuple[StepLine, ...]) -> StepLine | None:
    """The step of the newest round that waits for an answer."""
    newest = max((step.round for step in steps), default=0)
    return next((s for s in steps if s.round == newest and s.state == "asked"), None)


def _approval(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("Approval inside the union")
    if not facts.has_steps:
        return None
    if facts.page.is_approved:
        return done(title)
    if line.state is not State.HELD:
        return None
    asked = waiting_for(facts.page.approvals)
    if asked:
        name = facts.names.get(asked.approver_id, "—")
        return due_at(title, _("waiting for %(name)s", name=name), line.hold_expires_at)
    action = _("Ask for approval") if facts.may.ask_approval else ""
    to = _to(facts, "/submission#approval")
    return due_at(title, _("not asked yet"), line.hold_expires_at, action=action, href=to)


def _decision(facts: StayFacts) -> Task | None:
    """Papers that the union or its federation asks for from an amount that this group reaches."""
    said, title = facts.decision, _("Papers of the decision")
    if said is None or not said.is_asked_for:
        return None
    if not said.missing:
        return done(title)
    kinds = _(", ").join(_(KINDS[code]) for code in said.missing)
    action = _("Complete them") if facts.may.upload else ""
    note = _("missing: %(papers)s", papers=kinds)
    return Task(title, note, action=action, href=_to(facts, "/decision"))


def _submission(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("Submit to the base")
    if line.state is not State.HELD:
        return done(title, at=line.submitted_at) if line.submitted_at else None
    note = _("Until then price and rooms are kept; afterwards the rooms go back.")
    action = _("Check and submit") if facts.may.submit else ""
    to = _to(facts, "/submission")
    return due_at(title, note, line.hold_expires_at, action=action, href=to)


def _answer(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("The base answers")
    if line.state is State.INQUIRY:
        return Task(title, _("An inquiry holds nothing; the base's yes holds the rooms."))
    if line.state is not State.SUBMITTED:
        return None
    if facts.offer:
        return due_at(
            _("The base makes a counter-offer"), _("Without an answer your submission stands."),
            facts.offer.until, action=_("Compare and answer"), href=_to(facts, "/counter-offer"),
        )  # fmt: skip
    if facts.proposal:
        return None
    missing = _("; ").join(_(MISSING[code]) for code in line.missing if code in MISSING)
    return due_at(title, missing, line.answer_due_at)


def _change(facts: StayFacts) -> Task | None:
    if facts.proposal is None:
        return None
    return due_at(
        _("The base answers your change"), _("Without an answer everything stands as it was agreed."),
        facts.proposal.until, action=_("Look at it"), href=_to(facts, "/amendment"),
    )  # fmt: skip


def _contract(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("Sealed contract")
    if line.contract_sealed_at:
        return done(title, at=line.contract_sealed_at)
    if line.contract_due_on is None or not line.state.effects.is_sold:
        return None
    note = _("Both sides seal the paper contract; being late does not undo the booking.")
    action = _("Record it") if facts.may.seal else ""
    return due_on(title, note, line.contract_due_on, action=action, href=_to(facts, "#papers"))


def _names(facts: StayFacts) -> Task | None:
    line, roster, title = facts.page.line, facts.roster, _("Names")
    if line.state not in NAMED_IN:
        return None
    note = _("%(named)s of %(heads)s people", named=roster.named.total, heads=line.heads)
    missing = roster.without_number
    if missing:
        note = _("%(note)s; %(missing)s without a number", note=note, missing=missing)
    if roster.named.total > line.heads:
        surplus = roster.named.total - line.heads
        note = ngettext("%(num)s name too many: take it off", "%(num)s names too many: take them off", surplus)  # fmt: skip
    elif roster.named.total == line.heads and not missing:
        return done(title, note)
    action = _("Complete the list") if facts.may.name else ""
    return due_on(title, note, line.names_due_on, action=action, href=_to(facts, "/roster"))


def _corrections(facts: StayFacts) -> Task | None:
    """Members who ask to have their data corrected are answered within a week."""
    if facts.corrections is None:
        return None
    count, since = facts.corrections
    title = ngettext("%(num)s person asks for a correction of their data", "%(num)s people ask for a correction of their data", count)  # fmt: skip
    return due_at(
        title, _("Correct it, or refuse with a reason."), since + timedelta(days=ANSWER_DAYS),
        action=_("Open the list"), href=_to(facts, "/roster"),
    )  # fmt: skip


def _rooming(facts: StayFacts) -> Task | None:
    """Once everybody is named: who shares which room, in the base's hands with the names."""
    line, title = facts.page.line, _("Rooming")
    if line.state not in NAMED_IN[1:] or facts.roster.named.total < line.heads:
        return None
    sent = [event.at for event in facts.page.events if event.act == "rooming_sent"]
    if sent:
        return done(title, at=sent[-1])
    action = _("Lay the rooms") if facts.may.name else ""
    note = _("Who shares which room; the base needs it with the names.")
    return due_on(title, note, line.names_due_on, action=action, href=_to(facts, "/rooming"))


def _insurance(facts: StayFacts) -> Task | None:
    line, title = facts.page.line, _("Insurance")
    if line.state not in NAMED_IN[1:]:
        return None
    insured = [event.at for event in facts.page.events if event.act == "insured"]
    if insured:
        return done(title, at=insured[-1])
    action = _("Record the policy") if facts.may.name else ""
    note = _(
        "Number, insurer and sums a person; three days before arrival both sides are reminded."
    )
    day = line.check_in - timedelta(days=3)
    return due_on(title, note, day, action=action, href=_to(facts, "/insurance"))


def _attendance(facts: StayFacts) -> Task | None:
    line = facts.page.line
    if not (line.state in (State.IN_HOUSE, State.DEPARTED) and facts.may.see_names):
        return None
    action, to = _("See who came"), _to(facts, "/attendance")
    return Task(
        _("Attendance"), _("Night by night; both sides sign the count."), action=action, href=to
    )


def _to(facts: StayFacts, rest: str) -> str:
    return href(f"/union/stays/{facts.page.line.public_id}{rest}")

"""What is to do on a stay, for its union: each with its date, and where it is done."""

from booking.stays import MISSING, State
from booking.stays.reading import StepLine
from booking.web.showing import Task, day_left, in_order, left_of
from booking.web.union.facts import StayFacts
from sites.foundation import clock
from sites.foundation.formats import amount, full_day, short_moment
from sites.foundation.language import _
from sites.foundation.rendering import href


def tasks_of(facts: StayFacts) -> tuple[Task, ...]:
    """Open tasks and what is done, in the order in which they press."""
    state = facts.page.line.shown_state
    if state in (State.DECLINED, State.EXPIRED):
        return ()
    made = [
        *_approval(facts), *_submission(facts), *_answer(facts), *_contract(facts),
        *_names(facts), *_payment(facts), *_account(facts), *_refund(facts),
    ]  # fmt: skip
    return in_order(made)


def _to(facts: StayFacts, rest: str) -> str:
    return href(f"/union/stays/{facts.page.line.public_id}{rest}")


def _approval(facts: StayFacts) -> list[Task]:
    if not facts.has_steps:
        return []
    line = facts.page.line
    title = _("Approval inside the union")
    if facts.page.is_approved or line.state is not State.HELD:
        return [Task(title, state="done")] if facts.page.is_approved else []
    asked = waiting_for(facts.page.approvals)
    note = _("waiting for %(name)s", name=facts.names.get(asked.approver_id, "—")) if asked else _("not asked yet")  # fmt: skip
    action = "" if asked or not facts.may.ask_approval else _("Ask for approval")
    return [
        Task(title, note, *_until(facts), action=action, href=_to(facts, "/submission#approval"))
    ]


def waiting_for(steps: tuple[StepLine, ...]) -> StepLine | None:
    """The step of the newest round that waits for an answer."""
    newest = max((step.round for step in steps), default=0)
    return next((s for s in steps if s.round == newest and s.state == "asked"), None)


def _until(facts: StayFacts) -> tuple[str, str]:
    ends = facts.page.line.hold_expires_at
    return (short_moment(ends), left_of(ends)) if ends else ("", "")


def _submission(facts: StayFacts) -> list[Task]:
    line = facts.page.line
    if line.state is not State.HELD:
        return [Task(_("Submit to the base"), due=short_moment(line.submitted_at), state="done")] if line.submitted_at else []  # fmt: skip
    note = _("Until then price and rooms are kept; afterwards the rooms go back.")
    action = _("Check and submit") if facts.may.submit else ""
    return [Task(_("Submit to the base"), note, *_until(facts), action=action, href=_to(facts, "/submission"))]  # fmt: skip


def _answer(facts: StayFacts) -> list[Task]:
    line = facts.page.line
    if line.state is State.INQUIRY:
        return [
            Task(
                _("The base answers"),
                _("An inquiry holds nothing; the base's yes holds the rooms."),
            )
        ]
    if line.state is not State.SUBMITTED:
        return []
    missing = _("; ").join(_(MISSING[code]) for code in line.missing if code in MISSING)
    due = line.answer_due_at
    when = (short_moment(due), left_of(due)) if due else ("", "")
    return [Task(_("The base answers"), missing, *when)]


def _contract(facts: StayFacts) -> list[Task]:
    line, title = facts.page.line, _("Sealed contract")
    if line.contract_sealed_at:
        return [Task(title, due=short_moment(line.contract_sealed_at), state="done")]
    if line.contract_due_on is None or not facts.page.line.state.effects.is_sold:
        return []
    late = line.contract_due_on < clock.today()
    action = _("Record it") if facts.may.seal else ""
    note = _("Both sides seal the paper contract; being late does not undo the booking.")
    return [Task(title, note, full_day(line.contract_due_on), day_left(line.contract_due_on),
                 "late" if late else "open", action, _to(facts, "#papers"))]  # fmt: skip


def _names(facts: StayFacts) -> list[Task]:
    line, named = facts.page.line, facts.roster.named.total
    if line.state not in (State.HELD, State.SUBMITTED, State.CONFIRMED, State.IN_HOUSE):
        return []
    note = _("%(named)s of %(heads)s people", named=named, heads=line.heads)
    if facts.roster.without_number:
        note = _("%(note)s; %(missing)s without a number", note=note, missing=facts.roster.without_number)  # fmt: skip
    if named >= line.heads and not facts.roster.without_number:
        return [Task(_("Names"), note, state="done")]
    due = line.names_due_on
    late = due is not None and due < clock.today()
    return [Task(_("Names"), note, full_day(due) if due else "", day_left(due) if due else "",
                 "late" if late else "open", _("Complete the list") if facts.may.name else "", _to(facts, "/roster"))]  # fmt: skip


def _payment(facts: StayFacts) -> list[Task]:
    if facts.money is None:
        return []
    tasks = []
    for charge in facts.money.account.charges:
        title = _("Payment of %(amount)s yuan", amount=amount(charge.standing.charged))
        if not charge.standing.owed:
            if charge.standing.charged:
                tasks.append(Task(title, state="done"))
            continue
        late = charge.due_on is not None and charge.due_on < clock.today()
        tasks.append(Task(
            title,
            _("Bank transfer; write %(reference)s on it", reference=charge.reference),
            full_day(charge.due_on) if charge.due_on else "",
            day_left(charge.due_on) if charge.due_on else "",
            "late" if late else "open", _("How to pay"), _to(facts, "#money"),
        ))  # fmt: skip
    return tasks


def _account(facts: StayFacts) -> list[Task]:
    line, title = facts.page.line, _("Check the account")
    if line.state in (State.RECONCILED, State.SETTLED):
        return [Task(title, state="done")]
    ends = line.dispute_until
    if line.state is State.DEPARTED and line.account_presented_at is None:
        return [Task(title, _("The base presents it after departure."))]
    if line.state not in (State.DEPARTED, State.NO_SHOW, State.CANCELLED) or ends is None:
        return []
    note = _("Silence until then counts as yes.")
    action = _("Look at it") if facts.may.answer_account else ""
    return [Task(title, note, short_moment(ends), left_of(ends), action=action, href=_to(facts, "/account"))]  # fmt: skip


def _refund(facts: StayFacts) -> list[Task]:
    if facts.money is None or not facts.money.account.refund_due:
        return []
    due = amount(facts.money.account.refund_due)
    return [Task(_("Refund of %(amount)s yuan", amount=due), _("The base's finance transfers it back."))]  # fmt: skip

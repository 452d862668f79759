"""What an operator has to do beside answering: count, seal, present, settle, and put money on record."""

from collections.abc import Container, Iterable

from booking.money import PayeeCharge
from booking.stays import State, StayLine
from booking.web.operator.requests import missing_in_words
from booking.web.showing import Task, day_left, in_order, left_of, within_days
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.formats import day, full_day, yuan
from sites.foundation.language import _, ngettext
from sites.foundation.rendering import href

# More than these are one line: the list of groups has them all.
FEW = 3


def todo(
    lines: Iterable[StayLine],
    charges: Iterable[PayeeCharge],
    *,
    rooms: Iterable[Task] = (),
    proposals: Container[str] = (),
    invoices: int = 0,
    by: Actor,
) -> tuple[Task, ...]:
    """Only what this person may do. `charges` is empty for those who do not see money; `rooms` are tasks of their
    own, `proposals` stays whose union proposed a change, which stands in a list of its own; `invoices` are asked for.
    """
    lines = list(lines)
    about_stays = [
        task
        for line in lines
        for make in MAKERS
        if not (make is _offered and line.public_id in proposals)
        if (task := make(line, by))
    ]
    return in_order(
        [*about_stays, *rooms, *_settling(lines, by), *_of_money(list(charges), invoices, by=by)]
    )


def _counting(line: StayLine, by: Actor) -> Task | None:
    here = line.state in {State.CONFIRMED, State.IN_HOUSE} and line.check_in <= clock.today()
    gone = line.state is State.DEPARTED and not line.account_presented_at
    if line.arrivals_known or not (here or gone) or not by.may("stays.receive"):
        return None
    return Task(
        _("%(union)s: nobody has been counted", union=line.union_name),
        _("Without a count the contracted number is charged."),
        left=day(line.check_in),
        state="late" if gone else "open",
        action=_("Count arrivals"),
        href=href(f"/operator/stays/{line.public_id}/arrivals"),
    )


def _inquiry(line: StayLine, by: Actor) -> Task | None:
    if line.state is not State.INQUIRY or not by.may("stays.answer"):
        return None
    return Task(
        _("%(union)s asks whether it may come", union=line.union_name),
        _("Nothing is held until you say yes."),
        left=day(line.check_in),
        action=_("Compare and answer"),
        href=href("/operator/inquiries"),
    )


def _account(line: StayLine, by: Actor) -> Task | None:
    if line.state is not State.DEPARTED or line.account_presented_at:
        return None
    if not by.may("stays.reconcile"):
        return None
    return Task(
        _("%(union)s: present the account", union=line.union_name),
        _("Left on %(day)s", day=full_day(line.check_out)),
        action=_("Present the account"),
        href=href(f"/operator/stays/{line.public_id}/account"),
    )


def _contract(line: StayLine, by: Actor) -> Task | None:
    due = line.contract_due_on
    waits = line.state is State.CONFIRMED and line.contract_sealed_at is None
    if not waits or due is None or not within_days(due) or not by.may("stays.answer"):
        return None
    return Task(
        _("%(union)s: the sealed contract is missing", union=line.union_name),
        _("Due on %(day)s", day=full_day(due)),
        left=day_left(due),
        state="late" if due < clock.today() else "open",
        action=_("Look at the contract"),
        href=href(f"/operator/stays/{line.public_id}"),
    )


def _unconfirmed(line: StayLine, by: Actor) -> Task | None:
    missing = missing_in_words(line)
    if line.state is not State.SUBMITTED or line.accepted_at is None or not missing:
        return None
    return Task(
        _("%(union)s: accepted, not confirmed", union=line.union_name),
        _("; ").join(missing),
        left=day(line.check_in),
        action=_("Look at the request") if by.may("stays.see") else "",
        href=href(f"/operator/stays/{line.public_id}"),
    )


def _offered(line: StayLine, by: Actor) -> Task | None:
    waits = line.state is State.SUBMITTED and line.accepted_at is None
    if not waits or line.answer_due_at is not None or not by.may("stays.answer"):
        return None
    return Task(
        _("%(union)s looks at your counter-offer", union=line.union_name),
        _("Your time to answer stands still until then."),
        left=day(line.check_in),
        href=href(f"/operator/stays/{line.public_id}"),
    )


def _settling(lines: Iterable[StayLine], by: Actor) -> list[Task]:
    """Each of a few; many are one line that leads to their list."""
    found = [line for line in lines if line.state is State.RECONCILED]
    if not found or not by.may("stays.reconcile"):
        return []
    words = _("Reconciled; settle it once everything is paid and invoiced.")
    if len(found) > FEW:
        title = ngettext("%(num)s group waits to be settled", "%(num)s groups wait to be settled", len(found))  # fmt: skip
        to = href("/operator/settlements")
        return [Task(title, words, action=_("Look at the groups"), href=to)]
    return [
        Task(
            _("%(union)s: settle", union=line.union_name), words, action=_("Settle"),
            href=href(f"/operator/stays/{line.public_id}/settlement"),
        )
        for line in found
    ]  # fmt: skip


def _window(line: StayLine, by: Actor) -> Task | None:
    if line.state is not State.DEPARTED or not line.account_presented_at or not line.dispute_until:
        return None
    if not by.may("stays.reconcile"):
        return None
    return Task(
        _("%(union)s checks the account", union=line.union_name),
        _("Silence counts as yes."),
        left=left_of(line.dispute_until),
        href=href(f"/operator/stays/{line.public_id}"),
    )


MAKERS = (_inquiry, _offered, _counting, _account, _contract, _unconfirmed, _window)


def _of_money(charges: list[PayeeCharge], invoices: int, *, by: Actor) -> list[Task]:
    if not by.may("money.record"):
        return []
    today = clock.today()
    late = [
        c.charge
        for c in charges
        if c.charge.standing.owed and c.charge.due_on and c.charge.due_on < today
    ]
    back = [r for c in charges for r in c.refunds if r.paid_on is None]
    found: list[Task] = []
    if late:
        owed = sum(charge.standing.owed.minor for charge in late)
        found.append(
            Task(
                ngettext("%(num)s payment is overdue", "%(num)s payments are overdue", len(late)),
                yuan(owed), state="late", action=_("Look at the payments"), href=href("/operator/money"),
            )
        )  # fmt: skip
    if back:
        due = sum(order.amount.minor for order in back)
        found.append(
            Task(
                ngettext("%(num)s refund to pay", "%(num)s refunds to pay", len(back)),
                yuan(due), action=_("Look at the refunds"), href=href("/operator/money"),
            )
        )  # fmt: skip
    if invoices:
        asked = ngettext("%(num)s invoice is asked for", "%(num)s invoices are asked for", invoices)
        found.append(Task(asked, action=_("Issue them"), href=href("/operator/invoices")))
    return found

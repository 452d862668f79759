"""What this person may do with a stay as it stands, the next act first."""

from collections.abc import Iterator
from dataclasses import dataclass

from booking.stays import State, StayPage
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.formats import day
from sites.foundation.language import _
from sites.foundation.rendering import href


@dataclass(frozen=True, slots=True)
class Act:
    """`href` leads to a page that shows what would happen; without one, the button posts to `post`.

    `why_not` closes the act and says why; `confirm` is asked once more where scripts run.
    """

    words: str
    note: str = ""
    href: str = ""
    post: str = ""
    confirm: str = ""
    why_not: str = ""


def acts_of(page: StayPage, *, by: Actor, is_proposed: bool = False) -> tuple[Act, ...]:
    """`is_proposed`: a change that the union proposed waits for the answer, before everything else."""
    first = _changing(page) if is_proposed and by.may("stays.answer") else iter(())
    makers = [m for m in MAKERS if not (is_proposed and m[0] in (_answering, _asked))]
    return (*first, *(act for make, needed in makers if by.may(needed) for act in make(page)))


def _changing(page: StayPage) -> Iterator[Act]:
    root = f"/operator/stays/{page.line.public_id}"
    yield Act(_("Answer the proposed change"), _("You see before and after first."), href=href(f"{root}/amendment"))  # fmt: skip
    if page.line.state is State.SUBMITTED and page.line.accepted_at is None:
        yield Act(_("Decline"), _("The whole request, with a reason."), href=href(f"{root}/decline"))  # fmt: skip


def _answering(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state is not State.SUBMITTED:
        return
    if line.accepted_at is not None:
        if line.missing:
            yield Act(_("Decline after all"), _("Something is missing; you see first what goes back."), href=href(f"{root}/decline"))  # fmt: skip
        return
    if line.answer_due_at is None:
        yield Act(
            _("Take the counter-offer back"), _("The request stands as it was; you answer it then."),
            post=href(f"{root}/counter-offer/withdrawal"),
        )  # fmt: skip
        return
    over = line.answer_due_at is not None and line.answer_due_at <= clock.now()
    why_not = _("The time to answer is over; the request lapses.") if over else ""
    yield Act(_("Accept"), _("Rooms and price as submitted."), post=href(f"{root}/acceptance"), why_not=why_not)  # fmt: skip
    if not over:
        yield Act(_("Offer something else"), _("Other dates, rooms or price; you see before and after."), href=href(f"{root}/counter-offer"))  # fmt: skip
        yield Act(_("Decline"), _("With a reason; you see first what goes back."), href=href(f"{root}/decline"))  # fmt: skip


def _asked(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state is State.INQUIRY:
        yield Act(_("Say yes and hold the rooms"), _("The union then submits; no second answer is needed."), post=href(f"{root}/grant"))  # fmt: skip
        yield Act(_("Offer something else"), _("A yes to other dates, rooms or price."), href=href(f"{root}/counter-offer"))  # fmt: skip
        yield Act(_("Decline"), _("With a reason."), href=href(f"{root}/decline"))


def _leaving(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state in {State.CONFIRMED, State.IN_HOUSE} and clock.today() >= line.check_out:
        yield Act(
            _("The group has left"), "", post=href(f"{root}/departure"),
            confirm=_("Record that the group has left?"),
        )  # fmt: skip


def _leaving_early(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state is State.IN_HOUSE and clock.today() < line.check_out:
        yield Act(_("The group leaves early"), _("You see to the fen what is charged."), href=href(f"{root}/early-departure"))  # fmt: skip


def _closing(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state is State.DEPARTED and not line.account_presented_at:
        yield Act(_("Present the account"), _("You see night by night what is charged."), href=href(f"{root}/account"))  # fmt: skip
    if line.state is State.RECONCILED:
        yield Act(_("Settle"), _("Once everything is paid and invoiced."), href=href(f"{root}/settlement"))  # fmt: skip


def _counting(page: StayPage) -> Iterator[Act]:
    return _count(page) if not page.line.arrivals_known else iter(())


def _rooming(page: StayPage) -> Iterator[Act]:
    if page.line.state in (State.CONFIRMED, State.IN_HOUSE):
        to = href(f"/operator/stays/{page.line.public_id}/rooming")
        yield Act(_("Rooming list"), _("Who sleeps where, meals and diets."), href=to)


def _recounting(page: StayPage) -> Iterator[Act]:
    return _count(page) if page.line.arrivals_known else iter(())


def _count(page: StayPage) -> Iterator[Act]:
    line = page.line
    is_open = line.state in HERE and not line.account_presented_at
    if is_open and clock.today() >= line.check_in:
        yield Act(_("Count arrivals"), "", href=href(f"/operator/stays/{line.public_id}/arrivals"))
        by_name = href(f"/operator/stays/{line.public_id}/check-in")
        yield Act(_("Check in by name"), _("On the phone, also without a network."), href=by_name)


def _sealing(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    if line.state in HERE and not line.contract_sealed_at:
        due = _("Due on %(day)s", day=day(line.contract_due_on)) if line.contract_due_on else ""
        yield Act(
            _("The contract is sealed"), due, post=href(f"{root}/contract"),
            confirm=_("Record that both sides have sealed the contract?"),
        )  # fmt: skip


def _missing(page: StayPage) -> Iterator[Act]:
    line, root = page.line, f"/operator/stays/{page.line.public_id}"
    waits = line.state in {State.CONFIRMED, State.DEPARTED} and not line.arrivals_known
    if waits and clock.today() > line.check_in:
        yield Act(_("The group did not come"), _("You see the fee first."), href=href(f"{root}/no-show"))  # fmt: skip


HERE = frozenset({State.CONFIRMED, State.IN_HOUSE, State.DEPARTED})
# In the order of a stay's way: what comes next stands first.
MAKERS = (
    (_asked, "stays.answer"),
    (_answering, "stays.answer"),
    (_leaving, "stays.receive"),
    (_counting, "stays.receive"),
    (_closing, "stays.reconcile"),
    (_recounting, "stays.receive"),
    (_rooming, "rosters.see"),
    (_sealing, "stays.answer"),
    (_missing, "stays.answer"),
    (_leaving_early, "stays.answer"),
)

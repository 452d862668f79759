"""Which acts a person has on a stay just now: by role, and by the stay's state."""

from dataclasses import dataclass

from booking.stays import AMENDABLE, JOINABLE, NAMEABLE, State, StayPage
from sites.foundation import clock
from sites.foundation.actor import Actor

WITH_CONTRACT = (
    State.CONFIRMED, State.IN_HOUSE, State.DEPARTED, State.RECONCILED, State.SETTLED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class May:
    prolong: bool
    submit: bool
    ask_approval: bool
    cancel: bool
    message: bool
    upload: bool
    seal: bool
    name: bool
    see_names: bool
    answer_account: bool
    see_money: bool
    amend: bool
    grow: bool


def may_of(page: StayPage, *, by: Actor) -> May:
    line = page.line
    state, books = line.shown_state, by.may("stays.book")
    is_held = state is State.HELD
    begun = clock.today() > line.check_in
    return May(
        prolong=books and is_held and not page.is_prolonged,
        submit=books and is_held,
        ask_approval=books and is_held,
        cancel=books
        and state.effects.may_be_cancelled
        and not (state is State.CONFIRMED and begun)
        and not (by.is_agent and state.effects.may_have_money),
        message=by.may("stays.message"),
        upload=books,
        seal=books and state in WITH_CONTRACT and line.contract_sealed_at is None,
        name=by.may("rosters.write") and state in NAMEABLE,
        see_names=by.may("rosters.see"),
        answer_account=by.may("stays.reconcile") and has_account(page),
        see_money=by.may("money.see"),
        grow=books and state in JOINABLE and line.check_in >= clock.today(),
        amend=(books or by.may("stays.approve")) and state in AMENDABLE and clock.today() < line.check_out and not by.is_agent,
    )  # fmt: skip


def has_account(page: StayPage) -> bool:
    """Whether an account waits for the union's yes."""
    line = page.line
    waits = line.state is State.DEPARTED and line.account_presented_at is not None
    return waits or line.state in (State.NO_SHOW, State.CANCELLED)

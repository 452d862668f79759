"""Contracted, reserved, picked up, arrived and charged brought together, and accepted by both sides."""

from booking.money import charged_for, correct_charge
from booking.stays.access import stay_by_id, stay_of_operator, stay_of_union
from booking.stays.account_preview import account_for
from booking.stays.attended import settle_outcomes
from booking.stays.charging import plan_of, split_of
from booking.stays.dispute_reading import has_open_disputes, was_disputed
from booking.stays.dispute_refusals import DisputesOpen
from booking.stays.figures import WHAT, charged_of, latest
from booking.stays.models import Stay, StayNight
from booking.stays.moves import move, record, touch
from booking.stays.quota_use import correct_quota
from booking.stays.reconciliation_window import window_end
from booking.stays.refusals import (
    AccountChanged,
    AccountMissing,
    AccountPresented,
    AlreadyMoved,
)
from booking.stays.states import State
from booking.stays.trip_stays import alone_with
from sites.foundation import clock
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.language import _


@transaction
async def present_account(public_id: str, *, total_seen: Money | None = None, by: Actor) -> None:
    """The operator states what it charges: who arrived where counted, who was contracted where not.

    The charge is corrected to that, and the union has until the end of the window. Refused: AlreadyMoved,
    AccountPresented, AccountChanged where the total is no longer the one that the person saw.
    """
    stay = await stay_of_operator(public_id, by=by)
    await _present(stay, total_seen=total_seen, by=by)


@transaction
async def present_by_date(stay_id: int) -> bool:
    """The job's act when the operator stayed silent for a week after departure; false when not due."""
    stay = await stay_by_id(stay_id)
    due = clock.now() >= window_end(clock.end_of(stay.check_out))
    if State(stay.state) is not State.DEPARTED or stay.account_presented_at or not due:
        return False
    await _present(stay, by=SYSTEM)
    return True


async def _present(stay: Stay, *, total_seen: Money | None = None, by: Actor) -> None:
    if State(stay.state) is not State.DEPARTED:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.account_presented_at:
        raise AccountPresented(until=stay.dispute_until)
    now = clock.now()
    await touch(
        stay, only_if={"account_presented_at": None}, account_presented_at=now,
        operator_accepted_at=now, dispute_until=window_end(now),
    )  # fmt: skip
    rows = latest(await StayNight.filter(stay_id=stay.id))
    before = await charged_for(stay.id, currency=stay.currency)
    account = account_for(stay, rows, before=before)
    if total_seen is not None and account.total != total_seen:
        raise AccountChanged(total=account.total)
    for row in rows:
        await _charge(row)
    split = split_of(account.quote, plan_of(stay), beside=account.beside)
    await correct_charge(stay.id, to=account.total, split=split, by=by)
    await record(stay, act="account_presented", by=by, facts={"total": account.total.minor})


async def _charge(row: StayNight) -> None:
    row.update_from_dict({f"charged_{what}": n for what, n in charged_of(row).items()})
    await row.save(update_fields=[f"charged_{what}" for what in WHAT])


@transaction
async def return_account(public_id: str, *, note: str, by: Actor) -> None:
    """The union sends the account back with a note; the operator presents it anew. Refused: AccountMissing,
    AlreadyMoved, DisputesOpen once a line of it is or was disputed.
    """
    stay = await stay_of_union(public_id, by=by)
    if State(stay.state) is not State.DEPARTED:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if stay.account_presented_at is None:
        raise AccountMissing
    if await was_disputed(stay.id):
        raise DisputesOpen
    await touch(
        stay, only_if={"account_presented_at": stay.account_presented_at},
        account_presented_at=None, operator_accepted_at=None, dispute_until=None,
    )  # fmt: skip
    await record(stay, act="account_returned", by=by, note=note)


@transaction
async def accept_account(public_id: str, *, by: Actor) -> None:
    """The union agrees: the stay is reconciled at once. Refused: AccountMissing, AlreadyMoved, DisputesOpen."""
    stay = await stay_of_union(public_id, by=by)
    if State(stay.state) is State.DEPARTED and stay.account_presented_at is None:
        raise AccountMissing
    await alone_with(stay.trip_id)
    if await has_open_disputes(stay.id):
        raise DisputesOpen
    await move(
        stay, State.RECONCILED, by=by, act="reconciled", union_accepted_at=clock.now(),
        only_if={"account_presented_at": stay.account_presented_at},
    )  # fmt: skip
    await correct_quota(stay.trip_id)
    await settle_outcomes(stay)


@transaction
async def reconcile_by_date(stay_id: int) -> bool:
    """The job's act when the window has run out in silence; false when it has not, or a line is disputed."""
    stay = await stay_by_id(stay_id)
    if not State(stay.state).may_become(State.RECONCILED) or stay.dispute_until is None:
        return False
    if stay.dispute_until > clock.now():
        return False
    await alone_with(stay.trip_id)
    if await has_open_disputes(stay.id):
        return False
    await move(
        stay, State.RECONCILED, by=SYSTEM, act="reconciled", reason="window_over",
        only_if={"dispute_until": stay.dispute_until},
    )  # fmt: skip
    await correct_quota(stay.trip_id)
    await settle_outcomes(stay)
    return True

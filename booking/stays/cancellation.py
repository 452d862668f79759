"""Cancelling a whole stay: first the price of it, then the act at exactly that price."""

from dataclasses import dataclass
from datetime import datetime

from booking.money import fee_at, order_full_refund, settle_cancellation
from booking.people import demand_principal
from booking.stays.access import stay_of_union
from booking.stays.amendments import close_open_amendment
from booking.stays.expiry import ended
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.open_hold import close_open_hold
from booking.stays.prolonging import demand_live_hold
from booking.stays.quota_use import follow_quota
from booking.stays.reconciliation_window import window_end
from booking.stays.refusals import AlreadyMoved, FeeChanged
from booking.stays.states import State
from sites import calendar
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _


@dataclass(frozen=True)
class CancellationPreview:
    """What cancelling now would do. `until` is when the fee changes next; None when it never does."""

    fee: Money
    percent: int
    price: Money
    until: datetime | None
    may_cancel: bool


async def preview_cancellation(public_id: str, *, by: Actor) -> CancellationPreview:
    return _preview(await stay_of_union(public_id, by=by))


@transaction
async def cancel(
    public_id: str, *, fee_seen: Money, note: str, by: Actor, key: Key | None = None
) -> None:
    """Cancel at the fee that the person saw. Rooms, quota and the place for a hold return; charges
    become the fee, and what was paid beyond it is ordered back.

    Refused: FeeChanged when a boundary passed meanwhile, AlreadyMoved, HoldOver, StayUnknown.
    """
    if await idempotency.claim(key, by=by):
        return
    stay = await stay_of_union(public_id, by=by)
    if State(stay.state) is State.HELD:
        demand_live_hold(stay)
    preview = _preview(stay)
    if not preview.may_cancel:
        raise AlreadyMoved(state=_(State(stay.state).words))
    if preview.fee != fee_seen:
        raise FeeChanged(fee=preview.fee)
    if State(stay.state).effects.may_have_money:
        demand_principal(by)
    await close_open_hold(stay)
    was_promised = State(stay.state) is State.CONFIRMED
    await move(
        stay, State.CANCELLED, by=by, act="cancelled", note=note, counts_as_open=False,
        was_cancelled=True, dispute_until=window_end(clock.now()) if preview.fee else None,
        facts={"fee": preview.fee.minor, "percent": preview.percent},
    )  # fmt: skip
    await calendar.release(*await close_open_amendment(stay, why="cancelled"))
    await follow_quota(stay.trip_id)
    if was_promised:
        await settle_cancellation(stay.id, preview.fee, by=by)
    else:
        await order_full_refund(stay.id, why="cancelled", by=by)
    await idempotency.keep(key, stay.public_id, by=by)


def _preview(stay: Stay) -> CancellationPreview:
    price = Money(stay.price_minor, stay.currency)
    state = State(stay.state)
    if state is not State.CONFIRMED:
        is_over = state is State.HELD and ended(stay, clock.now())
        may_cancel = state.effects.may_be_cancelled and not is_over
        return CancellationPreview(Money(0, price.currency), 0, price, None, may_cancel)
    fee = fee_at(
        clock.now(), price=price, terms=(stay.frozen or {})["terms"], check_in=stay.check_in
    )
    begun = clock.today() > stay.check_in
    return CancellationPreview(fee.fee, fee.percent, price, fee.until, not begun)

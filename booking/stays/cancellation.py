"""Cancelling a whole stay: first the price of it, then the act at exactly that price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.money import fee_at, order_full_refund, settle_cancellation
from booking.people import demand_principal
from booking.people.open_holds import lock_open_holds
from booking.stays.access import stay_of_union
from booking.stays.amendments import close_open_amendment
from booking.stays.expiry import ended
from booking.stays.force_majeure import force_majeure_of
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.open_hold import close_open_hold
from booking.stays.prolonging import demand_live_hold
from booking.stays.reconciliation_window import window_end
from booking.stays.refusals import AlreadyMoved, FeeChanged
from booking.stays.states import State
from booking.stays.trip_following import follow_trip
from booking.stays.trip_stays import alone_with
from sites import calendar
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.language import _


@dataclass(frozen=True)
class CancellationPreview:
    """What cancelling now would do. `fee` is the table's `percent` of the price and what was `kept` before of people who
    dropped out; `until` is when it changes next, None when it never does.
    `waived_by` is the reason of a force majeure, which lets everything go back.
    """

    fee: Money
    kept: Money
    percent: int
    price: Money
    until: datetime | None
    may_cancel: bool
    waived_by: str = ""


async def preview_cancellation(public_id: str, *, by: Actor) -> CancellationPreview:
    return await preview_of(await stay_of_union(public_id, by=by))


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
    if not (await preview_of(stay)).may_cancel:
        raise AlreadyMoved(state=_(State(stay.state).words))
    await cancel_stays([stay], fee_seen=fee_seen, note=note, by=by)
    await idempotency.keep(key, stay.public_id, by=by)


async def cancel_stays(stays: Sequence[Stay], *, fee_seen: Money, note: str, by: Actor) -> None:
    """Stays of one trip that may all be cancelled, in the caller's transaction. Refused: FeeChanged, AlreadyMoved."""
    previews = [await preview_of(stay) for stay in stays]
    fee = total((preview.fee for preview in previews), currency=fee_seen.currency)
    if fee != fee_seen:
        raise FeeChanged(fee=fee)
    if any(State(stay.state).effects.may_have_money for stay in stays):
        demand_principal(by)
    if any(State(stay.state) is State.HELD for stay in stays):
        await lock_open_holds(stays[0].union_id)
    await alone_with(stays[0].trip_id)
    was_promised = [State(stay.state) is State.CONFIRMED for stay in stays]
    holders: list[str] = []
    for stay, preview in zip(stays, previews, strict=True):
        await close_open_hold(stay)
        holders += await _cancel(stay, preview, note=note, by=by)
    await calendar.release(*holders)
    await follow_trip(stays[0].trip_id)
    for stay, preview, promised in zip(stays, previews, was_promised, strict=True):
        if promised:
            await settle_cancellation(stay.id, preview.fee, by=by)
        else:
            await order_full_refund(stay.id, why="cancelled", by=by)


async def _cancel(
    stay: Stay, preview: CancellationPreview, *, note: str, by: Actor
) -> Sequence[str]:
    """Move it; who still holds its rooms."""
    await move(
        stay, State.CANCELLED, by=by, act="cancelled", note=note, counts_as_open=False,
        was_cancelled=True, dispute_until=window_end(clock.now()) if preview.fee else None,
        facts={"fee": preview.fee.minor, "percent": preview.percent},
    )  # fmt: skip
    return await close_open_amendment(stay, why="cancelled")


async def preview_of(stay: Stay) -> CancellationPreview:
    price = Money(stay.price_minor, stay.currency)
    free = Money(0, price.currency)
    state = State(stay.state)
    if state is not State.CONFIRMED:
        is_over = state is State.HELD and ended(stay, clock.now())
        may_cancel = state.effects.may_be_cancelled and not is_over
        return CancellationPreview(free, free, 0, price, None, may_cancel)
    fee = fee_at(
        clock.now(), price=price, terms=(stay.frozen or {})["terms"], check_in=stay.check_in
    )
    begun = clock.today() > stay.check_in
    if found := await force_majeure_of(stay):
        return CancellationPreview(free, free, 0, price, None, not begun, waived_by=found.reason)
    kept = Money(stay.kept_minor, stay.currency)
    return CancellationPreview(fee.fee + kept, kept, fee.percent, price, fee.until, not begun)

"""Money that went back: the payee's finance person records what the bank paid, with its voucher."""

from datetime import date, timedelta

from booking.money.balancing import locked
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, RefundOrder
from booking.money.online_models import OnlineRefund
from booking.money.receiving import LIES_IN
from booking.money.refusals import (
    RefundGoesOnline,
    RefundPaid,
    RefundUnknown,
    RefundWithdrawn,
    demand_past,
    demand_voucher,
)
from booking.people import demand
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key

A_DAY = timedelta(days=1)


@transaction
async def record_refund_paid(
    refund_public_id: str, *, paid_on: date, voucher: str, by: Actor, key: Key | None = None
) -> None:
    """Record that the whole order was paid in the bank's own system: one person and the voucher.

    Refused: NotGranted, RefundUnknown, RefundPaid, RefundWithdrawn, RefundGoesOnline, DayInFuture, VoucherMissing.
    """
    demand(by, "money.record")
    if await idempotency.claim(key, by=by) is not None:
        return
    order, charge = await _own_order(refund_public_id, by=by)
    demand_past(paid_on, field="paid_on")
    order.paid_on, order.voucher, order.paid_by_user_id = (
        paid_on,
        demand_voucher(voucher),
        by.user_id,
    )
    await order.save(update_fields=["paid_on", "voucher", "paid_by_user_id"])
    await pay_back(charge, order, by=by)
    await outbox.post("money.refund_paid", {"refund_id": order.id, "stay_id": charge.stay_id})
    await idempotency.keep(key, order.public_id, by=by)


async def _own_order(refund_public_id: str, *, by: Actor) -> tuple[RefundOrder, Charge]:
    """An open order of the actor's organisation, its charge locked."""
    order = await RefundOrder.get_or_none(
        public_id=refund_public_id, charge__payee_id=by.organisation_id
    )
    if order is None:
        raise RefundUnknown
    charge = await locked(order.charge_id)
    await order.refresh_from_db()
    if order.paid_on is not None:
        raise RefundPaid(day=order.paid_on, voucher=order.voucher)
    if order.withdrawn_at is not None:
        raise RefundWithdrawn
    if order.way == "online":
        await _take_off_line(order)
    return order, charge


async def _take_off_line(order: RefundOrder) -> None:
    """What nobody could hand to the provider for a day is paid by hand after all. Refused: RefundGoesOnline."""
    mine = OnlineRefund.filter(order_id=order.id, state="ordered")
    if order.ordered_at > clock.now() - A_DAY or not await mine.update(state="failed"):
        raise RefundGoesOnline
    order.way = "transfer"
    await order.save(update_fields=["way"])


async def pay_back(charge: Charge, order: RefundOrder, *, by: Actor) -> None:
    """Post what left the bank or the provider for this order. The charge must be locked."""
    amount = Money(order.minor, order.currency)
    legs = [
        Leg(Kind.REFUND_DUE, charge.public_id, amount),
        Leg(LIES_IN[order.way], "", -amount),
    ]
    await post(
        book_of=charge.payee_id, what="refund_paid", legs=legs, by=by, stay_id=charge.stay_id
    )

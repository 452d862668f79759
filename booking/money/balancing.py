"""Keeps a charge in order: one transaction at a time, and every fen too much under a refund order."""

from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.online_models import OnlineRefund
from booking.money.online_refundable import online_parts
from booking.money.standing import Standing
from booking.money.written_off import take_back, written_off
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import public_id


async def locked(charge_id: int) -> Charge:
    """The charge as it is now, held until the end of the transaction.

    On SQLite a transaction has the whole database to itself from its first line.
    """
    demand_transaction()
    return await Charge.filter(id=charge_id).select_for_update(no_key=True).get()


def amount_of(charge: Charge) -> Money:
    """What the charge demands now: nothing once it is voided."""
    return Money(0 if charge.voided_at else charge.minor, charge.currency)


async def standing_of(charge: Charge) -> Standing:
    received = await Receipt.filter(charge_id=charge.id, withdrawn_at=None)
    refunded = await RefundOrder.filter(charge_id=charge.id, paid_on__isnull=False)
    return Standing(
        amount_of(charge),
        total((Money(r.minor, r.currency) for r in received), currency=charge.currency),
        total((Money(r.minor, r.currency) for r in refunded), currency=charge.currency),
        await written_off(charge),
    )


async def even_out(charge: Charge, *, why: str, by: Actor) -> None:
    """Make open refund orders equal to what is due back, neither more nor less.

    Too little: one more order. Too much, because the charge rose again: the open orders are
    withdrawn and the rest is ordered anew. What was written off and is not missing any more is
    taken back first. The charge must be locked.
    """
    standing = await standing_of(charge)
    await take_back(charge, standing.too_much_written_off, worth=standing.worth, by=by)
    opened = await RefundOrder.filter(charge_id=charge.id, paid_on=None, withdrawn_at=None)
    ordered = total((Money(o.minor, o.currency) for o in opened), currency=charge.currency)
    due = standing.refund_due
    more = due - ordered
    if not more:
        return
    await _move_to_refunds(charge, more, by=by)
    if more.minor < 0:
        await RefundOrder.filter(id__in=[o.id for o in opened]).update(withdrawn_at=clock.now())
        more = due
    if more:
        await _order(charge, more, why=why)


async def _move_to_refunds(charge: Charge, more: Money, *, by: Actor) -> None:
    legs = [
        Leg(Kind.RECEIVABLE, charge.public_id, more),
        Leg(Kind.REFUND_DUE, charge.public_id, -more),
    ]
    what = "refund_ordered" if more.minor > 0 else "refund_withdrawn"
    await post(book_of=charge.payee_id, what=what, legs=legs, by=by, stay_id=charge.stay_id)


async def _order(charge: Charge, amount: Money, *, why: str) -> None:
    """What came online goes back online, as far as it can; the rest by transfer."""
    parts = await online_parts(charge, amount)
    for part in parts:
        order = await _write_order(charge, part.amount, why=why, way="online")
        going = await OnlineRefund.create(
            public_id=public_id(), order_id=order.id, payment_id=part.payment_id,
            minor=part.amount.minor, currency=part.amount.currency,
        )  # fmt: skip
        await outbox.post("online.refund", {"refund_id": going.id})
    rest = amount - total((part.amount for part in parts), currency=amount.currency)
    if rest:
        await _write_order(charge, rest, why=why, way="transfer")


async def _write_order(charge: Charge, amount: Money, *, why: str, way: str) -> RefundOrder:
    order = await RefundOrder.create(
        public_id=public_id(), charge_id=charge.id, minor=amount.minor, currency=amount.currency,
        why=why, way=way, ordered_at=clock.now(),
    )  # fmt: skip
    await outbox.post("money.refund_ordered", {"refund_id": order.id, "stay_id": charge.stay_id})
    return order

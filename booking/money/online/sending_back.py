"""Held money that goes back the way it came without ever having paid: out of suspense, and into it again where that fails."""

from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge
from booking.money.online.differences import list_again
from booking.money.online_models import HeldDecision, OnlinePayment, OnlineRefund
from sites.foundation import clock, outbox
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import public_id


async def order_back(payment: OnlinePayment, amount: Money) -> None:
    """Have it sent, in the caller's transaction. Nothing is posted until it is handed to the provider."""
    going = await OnlineRefund.create(
        public_id=public_id(), payment_id=payment.id, minor=amount.minor, currency=amount.currency
    )
    await outbox.post("online.refund", {"refund_id": going.id})


async def leave(going: OnlineRefund, charge: Charge, *, by: Actor = SYSTEM) -> None:
    """It is handed over, or somebody sent it in the provider's own pages: out of suspense, and away from the provider."""
    await _move(going, charge, Money(going.minor, going.currency), what="held_returned", by=by)


async def come_back(going: OnlineRefund, charge: Charge) -> None:
    """It failed: the money lies in suspense again, stands on the list, and is decided anew."""
    amount = Money(going.minor, going.currency)
    if going.state != "ordered":
        await _move(going, charge, -amount, what="held_came_back", by=SYSTEM)
    undone = HeldDecision.filter(payment_id=going.payment_id, undone_at=None)
    await undone.update(done_at=None, undone_at=clock.now())
    payment = await OnlinePayment.get(id=going.payment_id)
    await list_again("amount", payment.public_id, payee_id=charge.payee_id, theirs=amount)


async def _move(
    going: OnlineRefund, charge: Charge, amount: Money, *, what: str, by: Actor
) -> None:
    payment = await OnlinePayment.get(id=going.payment_id)
    legs = [Leg(Kind.SUSPENSE, payment.public_id, amount), Leg(Kind.STRIPE, "", -amount)]
    await post(book_of=charge.payee_id, what=what, legs=legs, by=by)

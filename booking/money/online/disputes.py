"""The payer's bank takes a payment back, and perhaps returns it: the money lies in suspense meanwhile."""

from booking.money.balancing import locked
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge
from booking.money.online.differences import clear_difference, note_difference
from booking.money.online_models import OnlineDispute, OnlinePayment
from booking.money.provider_facts import DisputeSeen
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@transaction
async def apply_dispute(payment_id: int, seen: DisputeSeen) -> None:
    """Bring the dispute to where the provider shows it; only what has changed is posted. It stands on the payee's
    list until the money is back, or a person says what became of it.
    """
    payment = await OnlinePayment.get(id=payment_id)
    charge = await locked(payment.charge_id)
    known = await OnlineDispute.get_or_none(dispute_id=seen.id)
    dispute = known or await OnlineDispute.create(
        dispute_id=seen.id, payment_id=payment.id, state=seen.state, currency=seen.taken.currency,
        opened_at=clock.now(),
    )  # fmt: skip
    await _post_change(charge, dispute, seen)
    await OnlineDispute.filter(id=dispute.id).update(
        state=seen.state, taken_minor=seen.taken.minor, fee_minor=seen.fee.minor
    )
    if seen.state == "won" and not seen.taken:
        await clear_difference("dispute", seen.id)
    else:
        await note_difference("dispute", seen.id, payee_id=charge.payee_id, theirs=seen.taken)


async def _post_change(charge: Charge, dispute: OnlineDispute, seen: DisputeSeen) -> None:
    taken = seen.taken - Money(dispute.taken_minor, dispute.currency)
    fee = seen.fee - Money(dispute.fee_minor, dispute.currency)
    for what, kind, subject, amount in (
        ("dispute", Kind.SUSPENSE, dispute.dispute_id[:40], taken),
        ("dispute_fee", Kind.FEES, "", fee),
    ):
        if amount:
            legs = [Leg(kind, subject, amount), Leg(Kind.STRIPE, "", -amount)]
            await post(book_of=charge.payee_id, what=what, legs=legs, by=SYSTEM)

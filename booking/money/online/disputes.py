"""The payer's bank takes a payment back, and perhaps returns it: the money lies in suspense meanwhile."""

from booking.money.balancing import locked
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge
from booking.money.online.differences import clear_difference, list_again, note_difference
from booking.money.online.losing import decided_of, restore
from booking.money.online_models import OnlineDispute, OnlinePayment
from booking.money.provider_facts import DisputeSeen
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction

# The provider says no more about these. Only a lost one leaves something to decide.
CLOSED = ("won", "lost", "warning_closed", "prevented")


@transaction
async def apply_dispute(payment_id: int, seen: DisputeSeen) -> None:
    """Bring the dispute to where the provider shows it; only what has changed is posted.

    It stands on the payee's list until it is closed with the money back, or lost and decided about. Where the bank gives
    back what was decided about, the decision is undone.
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
    decided = await decided_of(dispute)
    if seen.taken < decided:
        await restore(charge, dispute)
        decided *= 0
    await _keep_list(charge, seen, seen.taken - decided)


async def _keep_list(charge: Charge, seen: DisputeSeen, left: Money) -> None:
    if left:
        await list_again("dispute", seen.id, payee_id=charge.payee_id, theirs=left)
    elif seen.state in CLOSED:
        await clear_difference("dispute", seen.id)
    else:
        await note_difference("dispute", seen.id, payee_id=charge.payee_id, theirs=left)


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

"""What a lost dispute does in the books: the money counts as paid back, or comes off held money; and how that is undone."""

from booking.money.balancing import even_out
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, RefundOrder
from booking.money.online.differences import list_again
from booking.money.online_models import DisputeDecision, OnlineDispute, OnlinePayment
from sites.foundation import clock, outbox
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money, total
from sites.foundation.identifiers import public_id


def account_of(dispute: OnlineDispute) -> str:
    """The account in suspense that holds what its bank has taken."""
    return str(dispute.dispute_id)[:40]


async def decided_of(dispute: OnlineDispute) -> Money:
    """How much of what was taken is decided about."""
    rows = await DisputeDecision.filter(dispute_id=dispute.id, undone_at=None)
    return total((Money(one.minor, one.currency) for one in rows), currency=dispute.currency)


async def count_as_paid_back(
    charge: Charge, dispute: OnlineDispute, amount: Money, *, by: Actor
) -> RefundOrder:
    """So much of the charge is not paid after all. Refunds that were due shrink by it. The charge must be locked."""
    order = await RefundOrder.create(
        public_id=public_id(), charge_id=charge.id, minor=amount.minor, currency=amount.currency,
        way="online", why="disputed", ordered_at=clock.now(), paid_on=clock.today(),
        voucher=dispute.dispute_id[:60], paid_by_user_id=by.user_id,
    )  # fmt: skip
    await _move(charge, dispute, amount, Kind.RECEIVABLE, charge.public_id, by=by)
    await even_out(charge, why="overpaid", by=by)
    return order


async def set_off(charge: Charge, dispute: OnlineDispute, amount: Money, *, by: Actor) -> None:
    """The payment never paid its charge: what its bank took back is what was held."""
    payment = await OnlinePayment.get(id=dispute.payment_id)
    await _move(charge, dispute, amount, Kind.SUSPENSE, payment.public_id, by=by)


async def restore(charge: Charge, dispute: OnlineDispute) -> None:
    """The bank gave it back after all: the payment stands again, and what was written off or paid anew evens out."""
    for row in await DisputeDecision.filter(dispute_id=dispute.id, undone_at=None):
        await DisputeDecision.filter(id=row.id).update(undone_at=clock.now())
        amount = Money(row.minor, row.currency)
        if row.order_id is None:
            await _hold_again(charge, dispute, amount)
        else:
            await RefundOrder.filter(id=row.order_id).update(paid_on=None, withdrawn_at=clock.now())
            await _move(charge, dispute, -amount, Kind.RECEIVABLE, charge.public_id, by=SYSTEM)
            await outbox.post("online.dispute_decided", {"decision_id": row.id})
    await even_out(charge, why="overpaid", by=SYSTEM)


async def _hold_again(charge: Charge, dispute: OnlineDispute, amount: Money) -> None:
    payment = await OnlinePayment.get(id=dispute.payment_id)
    await _move(charge, dispute, -amount, Kind.SUSPENSE, payment.public_id, by=SYSTEM)
    await list_again("amount", payment.public_id, payee_id=charge.payee_id, theirs=amount)


async def _move(
    charge: Charge, dispute: OnlineDispute, amount: Money, kind: Kind, subject: str, *, by: Actor
) -> None:
    """Out of what lies in suspense for the dispute; a negative amount goes back there."""
    what = "dispute_lost" if amount.minor > 0 else "dispute_restored"
    legs = [Leg(kind, subject, amount), Leg(Kind.SUSPENSE, account_of(dispute), -amount)]
    stay_id = charge.stay_id if kind is Kind.RECEIVABLE else None
    await post(book_of=charge.payee_id, what=what, legs=legs, by=by, stay_id=stay_id)

"""What the provider sends to the payee's bank."""

from booking.money.ledger import Kind, Leg, post
from booking.money.online.differences import note_difference
from booking.money.online_models import OnlinePayout
from booking.money.provider_facts import PayoutSeen
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import fetch, transaction


@transaction
async def apply_payout(payee_id: int, seen: PayoutSeen) -> None:
    """Arrived, it moves from the provider to the bank, once; come back, it moves the other way and is on the list."""
    payout = await _kept(payee_id, seen)
    amount = Money(payout.minor, payout.currency)
    has_arrived = seen.state == "paid"
    if has_arrived and not payout.moved_minor:
        await _move(payee_id, amount, what="payout")
    if not has_arrived and payout.moved_minor:
        await _move(payee_id, -amount, what="payout_returned")
    if seen.state in ("failed", "canceled"):
        await note_difference("payout_failed", seen.id, payee_id=payee_id, theirs=amount)
    await OnlinePayout.filter(id=payout.id).update(
        state=seen.state, moved_minor=amount.minor if has_arrived else 0, arrives_on=seen.arrives_on
    )


async def _kept(payee_id: int, seen: PayoutSeen) -> OnlinePayout:
    """Its row, locked."""
    await fetch(
        "INSERT INTO online_payouts (payout_id, payee_id, minor, moved_minor, currency, state, arrives_on) "
        "VALUES ($1, $2, $3, 0, $4, $5, $6) ON CONFLICT (payout_id) DO NOTHING RETURNING id",
        seen.id, payee_id, seen.amount.minor, seen.amount.currency, "in_transit", seen.arrives_on,
    )  # fmt: skip
    return await OnlinePayout.filter(payout_id=seen.id).select_for_update(no_key=True).get()


async def _move(payee_id: int, amount: Money, *, what: str) -> None:
    legs = [Leg(Kind.BANK, "", amount), Leg(Kind.STRIPE, "", -amount)]
    await post(book_of=payee_id, what=what, legs=legs, by=SYSTEM)

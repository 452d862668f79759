"""What the provider shows becomes ours: the same verb for the return page, for what it told, and for what we asked.

Run twice, at once or in any order, it ends in the same place: the charge is locked, the payment read
anew, and a payment that has its money takes no more.
"""

from typing import Any

from booking.money.balancing import locked
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, Receipt
from booking.money.online.differences import note_difference
from booking.money.online_models import OnlinePayment
from booking.money.provider_facts import IntentSeen, SessionSeen
from booking.money.receiving import receive
from sites.foundation import clock
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction

HAS_MONEY = ("paid", "held")


@transaction
async def apply_payment(payment_id: int, seen: SessionSeen, *, is_live: bool) -> str:
    """Bring the payment to where the provider shows it; the state it is in then.

    Money of the right amount becomes a receipt, and whatever it exceeds the debt by a refund order. Another amount or
    currency is held in suspense for a person to decide. `is_live`: whether this installation moves real money.
    """
    payment, charge = await _locked(payment_id)
    if payment.state not in HAS_MONEY:
        if seen.is_live != is_live:
            await _other_mode(payment, charge, seen)
        elif seen.is_paid:
            await _take(payment, charge, seen)
        else:
            await _follow(payment, seen)
    if payment.state in HAS_MONEY:
        await _note_fee(payment, charge, seen.intent)
    return payment.state


@transaction
async def give_up(payment_id: int) -> None:
    """The provider never heard of it, or refused it: no money can come by it. A payment with a session stays."""
    mine = OnlinePayment.filter(id=payment_id, state="made", session_id=None)
    await mine.update(state="ended")


async def _locked(payment_id: int) -> tuple[OnlinePayment, Charge]:
    found = await OnlinePayment.get(id=payment_id)
    charge = await locked(found.charge_id)
    return await OnlinePayment.get(id=payment_id), charge


async def _other_mode(payment: OnlinePayment, charge: Charge, seen: SessionSeen) -> None:
    """Play money on a real installation, or the other way round: it is no payment of ours."""
    await _set(payment, state="ended", session_id=seen.id, url="")
    await note_difference("mode", payment.public_id, payee_id=charge.payee_id, theirs=seen.amount)


async def _take(payment: OnlinePayment, charge: Charge, seen: SessionSeen) -> None:
    got = seen.intent.received if seen.intent else seen.amount
    await _set(
        payment, session_id=seen.id, url="", intent_id=seen.intent.id if seen.intent else None
    )
    facts: dict[str, Any] = {
        "got_minor": got.minor, "got_currency": got.currency, "paid_at": clock.now(),
        "method": seen.intent.method if seen.intent else "",
    }  # fmt: skip
    if got != Money(payment.minor, payment.currency):
        await _hold(payment, charge, got)
        await _set(payment, state="held", **facts)
        return

    async def noted(receipt: Receipt) -> None:
        await _set(payment, state="paid", receipt_id=receipt.id, **facts)

    await receive(
        charge, got, received_on=clock.today(), voucher=(payment.intent_id or seen.id)[:60],
        way="online", by=SYSTEM, noted=noted,
    )  # fmt: skip


async def _hold(payment: OnlinePayment, charge: Charge, got: Money) -> None:
    legs = [Leg(Kind.STRIPE, "", got), Leg(Kind.SUSPENSE, payment.public_id, -got)]
    if got:
        await post(book_of=charge.payee_id, what="online_held", legs=legs, by=SYSTEM, stay_id=charge.stay_id)  # fmt: skip
    wanted = Money(payment.minor, payment.currency)
    await note_difference(
        "amount", payment.public_id, payee_id=charge.payee_id, ours=wanted, theirs=got
    )


async def _follow(payment: OnlinePayment, seen: SessionSeen) -> None:
    """No money yet. What has ended here stays ended; what is under way does not go back to open."""
    facts = {"session_id": seen.id, "url": seen.url, "ends_at": seen.ends_at}
    if payment.state == "ended":
        await _set(payment, session_id=seen.id)
    elif seen.state == "expired" or (seen.state == "complete" and _has_failed(seen)):
        await _set(payment, **{**facts, "url": "", "state": "ended"})
    elif seen.state == "complete":
        await _set(payment, **{**facts, "url": "", "state": "checking"})
    elif payment.state == "made":
        await _set(payment, **{**facts, "state": "open"})


def _has_failed(seen: SessionSeen) -> bool:
    return seen.intent is not None and seen.intent.has_failed


async def _note_fee(payment: OnlinePayment, charge: Charge, intent: IntentSeen | None) -> None:
    """What the provider keeps, once it has booked the payment."""
    if payment.line or intent is None or intent.fee is None:
        return
    fee = intent.fee
    if fee.currency != payment.got_currency:
        await note_difference("fee", payment.public_id, payee_id=charge.payee_id, theirs=fee)
        return
    if fee:
        legs = [Leg(Kind.FEES, "", fee), Leg(Kind.STRIPE, "", -fee)]
        await post(book_of=charge.payee_id, what="online_fee", legs=legs, by=SYSTEM)
    await _set(payment, fee_minor=fee.minor, line=intent.line)


async def _set(payment: OnlinePayment, **columns: object) -> None:
    await OnlinePayment.filter(id=payment.id).update(**columns)
    payment.update_from_dict(columns)

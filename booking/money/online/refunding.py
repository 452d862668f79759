"""Refunds by the way the money came: handed over, under way, arrived, or come back.

Once it is handed to the provider the money counts as paid back, since nobody can call it back from
there. If the provider says that it failed, the order is open again, to be paid by transfer.
"""

from datetime import timedelta

from booking.money.balancing import even_out, locked
from booking.money.gateway import Gateway
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, RefundOrder
from booking.money.online import sending_back
from booking.money.online.differences import note_difference
from booking.money.online_models import OnlinePayment, OnlineRefund
from booking.money.provider_facts import ProviderAway, ProviderRefused, RefundSeen, RefundWish
from booking.money.refunds import pay_back
from sites.foundation import clock, outbox
from sites.foundation.actor import SYSTEM
from sites.foundation.amounts import Money
from sites.foundation.database import transaction

# A request that has not taken effect after this time takes none any more.
SETTLED_AFTER = timedelta(minutes=2)


async def send_refund(refund_id: int, *, at: Gateway) -> str:
    """Hand an ordered refund to the provider and note what it says; the state. Raises ProviderAway: ask again later.

    Run again it never asks twice: what was asked before is looked for first.
    """
    handed = await _hand_over(refund_id)
    if handed is None:
        return (await OnlineRefund.get(id=refund_id)).state
    wish, is_first = handed
    try:
        seen = await (
            _ask(refund_id, wish, at=at) if is_first else _ask_again(refund_id, wish, at=at)
        )
    except ProviderRefused as refused:
        await note_failure(refund_id, reason=str(refused))
        return "failed"
    return await apply_refund(refund_id, seen)


async def look_at_refund(refund_id: int, *, at: Gateway) -> str:
    """How a refund that the provider has stands now. Raises ProviderAway."""
    going = await OnlineRefund.get(id=refund_id)
    if going.refund_id is None:
        return await send_refund(refund_id, at=at)
    return await apply_refund(refund_id, await at.refund_by_id(going.refund_id))


@transaction
async def apply_refund(refund_id: int, seen: RefundSeen) -> str:
    """Bring the refund to where the provider shows it; the state. One that failed never rises again."""
    going, charge, order = await _locked(refund_id)
    if going.state == "failed":
        return going.state
    if seen.state in ("failed", "canceled"):
        await _fail(going, charge, order, reason=seen.reason or seen.state)
    else:
        state = "succeeded" if seen.state == "succeeded" else "pending"
        await _set(going, refund_id=seen.id, state=state, ended_at=clock.now() if state == "succeeded" else None)  # fmt: skip
    return going.state


@transaction
async def note_failure(refund_id: int, *, reason: str) -> None:
    """The provider refused it for good."""
    going, charge, order = await _locked(refund_id)
    if going.state != "failed":
        await _fail(going, charge, order, reason=reason)


@transaction
async def _hand_over(refund_id: int) -> tuple[RefundWish, bool] | None:
    """What to ask for, and whether it was never asked before. None when there is nothing left to ask."""
    going, charge, order = await _locked(refund_id)
    if going.state == "ordered" and (order is None or order.withdrawn_at is None):
        await _count_as_paid(going, charge, order)
        return await _wish(going), True
    is_open = going.state == "handed" and going.refund_id is None
    return (await _wish(going), False) if is_open else None


async def _count_as_paid(going: OnlineRefund, charge: Charge, order: RefundOrder | None) -> None:
    if order is None:
        await sending_back.leave(going, charge)
    else:
        order.paid_on, order.voucher = clock.today(), going.public_id[:12]
        await order.save(update_fields=["paid_on", "voucher"])
        await pay_back(charge, order, by=SYSTEM)
        await outbox.post("money.refund_paid", {"refund_id": order.id, "stay_id": charge.stay_id})
    await _set(going, state="handed", tried_at=clock.now())


async def _wish(going: OnlineRefund) -> RefundWish:
    payment = await OnlinePayment.get(id=going.payment_id)
    return RefundWish(
        going.public_id, going.attempt, Money(going.minor, going.currency), str(payment.intent_id)
    )


async def _ask(refund_id: int, wish: RefundWish, *, at: Gateway) -> RefundSeen:
    await OnlineRefund.filter(id=refund_id).update(tried_at=clock.now())
    return await at.refund(wish)


async def _ask_again(refund_id: int, wish: RefundWish, *, at: Gateway) -> RefundSeen:
    """The answer was lost: look whether it was done; if surely not, ask under a new key."""
    found = await at.refund_of(wish.reference, intent=wish.intent)
    if found is not None:
        return found
    going = await OnlineRefund.get(id=refund_id)
    if going.tried_at and clock.now() - going.tried_at < SETTLED_AFTER:
        raise ProviderAway("too early to ask again")
    fresh = going.attempt + 1
    mine = OnlineRefund.filter(id=refund_id, attempt=going.attempt)
    if not await mine.update(attempt=fresh, tried_at=clock.now()):
        raise ProviderAway("somebody else asks")
    return await at.refund(RefundWish(wish.reference, fresh, wish.amount, wish.intent))


async def _fail(going: OnlineRefund, charge: Charge, order: RefundOrder | None, *, reason: str) -> None:  # fmt: skip
    """The money lies with the provider again: a person pays the order by transfer, or decides anew where it was held."""
    if order is None:
        await sending_back.come_back(going, charge)
    else:
        await _open_again(going, charge, order)
    await _set(going, state="failed", reason=reason[:60], ended_at=clock.now())
    if order is not None:
        await even_out(charge, why=order.why, by=SYSTEM)


async def _open_again(going: OnlineRefund, charge: Charge, order: RefundOrder) -> None:
    amount = Money(going.minor, going.currency)
    legs = [Leg(Kind.STRIPE, "", amount), Leg(Kind.REFUND_DUE, charge.public_id, -amount)]
    await post(book_of=charge.payee_id, what="refund_failed", legs=legs, by=SYSTEM, stay_id=charge.stay_id)  # fmt: skip
    order.paid_on, order.voucher, order.way = None, "", "transfer"
    await order.save(update_fields=["paid_on", "voucher", "way"])
    await note_difference("refund_failed", going.public_id, payee_id=charge.payee_id, theirs=amount)


async def _locked(refund_id: int) -> tuple[OnlineRefund, Charge, RefundOrder | None]:
    found = await OnlineRefund.get(id=refund_id).prefetch_related("payment")
    charge = await locked(found.payment.charge_id)
    going = await OnlineRefund.get(id=refund_id)
    order = None if going.order_id is None else await RefundOrder.get(id=going.order_id)
    return going, charge, order


async def _set(going: OnlineRefund, **columns: object) -> None:
    await OnlineRefund.filter(id=going.id).update(**columns)
    going.update_from_dict(columns)

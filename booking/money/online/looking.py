"""Asking the provider: outside every transaction, and then one verb."""

from datetime import timedelta

from booking.money.gateway import Gateway
from booking.money.models import Charge
from booking.money.online.applying import apply_payment, give_up
from booking.money.online.intending import LIVE, payment_of_party, wish_of
from booking.money.online.refusals import OnlinePaymentOff, OutcomeNotKnown, ProviderSaysNo
from booking.money.online_models import OnlinePayment
from booking.money.provider_facts import ProviderAway, ProviderRefused, SessionSeen
from booking.people import demand
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.language import N_, _

# A request that has not taken effect after this time takes none any more.
SETTLED_AFTER = timedelta(minutes=2)
WORDS = N_("Retreat charge %(reference)s")


async def open_checkout(payment_id: int, *, at: Gateway, back: str) -> None:
    """Ask for the hosted page of a payment that was written down. `back` is our page's whole address.

    Refused: OutcomeNotKnown (it is found out later), ProviderSaysNo (the payment has ended).
    """
    payment = await OnlinePayment.get(id=payment_id)
    charge = await Charge.get(id=payment.charge_id)
    words = _(WORDS, reference=charge.reference)
    try:
        seen = await at.open_checkout(wish_of(payment, words=words, back=back))
    except ProviderRefused:
        await give_up(payment_id)
        raise ProviderSaysNo from None
    except ProviderAway:
        raise OutcomeNotKnown from None
    await apply_payment(payment_id, seen, is_live=at.is_live)


async def look(payment_id: int, *, at: Gateway) -> str:
    """Ask how the payment stands and bring it there; its state. Raises ProviderAway."""
    payment = await OnlinePayment.get(id=payment_id)
    seen = await _seen(payment, at=at)
    if seen is None:
        if clock.now() - payment.tried_at >= SETTLED_AFTER:
            await give_up(payment_id)
        return (await OnlinePayment.get(id=payment_id)).state
    state = await apply_payment(payment_id, seen, is_live=at.is_live)
    if state == "ended" and seen.state == "open":
        await _close(payment_id, seen.id, at=at)
    return state


async def end_payment(payment_public_id: str, *, at: Gateway | None, by: Actor) -> str:
    """Close the hosted page, so that the charge can be paid in another way; the state it is in then.

    Money that came meanwhile counts. Refused: NotGranted, PaymentUnknown, OnlinePaymentOff, OutcomeNotKnown.
    """
    demand(by, "money.pay")
    payment = await payment_of_party(payment_public_id, by=by)
    if at is None:
        raise OnlinePaymentOff
    try:
        if payment.session_id and payment.state == "open":
            return await _close(payment.id, payment.session_id, at=at)
        return await look(payment.id, at=at) if payment.state in LIVE else payment.state
    except ProviderAway:
        raise OutcomeNotKnown from None


async def _close(payment_id: int, session_id: str, *, at: Gateway) -> str:
    try:
        seen = await at.close_checkout(session_id)
    except ProviderRefused:  # paid or ended meanwhile
        seen = await at.session(session_id)
    return await apply_payment(payment_id, seen, is_live=at.is_live)


async def _seen(payment: OnlinePayment, *, at: Gateway) -> SessionSeen | None:
    if payment.session_id:
        return await at.session(payment.session_id)
    return await at.session_of(payment.public_id, made_at=payment.made_at)

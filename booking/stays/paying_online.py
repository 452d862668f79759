"""Paying a charge online: the wish is written and the group's deadline waits for it, before the provider is asked."""

from datetime import datetime

from booking.money import online
from booking.money.gateway import Gateway
from booking.money.models import Charge
from booking.money.online_models import OnlinePayment
from booking.money.refusals import ChargeUnknown
from booking.people import demand, demand_principal
from booking.stays.access import stay_by_id
from booking.stays.models import Stay
from booking.stays.moves import touch
from booking.stays.refusals import AlreadyMoved
from booking.stays.states import State
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id
from sites.foundation.language import _


async def pay_online(
    charge_public_id: str, *, at: Gateway | None, back: str, through: int | None = None, by: Actor,
    key: Key | None = None,
) -> str:  # fmt: skip
    """Begin to pay what is owed on a charge of the union, or its parts up to `through`; the payment's public id,
    whose page leads on.

    `back` is the whole address of payments' pages, to which the id is added. The time in which the operator answers lasts
    at least as long as the provider's page. Refused: OnlinePaymentOff, NotGranted, PrincipalsOwn, ChargeUnknown,
    AlreadyMoved, and as `online.intend`; OutcomeNotKnown and ProviderSaysNo after the wish was written.
    """
    payment = await _intend(charge_public_id, through, is_set_up=at is not None, by=by, key=key)
    if payment.state == "made" and at is not None:
        await online.open_checkout(payment.id, at=at, back=f"{back}{payment.public_id}?back=1")
    return str(payment.public_id)


@transaction
async def _intend(
    charge_public_id: str, through: int | None, *, is_set_up: bool, by: Actor, key: Key | None
) -> OnlinePayment:
    demand(by, "money.pay")
    demand_principal(by)
    if done := await idempotency.claim(key, by=by):
        return await OnlinePayment.get(public_id=done)
    charge = await _own_charge(charge_public_id, by=by)
    if not is_set_up:
        raise online.OnlinePaymentOff
    stay = await stay_by_id(charge.stay_id)
    payment_ends = clock.now() + online.OPEN_FOR + online.GRACE
    await _keep_open(stay, payment_ends)
    payment = await online.intend(charge.id, through=through, by=by)
    await idempotency.keep(key, payment.public_id, by=by)
    return payment


async def _own_charge(charge_public_id: str, *, by: Actor) -> Charge:
    found = None
    if is_public_id(charge_public_id):
        found = await Charge.get_or_none(
            public_id=charge_public_id, party__organisation_id=by.organisation_id
        )
    if found is None:
        raise ChargeUnknown
    return found


async def _keep_open(stay: Stay, until: datetime) -> None:
    """Nothing ends a submission while its union stands at the provider's page. Refused: AlreadyMoved."""
    state, due = State(stay.state), stay.answer_due_at
    if state.effects.is_over:
        raise AlreadyMoved(state=_(state.words))
    if state is not State.SUBMITTED or stay.accepted_at is not None or due is None:
        return
    if due <= clock.now():
        raise AlreadyMoved(state=_(State.EXPIRED.words))
    if due < until:
        await touch(stay, only_if={"answer_due_at": due, "accepted_at": None}, answer_due_at=until)

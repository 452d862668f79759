"""A refund that somebody made in the provider's own pages goes on record: the money left, whoever sent it. Only what cannot
be put on record leaves the list with a note.
"""

from booking.money.balancing import even_out, locked, standing_of
from booking.money.gateway import Gateway
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, RefundOrder
from booking.money.online.applying import HAS_MONEY
from booking.money.online.differences import clear_difference, leave_list, own_difference
from booking.money.online.held_money import left_of
from booking.money.online.refusals import (
    DifferenceSettled,
    DifferenceUnknown,
    ForeignRefundStands,
    MoreThanCame,
    OnlinePaymentOff,
    OutcomeNotKnown,
    RefundNotThere,
)
from booking.money.online.sending_back import leave
from booking.money.online_models import OnlineDifference, OnlinePayment, OnlineRefund
from booking.money.provider_facts import ProviderAway, ProviderRefused, RefundSeen
from booking.people import demand, demand_principal
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id

STANDS = ("pending", "succeeded")


async def record_foreign_refund(
    difference_public_id: str, *, at: Gateway | None, by: Actor
) -> None:
    """Ask the provider what it was, and put it on record as paid back for its charge, or out of held money.

    What was due back is due so much less; where nothing was due, so much is owed anew. Refused: NotGranted,
    DifferenceUnknown, DifferenceSettled, OnlinePaymentOff, OutcomeNotKnown, RefundNotThere, MoreThanCame.
    """
    demand(by, "money.record")
    demand_principal(by)
    found = await _listed(difference_public_id, by=by)
    await _record(found, await _asked(found, at=at), by=by)


async def dismiss_foreign_refund(
    difference_public_id: str, *, note: str, at: Gateway | None, by: Actor
) -> None:
    """Say what was done about one that cannot be put on record; it leaves the list.

    Refused: NotGranted, DifferenceUnknown, DifferenceSettled, OnlinePaymentOff, OutcomeNotKnown, ForeignRefundStands
    where it can be.
    """
    demand(by, "money.record")
    found = await _listed(difference_public_id, by=by)
    try:
        seen = await _asked(found, at=at)
    except RefundNotThere:
        seen = None
    await _dismiss(found, seen, note=note, by=by)


async def _listed(difference_public_id: str, *, by: Actor) -> OnlineDifference:
    found = await own_difference(difference_public_id, by=by)
    if found.kind != "foreign_refund":
        raise DifferenceUnknown
    return found


async def _asked(found: OnlineDifference, *, at: Gateway | None) -> RefundSeen:
    """Refused: OnlinePaymentOff, RefundNotThere, OutcomeNotKnown."""
    if at is None:
        raise OnlinePaymentOff
    try:
        return await at.refund_by_id(found.subject)
    except ProviderRefused:
        raise RefundNotThere from None
    except ProviderAway:
        raise OutcomeNotKnown from None


@transaction
async def _record(found: OnlineDifference, seen: RefundSeen, *, by: Actor) -> None:
    charge, payment = await _payment_of(seen)
    if not await OnlineDifference.filter(id=found.id, settled_at=None).exists():
        raise DifferenceSettled
    await _demand_room(charge, payment, seen)
    if payment.state == "held":
        await _out_of_held(charge, payment, seen, by=by)
    else:
        await _paid_back(charge, payment, seen, by=by)
    await clear_difference("foreign_refund", seen.id, by=by)


@transaction
async def _dismiss(
    found: OnlineDifference, seen: RefundSeen | None, *, note: str, by: Actor
) -> None:
    if seen is not None and await _can_be_recorded(seen):
        raise ForeignRefundStands
    await leave_list(found, note=note, by=by)


async def _can_be_recorded(seen: RefundSeen) -> bool:
    try:
        await _demand_room(*await _payment_of(seen), seen)
    except (RefundNotThere, MoreThanCame):
        return False
    return True


async def _payment_of(seen: RefundSeen) -> tuple[Charge, OnlinePayment]:
    """The charge, locked, and the payment from which it went back. Refused: RefundNotThere."""
    payment = await OnlinePayment.get_or_none(intent_id=seen.intent, state__in=HAS_MONEY)
    if payment is None or seen.state not in STANDS:
        raise RefundNotThere
    charge = await locked(payment.charge_id)
    return charge, await OnlinePayment.get(id=payment.id)


async def _demand_room(charge: Charge, payment: OnlinePayment, seen: RefundSeen) -> None:
    """Refused: MoreThanCame."""
    standing = await standing_of(charge)
    held = payment.state == "held"
    room = await left_of(payment) if held else standing.received - standing.refunded
    if seen.amount > room:
        raise MoreThanCame


async def _out_of_held(
    charge: Charge, payment: OnlinePayment, seen: RefundSeen, *, by: Actor
) -> None:
    """It never paid the charge, so nothing is owed anew; what is left of it, if anything, stays on the list."""
    going = await _write_refund(payment, seen, order_id=None)
    await leave(going, charge, by=by)
    if not await left_of(payment):
        await clear_difference("amount", payment.public_id, by=by)


async def _paid_back(
    charge: Charge, payment: OnlinePayment, seen: RefundSeen, *, by: Actor
) -> None:
    order = await _write(charge, payment, seen, by=by)
    legs = [Leg(Kind.RECEIVABLE, charge.public_id, seen.amount), Leg(Kind.STRIPE, "", -seen.amount)]
    await post(book_of=charge.payee_id, what="refund_paid", legs=legs, by=by, stay_id=charge.stay_id)  # fmt: skip
    await even_out(charge, why="overpaid", by=by)
    await outbox.post("money.refund_paid", {"refund_id": order.id, "stay_id": charge.stay_id})


async def _write(
    charge: Charge, payment: OnlinePayment, seen: RefundSeen, *, by: Actor
) -> RefundOrder:
    """As if it had been ordered here, handed over and done."""
    order = await RefundOrder.create(
        public_id=public_id(), charge_id=charge.id, minor=seen.amount.minor, currency=seen.amount.currency,
        way="online", why="elsewhere", ordered_at=clock.now(), paid_on=clock.today(), voucher=seen.id[:60],
        paid_by_user_id=by.user_id,
    )  # fmt: skip
    await _write_refund(payment, seen, order_id=order.id)
    return order


async def _write_refund(
    payment: OnlinePayment, seen: RefundSeen, *, order_id: int | None
) -> OnlineRefund:
    now = clock.now()
    return await OnlineRefund.create(
        public_id=public_id(), order_id=order_id, payment_id=payment.id, minor=seen.amount.minor,
        currency=seen.amount.currency, state=seen.state, refund_id=seen.id, tried_at=now,
        ended_at=now if seen.state == "succeeded" else None,
    )  # fmt: skip

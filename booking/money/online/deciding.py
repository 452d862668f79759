"""What a person decides about money that differs from what was asked."""

from booking.money.balancing import locked
from booking.money.ledger import Kind
from booking.money.models import Receipt
from booking.money.online.differences import mark_settled, own_difference
from booking.money.online.refusals import DifferenceSettled, DifferenceUnknown
from booking.money.online_models import OnlinePayment
from booking.money.receiving import receive
from booking.money.refusals import OtherCurrency
from booking.people import demand
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@transaction
async def take_as_it_came(difference_public_id: str, *, by: Actor) -> None:
    """Let held money pay its charge: too little leaves the rest owed, too much is ordered back.

    Refused: NotGranted, DifferenceUnknown, DifferenceSettled, OtherCurrency.
    """
    demand(by, "money.record")
    found = await own_difference(difference_public_id, by=by)
    payment = await OnlinePayment.get_or_none(public_id=found.subject)
    if found.kind != "amount" or payment is None:
        raise DifferenceUnknown
    charge = await locked(payment.charge_id)
    payment = await OnlinePayment.get(id=payment.id)
    if payment.state != "held":
        raise DifferenceSettled
    got = Money(payment.got_minor or 0, payment.got_currency)
    if got.currency != charge.currency:
        raise OtherCurrency(wanted=charge.currency)

    async def noted(receipt: Receipt) -> None:
        mine = OnlinePayment.filter(id=payment.id)
        await mine.update(state="paid", receipt_id=receipt.id)

    await receive(
        charge, got, received_on=clock.day_of(payment.paid_at or clock.now()),
        voucher=(payment.intent_id or payment.public_id)[:60], way="online", by=by,
        out_of=(Kind.SUSPENSE, payment.public_id), noted=noted,
    )  # fmt: skip
    await mark_settled(found, note="", by=by)

"""What of a held payment still lies in suspense: it neither paid its charge, nor went back, nor was taken by its payer's bank."""

from booking.money.models import Charge
from booking.money.online_models import DisputeDecision, OnlinePayment, OnlineRefund
from sites.foundation.amounts import Money, total


async def left_of(payment: OnlinePayment) -> Money:
    """Nothing for a payment that is not held. What is ordered to go back counts as gone."""
    got = Money(payment.got_minor or 0, payment.got_currency or payment.currency)
    if payment.state != "held":
        return got * 0
    back = OnlineRefund.filter(payment_id=payment.id, order_id=None).exclude(state="failed")
    off = DisputeDecision.filter(dispute__payment_id=payment.id, order_id=None, undone_at=None)
    gone = [Money(one.minor, one.currency) for one in await back]
    gone += [Money(one.minor, one.currency) for one in await off]
    return got - total(gone, currency=got.currency)


def is_foreign(payment: OnlinePayment, charge: Charge) -> bool:
    """It came in a currency in which nothing is owed: it can pay nothing."""
    return payment.got_currency not in ("", charge.currency)

"""How much of what came online can still go back by the way it came."""

from collections.abc import Sequence
from dataclasses import dataclass

from booking.money.models import Charge
from booking.money.online_models import OnlineDispute, OnlinePayment, OnlineRefund
from sites.foundation.amounts import Money, total


@dataclass(frozen=True, slots=True)
class Part:
    """So much out of this payment."""

    payment_id: int
    amount: Money


async def online_parts(charge: Charge, wanted: Money) -> list[Part]:
    """Payments of the charge that take back `wanted` together, or as much as they can; the first one first.

    A payment that the payer's bank is disputing gives nothing back. The charge must be locked.
    """
    parts: list[Part] = []
    for payment in await OnlinePayment.filter(charge_id=charge.id, state="paid").order_by("id"):
        taken = total((part.amount for part in parts), currency=wanted.currency)
        part = min(await _left_of(payment), wanted - taken)
        if part.minor > 0:
            parts.append(Part(payment.id, part))
    return parts


async def _left_of(payment: OnlinePayment) -> Money:
    if await OnlineDispute.filter(payment_id=payment.id, taken_minor__gt=0).exists():
        return Money(0, payment.currency)
    going = OnlineRefund.filter(payment_id=payment.id, order__withdrawn_at=None)
    gone = _sum(await going.exclude(state="failed"), payment.currency)
    return Money(payment.got_minor or 0, payment.currency) - gone


def _sum(refunds: Sequence[OnlineRefund], currency: str) -> Money:
    return total((Money(one.minor, one.currency) for one in refunds), currency=currency)

"""What a charge is worth to its payee: income, or, where it collects for an operator, a debt to that one and a commission."""

from booking.money.collecting import commission_of
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge
from booking.money.payout_models import CollectedCharge
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money


async def earn(charge: Charge, more: Money, *, before: Money, what: str, by: Actor) -> None:
    """Post that the charge is worth so much more (or less) than `before`. The charge must be locked.

    The commission is computed from the whole each time, so that no fen drifts.
    """
    legs = [Leg(Kind.RECEIVABLE, charge.public_id, more)]
    collected = await CollectedCharge.get_or_none(charge_id=charge.id)
    if collected is None:
        legs.append(Leg(Kind.INCOME, charge.public_id, -more))
    else:
        rate = collected.commission
        kept = commission_of(before + more, rate) - commission_of(before, rate)
        legs.append(Leg(Kind.PAYABLE_OPERATOR, charge.public_id, kept - more))
        legs.append(Leg(Kind.COMMISSION, charge.public_id, -kept))
    moving = [leg for leg in legs if leg.amount]
    await post(book_of=charge.payee_id, what=what, legs=moving, by=by, stay_id=charge.stay_id)

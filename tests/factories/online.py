"""Money online as the provider would show it, without a provider: what differs, and what a payer's bank took back."""

from dataclasses import dataclass
from datetime import timedelta

from booking.money.models import Charge
from booking.money.online.applying import apply_payment
from booking.money.online.disputes import apply_dispute
from booking.money.online_models import OnlineDifference, OnlinePayment
from booking.money.provider_facts import DisputeSeen, IntentSeen, SessionSeen
from sites.foundation import clock
from sites.foundation.amounts import Money
from sites.foundation.identifiers import public_id

FEE = Money(80_00)


@dataclass(frozen=True)
class Came:
    payment: OnlinePayment
    intent: str


async def came(charge: Charge, got: Money) -> Came:
    """So much came for all that the charge demands."""
    now, named = clock.now(), public_id()
    intent, session = f"pi_{named[:20]}", f"cs_{named[:20]}"
    made = await OnlinePayment.create(
        public_id=named, charge_id=charge.id, minor=charge.minor, language="zh_Hans_CN", by_user_id=0,
        made_at=now, tried_at=now, ends_at=now + timedelta(minutes=35),
    )  # fmt: skip
    seen = IntentSeen(intent, got, True, False, False, "card", Money(0, got.currency), f"txn_{named[:20]}")  # fmt: skip
    shown = SessionSeen(session, named, "complete", True, got, False, "", now, seen)
    await apply_payment(made.id, shown, is_live=False)
    return Came(await OnlinePayment.get(id=made.id), intent)


async def held_entry(charge: Charge, got: Money) -> str:
    """The entry of the payee's list for money that is not what was asked for."""
    payment = (await came(charge, got)).payment
    return str((await OnlineDifference.get(kind="amount", subject=payment.public_id)).public_id)


async def disputed_entry(charge: Charge, state: str) -> str:
    """The entry of the payee's list for a paid charge that the payer's bank took back; `state` is the provider's word."""
    paid = await came(charge, Money(charge.minor, charge.currency))
    named = f"dp_{paid.intent[3:]}"
    taken = Money(charge.minor, charge.currency)
    await apply_dispute(paid.payment.id, DisputeSeen(named, paid.intent, state, taken, FEE))
    return str((await OnlineDifference.get(kind="dispute", subject=named)).public_id)

"""Before anything is asked of the provider: the wish to pay is written down, and no second one beside it."""

from datetime import timedelta

from tortoise.expressions import Q

from booking.money.balancing import locked, standing_of
from booking.money.instalments import owed_through
from booking.money.models import Charge
from booking.money.online.accounts import open_account
from booking.money.online.refusals import (
    NothingOwed,
    NotPaidOnline,
    PaymentUnderWay,
    PaymentUnknown,
    TooMuchOnline,
)
from booking.money.online_models import OnlinePayment
from booking.money.provider_facts import Wish
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import locale

# The provider ends a Checkout after thirty minutes at the earliest, counted from when it hears of it.
OPEN_FOR = timedelta(minutes=35)
# What it takes until the last second of its page still reaches us in time.
GRACE = timedelta(minutes=10)
# What it takes at a time.
MOST = Money(999_999_99)
LIVE = ("made", "open", "checking")


async def intend(charge_id: int, *, through: int | None = None, by: Actor) -> OnlinePayment:
    """Write the wish to pay what is owed on the charge, in the caller's transaction: everything, or its parts up to
    `through`.

    Refused: NotPaidOnline, PaymentUnderWay, NothingOwed, TooMuchOnline.
    """
    demand_transaction()
    charge = await locked(charge_id)
    account = await open_account()
    if account is None or account.payee_id != charge.payee_id:
        raise NotPaidOnline
    if await OnlinePayment.filter(charge_id=charge.id, state__in=LIVE).exists():
        raise PaymentUnderWay
    owed = (await standing_of(charge)).owed
    if through is not None:
        owed = min(owed, await owed_through(charge, through))
    if not owed:
        raise NothingOwed
    if owed.minor > MOST.minor:
        raise TooMuchOnline(most=MOST)
    return await _written(charge, owed, by=by)


async def _written(charge: Charge, owed: Money, *, by: Actor) -> OnlinePayment:
    now = clock.now()
    return await OnlinePayment.create(
        public_id=public_id(), charge_id=charge.id, minor=owed.minor, currency=owed.currency,
        language=locale(), by_user_id=by.user_id, made_at=now, tried_at=now, ends_at=now + OPEN_FOR,
    )  # fmt: skip


async def is_under_way(stay_id: int) -> bool:
    """Whether a union may just be paying a charge of the stay, or its money is on the way: nothing lapses meanwhile."""
    live = OnlinePayment.filter(charge__stay_id=stay_id, state__in=LIVE)
    open_until = clock.now() - GRACE
    return bool(await live.filter(Q(state="checking") | Q(ends_at__gt=open_until)).exists())


async def payment_of_party(payment_public_id: str, *, by: Actor) -> OnlinePayment:
    """A payment of the actor's own organisation. Refused: PaymentUnknown."""
    found = None
    if is_public_id(payment_public_id):
        found = await OnlinePayment.get_or_none(
            public_id=payment_public_id, charge__party__organisation_id=by.organisation_id
        )
    if found is None:
        raise PaymentUnknown
    return found


def wish_of(payment: OnlinePayment, *, words: str, back: str) -> Wish:
    return Wish(
        reference=payment.public_id, attempt=payment.attempt,
        amount=Money(payment.minor, payment.currency), words=words, back=back,
        ends_at=payment.ends_at, language=payment.language,
    )  # fmt: skip

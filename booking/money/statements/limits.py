"""Above which amount a decision about a payee's money takes two people; its administrator says so, who records none."""

from booking.money.bank_models import MoneyLimit
from booking.money.refusals import MOST, AmountOutOfRange
from booking.people import demand, demand_principal
from sites.foundation import clock
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction

USUAL = Money(5_000_00)


async def limit_of(payee_id: int) -> Money:
    row = await MoneyLimit.get_or_none(organisation_id=payee_id, replaced_at=None)
    return Money(row.minor) if row else USUAL


@transaction
async def set_limit(amount: Money, *, by: Actor) -> None:
    """From now on, for decisions that are made from now on. Refused: NotGranted, AmountOutOfRange."""
    demand(by, "team.manage")
    demand_principal(by)
    if not 0 <= amount.minor <= MOST:
        raise AmountOutOfRange(least=Money(0), most=Money(MOST), field="amount")
    present = MoneyLimit.filter(organisation_id=by.organisation_id, replaced_at=None)
    await present.select_for_update(no_key=True).first()
    await present.update(replaced_at=clock.now())
    await MoneyLimit.create(
        organisation_id=by.organisation_id, minor=amount.minor, set_at=clock.now(), by_user_id=by.user_id
    )  # fmt: skip

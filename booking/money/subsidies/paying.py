"""A granted claim is paid to the union's account; what the bank sends back is owed again."""

from datetime import date

from booking.money.bank_accounts import account_to_pay
from booking.money.ledger import Kind, Leg, post
from booking.money.refusals import demand_past, demand_voucher
from booking.money.subsidies.moving import move_claim, own_claim
from booking.money.subsidies.refusals import AccountNotReady, ReasonMissing
from booking.money.subsidy_models import SubsidyClaim
from booking.people import demand, demand_principal
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def record_subsidy_paid(
    claim: str, *, paid_on: date, voucher: str, by: Actor, key: Key | None = None
) -> None:
    """Record what the bank paid, with its voucher: one person, since two have granted it.

    Refused: NotGranted, ClaimUnknown, ClaimMoved, AccountNotReady, DayInFuture, VoucherMissing.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    if await idempotency.claim(key, by=by) is not None:
        return
    row = await own_claim(claim, federation_id=by.organisation_id)
    demand_past(paid_on, field="paid_on")
    bare = demand_voucher(voucher)
    if not (await account_to_pay(row.union_id)).may_be_paid_out:
        raise AccountNotReady
    await move_claim(
        row, ("granted",), "paid", paid_on=paid_on, voucher=bare, paid_by_id=by.user_id, paid_by_name=by.name
    )  # fmt: skip
    await _post(row, "subsidy_paid", 1, by=by)
    await idempotency.keep(key, row.public_id, by=by)


@transaction
async def subsidy_came_back(claim: str, *, why: str, by: Actor) -> None:
    """The bank returned it, or it was recorded by mistake: it is granted and not paid again, by an entry against the first.

    Refused: NotGranted, ClaimUnknown, ReasonMissing, ClaimMoved.
    """
    demand(by, "subsidies.decide")
    demand_principal(by)
    if not why:
        raise ReasonMissing(field="why")
    row = await own_claim(claim, federation_id=by.organisation_id)
    await move_claim(row, ("paid",), "granted", paid_on=None, voucher="", why=why)
    await _post(row, "subsidy_returned", -1, by=by)


async def _post(row: SubsidyClaim, what: str, sign: int, *, by: Actor) -> None:
    amount = Money(row.granted_minor or 0, row.currency) * sign
    legs = [Leg(Kind.SUBSIDY, row.public_id, amount), Leg(Kind.BANK, "", -amount)]
    await post(book_of=row.federation_id, what=what, legs=legs, by=by)

"""Money of a line that went back to its payer: put on record with the bank's voucher."""

from datetime import date

from booking.money.bank_models import BankLine, LineShare
from booking.money.refusals import RefundPaid, RefundUnknown, demand_past, demand_voucher
from booking.money.statements.posting import sent_back
from booking.people import demand, demand_principal
from sites.foundation import idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id


@transaction
async def record_return_paid(
    share_public_id: str, *, paid_on: date, voucher: str, by: Actor, key: Key | None = None
) -> None:
    """Record that what was owed back of a line was paid in the bank's own system.

    Refused: NotGranted, RefundUnknown, RefundPaid, DayInFuture, VoucherMissing.
    """
    demand(by, "money.record")
    demand_principal(by)
    if await idempotency.claim(key, by=by) is not None:
        return
    own = LineShare.filter(public_id=share_public_id, line__payee_id=by.organisation_id, fate="returned")  # fmt: skip
    found = await own.first() if is_public_id(share_public_id) else None
    if found is None:
        raise RefundUnknown
    line = await BankLine.filter(id=found.line_id).select_for_update(no_key=True).get()
    share = await LineShare.get(id=found.id)
    if share.undone_at is not None or share.done_at is None:
        raise RefundUnknown
    if share.paid_on is not None:
        raise RefundPaid(day=share.paid_on, voucher=share.voucher)
    demand_past(paid_on, field="paid_on")
    paid = {"paid_on": paid_on, "voucher": demand_voucher(voucher)}
    await LineShare.filter(id=share.id).update(**paid)
    await sent_back(line, Money(share.minor, share.currency), by=by)
    await idempotency.keep(key, share.public_id, by=by)

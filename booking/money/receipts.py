"""Money that arrived: the payee's finance person puts it on record, and takes back what was a mistake."""

from datetime import date

from booking.money.balancing import even_out, locked, standing_of
from booking.money.bank_models import LineShare
from booking.money.models import Charge, Receipt
from booking.money.receiving import LIES_IN, move_to_charge, receive
from booking.money.refusals import (
    AlreadyRecorded,
    AlreadyWithdrawn,
    ChargeUnknown,
    PaidBackAlready,
    ReceiptCameOnline,
    ReceiptUnknown,
    SeenInStatement,
    demand_amount,
    demand_past,
    demand_voucher,
)
from booking.people import demand
from sites.foundation import clock, idempotency
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key


@transaction
async def record_receipt(
    charge_public_id: str,
    *,
    amount: Money,
    received_on: date,
    voucher: str,
    by: Actor,
    key: Key | None = None,
    note: str = "",
    way: str = "transfer",
) -> str:
    """Put on record what the bank shows; whatever exceeds what is owed becomes a refund order.

    The receipt's public id. Refused: NotGranted, ChargeUnknown (also another payee's), DayInFuture,
    AmountOutOfRange, OtherCurrency, VoucherMissing, AlreadyRecorded.
    """
    demand(by, "money.record")
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    charge = await _own_charge(charge_public_id, by=by)
    demand_amount(amount, currency=charge.currency)
    demand_past(received_on, field="received_on")
    bare = demand_voucher(voucher)
    await _demand_new(charge, bare)
    receipt = await receive(
        charge, amount, received_on=received_on, voucher=bare, note=note, way=way, by=by
    )
    await idempotency.keep(key, receipt.public_id, by=by)
    return str(receipt.public_id)


@transaction
async def withdraw_receipt(receipt_public_id: str, *, why: str, by: Actor) -> None:
    """Take back a receipt that was a mistake: an entry against it, and refund orders shrink with it.

    Refused: NotGranted, ReceiptUnknown, AlreadyWithdrawn, ReceiptCameOnline, SeenInStatement, PaidBackAlready.
    """
    demand(by, "money.record")
    receipt = await _own_receipt(receipt_public_id, by=by)
    charge = await locked(receipt.charge_id)
    await receipt.refresh_from_db()
    if receipt.withdrawn_at is not None:
        raise AlreadyWithdrawn
    if await LineShare.filter(receipt_id=receipt.id, undone_at=None).exists():
        raise SeenInStatement
    if receipt.way == "online":
        raise ReceiptCameOnline
    amount = Money(receipt.minor, receipt.currency)
    standing = await standing_of(charge)
    if standing.received - amount < standing.refunded:
        raise PaidBackAlready(refunded=standing.refunded)
    receipt.withdrawn_at, receipt.note = clock.now(), f"{receipt.note} {why}".strip()[:200]
    await receipt.save(update_fields=["withdrawn_at", "note"])
    await move_to_charge(charge, -amount, LIES_IN[receipt.way], what="receipt_withdrawn", by=by)
    await even_out(charge, why="overpaid", by=by)


async def _own_charge(charge_public_id: str, *, by: Actor) -> Charge:
    found = await Charge.get_or_none(public_id=charge_public_id, payee_id=by.organisation_id)
    if found is None:
        raise ChargeUnknown
    return await locked(found.id)


async def _own_receipt(receipt_public_id: str, *, by: Actor) -> Receipt:
    found = await Receipt.get_or_none(
        public_id=receipt_public_id, charge__payee_id=by.organisation_id
    )
    if found is None:
        raise ReceiptUnknown
    return found


async def _demand_new(charge: Charge, voucher: str) -> None:
    twin = await Receipt.get_or_none(charge_id=charge.id, voucher=voucher, withdrawn_at=None)
    if twin is not None:
        raise AlreadyRecorded(
            voucher=voucher,
            amount=Money(twin.minor, twin.currency),
            day=twin.received_on,
            field="voucher",
        )

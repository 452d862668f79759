"""A decision becomes entries and papers, and is taken back by entries against them. Charge and line are locked."""

from typing import Any

from booking.money.balancing import even_out, standing_of
from booking.money.bank_models import BankLine, BatchItem, LineShare
from booking.money.ledger import Kind
from booking.money.models import Charge, Receipt, RefundOrder
from booking.money.receiving import move_to_charge, receive
from booking.money.refunds import pay_back
from booking.money.refusals import PaidBackAlready, RefundWithdrawn
from booking.money.statements.posting import owe_back, sent_back, take_out
from booking.money.statements.refusals import LeftTheBank
from booking.money.statements.vouchers import voucher_for
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money


async def carry_out(share: LineShare, line: BankLine, *, by: Actor) -> None:
    """Do what was decided. An unreadable row moves nothing."""
    amount = Money(share.minor, share.currency)
    told: dict[str, Any] = {"done_at": clock.now()}
    if share.fate == "applied":
        told["receipt_id"] = (await _apply(share, line, amount, by=by)).id
    elif share.fate == "returned":
        await owe_back(line, amount, what="line_returned", by=by)
    elif amount:
        await _pay_papers(share, line, by=by)
        await take_out(line, amount, what=f"line_{share.fate}", by=by)
    await LineShare.filter(id=share.id).update(**told)


async def take_back(share: LineShare, line: BankLine, *, by: Actor) -> None:
    """Let the money lie in suspense again. Refused: PaidBackAlready, LeftTheBank."""
    amount = Money(share.minor, share.currency)
    if share.fate == "applied":
        await _withdraw(share, line, amount, by=by)
    elif share.fate == "returned":
        if share.paid_on is not None or await _is_being_paid(share):
            raise LeftTheBank
        await owe_back(line, -amount, what="line_undone", by=by)
    elif amount:
        if share.refund_id or share.pays_id:
            raise LeftTheBank
        await take_out(line, -amount, what="line_undone", by=by)


async def _is_being_paid(share: LineShare) -> bool:
    """A line shows that it left, or it stands in a batch for the bank."""
    in_batch = BatchItem.filter(share_id=share.id, withdrawn_at=None)
    shown = LineShare.filter(pays_id=share.id, undone_at=None)
    return await in_batch.exists() or await shown.exists()


async def _apply(share: LineShare, line: BankLine, amount: Money, *, by: Actor) -> Receipt:
    charge = await Charge.get(id=share.charge_id)
    return await receive(
        charge, amount, received_on=line.booked_on, voucher=await voucher_for(line, charge.id), by=by,
        out_of=(Kind.SUSPENSE, line.public_id),
    )  # fmt: skip


async def _withdraw(share: LineShare, line: BankLine, amount: Money, *, by: Actor) -> None:
    charge = await Charge.get(id=share.charge_id)
    standing = await standing_of(charge)
    if standing.received - amount < standing.refunded:
        raise PaidBackAlready(refunded=standing.refunded)
    await Receipt.filter(id=share.receipt_id).update(withdrawn_at=clock.now())
    subject = line.public_id
    await move_to_charge(charge, -amount, Kind.SUSPENSE, subject, what="receipt_withdrawn", by=by)
    await even_out(charge, why="overpaid", by=by)


async def _pay_papers(share: LineShare, line: BankLine, *, by: Actor) -> None:
    """An order or a return that nobody has recorded as paid is paid by this line."""
    paid = {"paid_on": line.booked_on, "voucher": line.serial or line.public_id[:12]}
    if share.refund_id:
        order = await RefundOrder.get(id=share.refund_id)
        if order.withdrawn_at is not None:
            raise RefundWithdrawn
        if order.paid_on is None:
            await RefundOrder.filter(id=order.id).update(**paid, paid_by_user_id=by.user_id)
            charge = await Charge.get(id=order.charge_id)
            await pay_back(charge, order, by=by)
            told = {"refund_id": order.id, "stay_id": charge.stay_id}
            await outbox.post("money.refund_paid", told)
    elif share.pays_id:
        owed = await LineShare.get(id=share.pays_id).prefetch_related("line")
        if owed.paid_on is None:
            await LineShare.filter(id=owed.id).update(**paid)
            await sent_back(owed.line, Money(owed.minor, owed.currency), by=by)

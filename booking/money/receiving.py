"""Money that arrived for a charge, whichever way: one writer for all who put it on record."""

from collections.abc import Awaitable, Callable
from datetime import date

from booking.money.balancing import even_out
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge, Receipt
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import public_id

# Where money lies that came this way.
LIES_IN = {"transfer": Kind.BANK, "desk": Kind.BANK, "online": Kind.STRIPE}


async def receive(
    charge: Charge,
    amount: Money,
    *,
    received_on: date,
    voucher: str,
    by: Actor,
    way: str = "transfer",
    note: str = "",
    out_of: tuple[Kind, str] | None = None,
    noted: Callable[[Receipt], Awaitable[object]] | None = None,
) -> Receipt:
    """Write the receipt, its entry, and a refund order for what exceeds the debt, in the caller's transaction.

    `out_of` is the account that held the money until now, where it is not new. `noted` writes what else
    belongs to the receipt before anything is ordered back. The charge must be locked.
    """
    receipt = await Receipt.create(
        public_id=public_id(), charge_id=charge.id, minor=amount.minor, currency=amount.currency,
        way=way, received_on=received_on, voucher=voucher, note=note, by_user_id=by.user_id,
        recorded_at=clock.now(),
    )  # fmt: skip
    kind, subject = out_of or (LIES_IN[way], "")
    await move_to_charge(charge, amount, kind, subject, what="receipt", by=by)
    if noted is not None:
        await noted(receipt)
    await even_out(charge, why="overpaid", by=by)
    await outbox.post("money.received", {"receipt_id": receipt.id, "stay_id": charge.stay_id})
    return receipt


async def move_to_charge(
    charge: Charge, more: Money, kind: Kind, subject: str = "", *, what: str, by: Actor
) -> None:
    """Let the charge be paid by so much out of this account; a negative amount goes back there."""
    legs = [Leg(kind, subject, more), Leg(Kind.RECEIVABLE, charge.public_id, -more)]
    await post(book_of=charge.payee_id, what=what, legs=legs, by=by, stay_id=charge.stay_id)

"""The last move: everything owed is paid, everything due back is refunded, and what was charged is invoiced."""

from booking.money import account_of, demand_invoiced
from booking.stays.access import stay_of_operator
from booking.stays.moves import move
from booking.stays.refusals import NotSquare
from booking.stays.states import State
from sites.foundation.actor import Actor
from sites.foundation.database import transaction


@transaction
async def settle(public_id: str, *, by: Actor) -> None:
    """Close a reconciled stay. Refused: NotSquare with what is missing, InvoicesMissing, InvoicedTooMuch, AlreadyMoved."""
    stay = await stay_of_operator(public_id, by=by)
    account = await account_of(stay.id)
    if account.owed or account.refund_due:
        raise NotSquare(owed=account.owed, refund=account.refund_due)
    await demand_invoiced(stay.id)
    await move(stay, State.SETTLED, by=by, act="settled")

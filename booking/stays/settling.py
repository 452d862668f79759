"""The last move: everything owed is paid, everything due back is refunded, and what was charged is invoiced."""

from collections.abc import Collection

from booking.money import account_of, demand_invoiced, note_settled
from booking.people import demand
from booking.stays.access import stay_of_operator
from booking.stays.models import Stay
from booking.stays.moves import move
from booking.stays.refusals import NothingToSettle, NotSquare
from booking.stays.states import State
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Refusal


@transaction
async def settle(public_id: str, *, by: Actor) -> None:
    """Close a reconciled stay. Refused: NotSquare with what is missing, InvoicesMissing, InvoicedTooMuch, AlreadyMoved."""
    stay = await stay_of_operator(public_id, by=by)
    await _demand_ready(stay)
    await _close(stay, by=by)


@transaction
async def settle_together(public_ids: Collection[str], *, by: Actor) -> int:
    """Close those of these stays that are ready, in one act; how many. The others stay as they are.

    Refused: NotGranted, NothingToSettle where none is ready. Strangers' stays are not seen.
    """
    demand(by, "stays.reconcile")
    own = Stay.filter(
        public_id__in=list(public_ids), operator_id=by.organisation_id, state=State.RECONCILED
    )
    done = 0
    for stay in await own.order_by("id"):
        if await _is_ready(stay):
            await _close(stay, by=by)
            done += 1
    if not done:
        raise NothingToSettle
    return done


async def _close(stay: Stay, *, by: Actor) -> None:
    await move(stay, State.SETTLED, by=by, act="settled")
    await note_settled(stay.id)


async def _is_ready(stay: Stay) -> bool:
    try:
        await _demand_ready(stay)
    except Refusal:
        return False
    return True


async def _demand_ready(stay: Stay) -> None:
    account = await account_of(stay.id)
    if account.owed or account.refund_due:
        raise NotSquare(owed=account.owed, refund=account.refund_due)
    await demand_invoiced(stay.id)

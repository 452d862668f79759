"""What a person must look at: the provider and we see something differently. Once for each subject."""

from booking.money.models import Charge
from booking.money.online.held_money import left_of
from booking.money.online.refusals import (
    DifferenceSettled,
    DifferenceUnknown,
    DisputeStands,
    ForeignRefundStands,
    MoneyLiesThere,
)
from booking.money.online_models import OnlineDifference, OnlinePayment
from booking.people import demand
from sites.foundation import clock, outbox
from sites.foundation.actor import SYSTEM, Actor
from sites.foundation.amounts import Money
from sites.foundation.database import demand_transaction, fetch, transaction
from sites.foundation.identifiers import is_public_id, public_id


async def note_difference(
    kind: str, subject: str, *, payee_id: int, ours: Money | None = None, theirs: Money | None = None
) -> None:  # fmt: skip
    """Put it on the payee's list, in the caller's transaction. Noted before, it changes nothing."""
    demand_transaction()
    currency = (theirs or ours or Money(0)).currency
    made = await fetch(
        "INSERT INTO online_differences (public_id, payee_id, kind, subject, ours_minor, theirs_minor, currency, "
        "found_at, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '') "
        "ON CONFLICT (kind, subject) DO NOTHING RETURNING id",
        public_id(), payee_id, kind, subject, _minor(ours), _minor(theirs), currency,
        clock.now(),
    )  # fmt: skip
    if made:
        await outbox.post("online.differs", {"difference_id": int(made[0]["id"])})


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


async def clear_difference(kind: str, subject: str, *, by: Actor = SYSTEM) -> None:
    """What has righted itself, or was decided, leaves the list, in the caller's transaction."""
    demand_transaction()
    mine = OnlineDifference.filter(kind=kind, subject=subject, settled_at=None)
    await mine.update(settled_at=clock.now(), settled_by_id=by.user_id or None)


async def list_again(kind: str, subject: str, *, payee_id: int, theirs: Money) -> None:
    """What was dealt with lies there again: it stands on the list as if it were new, in the caller's transaction."""
    await note_difference(kind, subject, payee_id=payee_id, theirs=theirs)
    mine = OnlineDifference.filter(kind=kind, subject=subject)
    await mine.update(settled_at=None, settled_by_id=None, theirs_minor=theirs.minor, currency=theirs.currency)  # fmt: skip


@transaction
async def settle_difference(difference_public_id: str, *, note: str, by: Actor) -> None:
    """Say what was done about it; it leaves the list. Refused: NotGranted, DifferenceUnknown, DifferenceSettled,
    MoneyLiesThere and DisputeStands where money would stay behind in suspense, ForeignRefundStands for what the provider
    is asked about first (foreign.py).
    """
    demand(by, "money.record")
    found = await own_difference(difference_public_id, by=by)
    if found.kind == "dispute":
        raise DisputeStands
    if await _holds_money(found):
        raise MoneyLiesThere
    if found.kind == "foreign_refund":
        raise ForeignRefundStands
    await leave_list(found, note=note, by=by)


async def leave_list(found: OnlineDifference, *, note: str, by: Actor) -> None:
    """With what was done about it, in the caller's transaction. Refused: DifferenceSettled."""
    demand_transaction()
    mine = OnlineDifference.filter(id=found.id, settled_at=None)
    if not await mine.update(settled_at=clock.now(), settled_by_id=by.user_id, note=note[:200]):
        raise DifferenceSettled


async def _holds_money(found: OnlineDifference) -> bool:
    """A word takes money off no list, in whatever currency it came."""
    held = OnlinePayment.filter(public_id=found.subject, state="held")
    payment = await held.first() if found.kind == "amount" else None
    return payment is not None and bool(await left_of(payment))


async def own_difference(difference_public_id: str, *, by: Actor) -> OnlineDifference:
    found = None
    if is_public_id(difference_public_id):
        found = await OnlineDifference.get_or_none(
            public_id=difference_public_id, payee_id=by.organisation_id
        )
    if found is None:
        raise DifferenceUnknown
    return found


async def payee_of_charge(charge_id: int) -> int:
    return (await Charge.get(id=charge_id)).payee_id

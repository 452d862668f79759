"""Finding a write-off for somebody of one of its three sides; for everybody else it does not exist."""

from typing import Any

from booking.money.online_models import DisputeDecision
from booking.money.payout_models import CollectedCharge
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.refusals import WriteOffUnknown
from booking.people import NotGranted
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.identifiers import is_public_id

ABOUT = ("charge__payee", "charge__party__organisation")
# What whoever answers must be granted, by whose answer it takes.
ANSWERS = {"payee": "money.approve", "operator": "money.approve", "payer": "money.pay"}


async def found(write_off_public_id: str) -> Any:
    """With its charge, payee and payer. Refused: WriteOffUnknown."""
    if not is_public_id(write_off_public_id):
        raise WriteOffUnknown
    row = await WriteOff.filter(public_id=write_off_public_id).prefetch_related(*ABOUT).first()
    if row is None:
        raise WriteOffUnknown
    return row


async def sides_of(row: Any) -> dict[str, int]:
    """By side of this write-off, which organisation that is."""
    sides = {"payee": row.charge.payee_id, "payer": row.charge.party.organisation_id}
    collected = await CollectedCharge.get_or_none(charge_id=row.charge_id)
    return {**sides, "operator": collected.operator_id} if collected else sides


async def asked_organisation(row: Any) -> int:
    return (await sides_of(row))[row.asks]


async def is_part(row: Any) -> bool:
    """Whether it speaks of a lost dispute's money alone, and not of all that is owed of the charge."""
    return await DisputeDecision.filter(write_off_id=row.id).exists()


def is_due(amount: Money, owed: Money, *, is_part: bool) -> bool:
    """Whether what is proposed is what is owed now, or, of a lost dispute, still within it."""
    return amount == owed or (is_part and amount < owed)


async def answering(write_off_public_id: str, *, by: Actor) -> Any:
    """For somebody of the side that is asked. Refused: WriteOffUnknown, NotGranted."""
    row = await found(write_off_public_id)
    if by.organisation_id not in (await sides_of(row)).values():
        raise WriteOffUnknown
    if by.organisation_id != await asked_organisation(row) or not by.may(ANSWERS[row.asks]):
        raise NotGranted
    return row

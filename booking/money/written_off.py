"""What is written off of a charge: the sum that counts, and the entry that takes back what counts no more."""

from collections.abc import Iterable

from booking.money.earning import earn
from booking.money.models import Charge
from booking.money.write_off_models import WriteOff
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money


async def written_off(charge: Charge) -> Money:
    """What stands now: agreed to and not taken back."""
    return (await written_off_of([charge]))[charge.id]


async def written_off_of(charges: Iterable[Charge]) -> dict[int, Money]:
    """By charge's inner id. One query."""
    found = {charge.id: Money(0, charge.currency) for charge in charges}
    for row in await WriteOff.filter(charge_id__in=[*found], state="agreed") if found else ():
        found[row.charge_id] += Money(row.minor - row.reversed_minor, row.currency)
    return found


async def take_back(charge: Charge, much: Money, *, worth: Money, by: Actor) -> None:
    """So much is owed again after all: the last write-off goes first. `worth` is what the charge is worth until now.

    The charge must be locked.
    """
    if not much:
        return
    await earn(charge, much, before=worth, what="write_off_reversed", by=by)
    left = much.minor
    for row in await WriteOff.filter(charge_id=charge.id, state="agreed").order_by("-id"):
        part = min(left, row.minor - row.reversed_minor)
        if part:
            await WriteOff.filter(id=row.id).update(reversed_minor=row.reversed_minor + part)
        left -= part

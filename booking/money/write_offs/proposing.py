"""What is still owed of a charge is proposed to be given up, with a reason; nothing is posted yet."""

from dataclasses import dataclass

from booking.money.balancing import locked, standing_of
from booking.money.models import Charge
from booking.money.payout_models import CollectedCharge
from booking.money.refund_batches import has_second
from booking.money.refusals import ChargeUnknown
from booking.money.statements.refusals import ReasonMissing
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.refusals import NothingToWriteOff, OwedChanged, WriteOffWaits
from booking.people import demand, demand_principal
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id, public_id


@transaction
async def propose_write_off(
    charge_public_id: str, *, seen: Money, why: str, by: Actor, key: Key | None = None
) -> str:
    """Ask a second person to give up all that is owed of this charge; the proposal's public id.

    `seen` is what the proposer saw as owed. Who is asked: the operator for whom the payee collects; else somebody
    else of the payee; else, where it has nobody else, whoever owes it. Refused: NotGranted, ChargeUnknown (also
    another payee's), ReasonMissing, NothingToWriteOff, OwedChanged, WriteOffWaits.
    """
    demand(by, "money.record")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    charge = await locked((await _own(charge_public_id, by=by)).id)
    if not why.strip():
        raise ReasonMissing(field="why")
    await _demand_owed(charge, seen)
    row = await write_proposal(charge, seen, why=why, by=by)
    await idempotency.keep(key, row.public_id, by=by)
    return str(row.public_id)


async def write_proposal(charge: Charge, amount: Money, *, why: str, by: Actor) -> WriteOff:
    """In the caller's transaction. The charge must be locked, and nothing of it be proposed yet."""
    row = await WriteOff.create(
        public_id=public_id(), charge_id=charge.id, minor=amount.minor, currency=amount.currency,
        why=why.strip()[:200], asks=await asked_of(charge, by=by), proposed_at=clock.now(),
        by_user_id=by.user_id, by_name=by.name[:60],
    )  # fmt: skip
    await outbox.post("money.write_off", {"write_off_id": row.id})
    return row


@dataclass(frozen=True, slots=True)
class Preview:
    """What a write-off would do, before anybody asks for it. `asks`: whose answer it takes; `worth` is to the payee."""

    owed: Money
    worth: Money
    asks: str

    @property
    def worth_after(self) -> Money:
        return self.worth - self.owed


async def preview_write_off(charge_public_id: str, *, by: Actor) -> Preview:
    """Refused: NotGranted, ChargeUnknown."""
    demand(by, "money.record")
    charge = await _own(charge_public_id, by=by)
    standing = await standing_of(charge)
    return Preview(standing.owed, standing.worth, await asked_of(charge, by=by))


async def _demand_owed(charge: Charge, seen: Money) -> None:
    owed = (await standing_of(charge)).owed
    if not owed:
        raise NothingToWriteOff
    if owed != seen:
        raise OwedChanged(owed=owed)
    if await WriteOff.filter(charge_id=charge.id, state="proposed").exists():
        raise WriteOffWaits


async def asked_of(charge: Charge, *, by: Actor) -> str:
    """Whose answer a write-off of this charge takes."""
    if await CollectedCharge.filter(charge_id=charge.id).exists():
        return "operator"
    return "payee" if await has_second(by) else "payer"


async def _own(charge_public_id: str, *, by: Actor) -> Charge:
    known = is_public_id(charge_public_id)
    own = Charge.filter(public_id=charge_public_id, payee_id=by.organisation_id)
    found = await own.first() if known else None
    if found is None:
        raise ChargeUnknown
    return found

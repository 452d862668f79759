"""The answer to a proposed write-off: agreed to and posted, refused, or taken back by the payee."""

from booking.money.balancing import locked, standing_of
from booking.money.earning import earn
from booking.money.online_models import DisputeDecision
from booking.money.statements.refusals import ReasonMissing, SamePerson
from booking.money.write_off_models import WriteOff
from booking.money.write_offs.finding import answering, found, is_due, is_part
from booking.money.write_offs.refusals import WriteOffOutOfDate, WriteOffSettled, WriteOffUnknown
from booking.people import demand, demand_principal
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@transaction
async def agree_to_write_off(write_off_public_id: str, *, by: Actor) -> None:
    """The second person agrees: an entry of its own lowers what is owed and what the charge is worth to its payee.

    Refused: NotGranted (also for another side than the one asked), WriteOffUnknown, WriteOffSettled, SamePerson,
    WriteOffOutOfDate where another amount is owed by now, or, of a lost dispute, less.
    """
    demand_principal(by)
    row = await answering(write_off_public_id, by=by)
    charge = await locked(row.charge_id)
    if row.by_user_id == by.user_id:
        raise SamePerson
    standing, amount = await standing_of(charge), Money(row.minor, row.currency)
    await _answer(row, "agreed", by=by)
    if not is_due(amount, standing.owed, is_part=await is_part(row)):
        raise WriteOffOutOfDate(owed=standing.owed)
    await earn(charge, -amount, before=standing.worth, what="write_off", by=by)


@transaction
async def refuse_write_off(write_off_public_id: str, *, why: str, by: Actor) -> None:
    """The second person says no, with a reason; the money stays owed.

    Refused: NotGranted, WriteOffUnknown, ReasonMissing, WriteOffSettled, SamePerson.
    """
    demand_principal(by)
    row = await answering(write_off_public_id, by=by)
    if not why.strip():
        raise ReasonMissing(field="why")
    if row.by_user_id == by.user_id:
        raise SamePerson
    await locked(row.charge_id)
    await _answer(row, "refused", by=by, answer=why)
    await _tell_who_owes(row)


@transaction
async def withdraw_write_off(write_off_public_id: str, *, by: Actor) -> None:
    """The payee takes a proposal back that nobody has answered. Refused: NotGranted, WriteOffUnknown, WriteOffSettled."""
    demand(by, "money.record")
    demand_principal(by)
    row = await found(write_off_public_id)
    if row.charge.payee_id != by.organisation_id:
        raise WriteOffUnknown
    await locked(row.charge_id)
    taken = {"state": "withdrawn", "answered_at": clock.now()}
    if not await WriteOff.filter(id=row.id, state="proposed").update(**taken):
        raise WriteOffSettled
    await _tell_who_owes(row)


async def _tell_who_owes(row: WriteOff) -> None:
    """What a lost dispute left open is owed after all: nobody was told of it while its write-off waited."""
    decision = await DisputeDecision.get_or_none(write_off_id=row.id, undone_at=None)
    if decision is not None:
        await outbox.post("online.dispute_decided", {"decision_id": decision.id})


async def _answer(row: WriteOff, state: str, *, by: Actor, answer: str = "") -> None:
    """While it waits. The charge must be locked. Refused: WriteOffSettled."""
    answered = await WriteOff.filter(id=row.id, state="proposed").update(
        state=state, answered_at=clock.now(), second_user_id=by.user_id, second_name=by.name[:60],
        answer=answer.strip()[:200],
    )  # fmt: skip
    if not answered:
        raise WriteOffSettled
    await outbox.post("money.write_off", {"write_off_id": row.id})

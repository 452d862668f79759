"""What a person decides about a lost dispute: the union owes the money again, or a second person agrees to write it off."""

from dataclasses import dataclass, replace

from booking.money.balancing import locked, standing_of
from booking.money.models import Charge
from booking.money.online.differences import clear_difference, own_difference
from booking.money.online.held_money import left_of
from booking.money.online.losing import count_as_paid_back, decided_of, set_off
from booking.money.online.refusals import (
    DifferenceSettled,
    DifferenceUnknown,
    DisputeNotLost,
    HeldFirst,
    NothingRisesAgain,
)
from booking.money.online_models import (
    DisputeDecision,
    OnlineDifference,
    OnlineDispute,
    OnlinePayment,
)
from booking.money.standing import Standing
from booking.money.write_off_models import WriteOff
from booking.money.write_offs import OwedChanged, WriteOffWaits
from booking.money.write_offs.proposing import asked_of, write_proposal
from booking.people import demand, demand_principal
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction


@dataclass(frozen=True, slots=True)
class DisputePreview:
    """`state` is the provider's word; `taken` lies with the payer's bank. Before and after are of the charge.

    `asks`: whose answer a write-off takes. `is_held`: the payment never paid its charge, so the charge stays as it is.
    """

    state: str
    taken: Money
    before: Standing
    after: Standing
    asks: str
    is_held: bool

    @property
    def is_lost(self) -> bool:
        return self.state == "lost"

    @property
    def rises(self) -> Money:
        """What is owed anew; less than was taken where something was due back."""
        return self.after.owed - self.before.owed


async def preview_dispute(difference_public_id: str, *, by: Actor) -> DisputePreview:
    """Refused: NotGranted, DifferenceUnknown."""
    demand(by, "money.see")
    dispute, payment = await _dispute(await own_difference(difference_public_id, by=by))
    charge = await Charge.get(id=payment.charge_id)
    taken = Money(dispute.taken_minor, dispute.currency) - await decided_of(dispute)
    before, is_held = await standing_of(charge), payment.state == "held"
    after = before if is_held else replace(before, refunded=before.refunded + taken)
    return DisputePreview(
        dispute.state, taken, before, after, await asked_of(charge, by=by), is_held
    )


@transaction
async def decide_dispute(
    difference_public_id: str, *, owed: Money, by: Actor, write_off: str = ""
) -> None:
    """A lost dispute becomes a fact of the books: the money counts as paid back, and is owed again as far as none was due.

    `owed` is what was seen to be owed afterwards. With a reason in `write_off` what rises is at once proposed to be written
    off. Money that was held and never paid is set off as a whole instead. Refused: NotGranted, DifferenceUnknown, DifferenceSettled,
    DisputeNotLost, OwedChanged, NothingRisesAgain, WriteOffWaits, HeldFirst.
    """
    demand(by, "money.record")
    demand_principal(by)
    found = await own_difference(difference_public_id, by=by)
    dispute, payment, charge = await _locked(found)
    amount = Money(dispute.taken_minor, dispute.currency) - await decided_of(dispute)
    if dispute.state != "lost":
        raise DisputeNotLost
    if not amount:
        raise DifferenceSettled
    if payment.state == "held":
        await _off_held(charge, dispute, payment, amount, by=by)
    else:
        await _owe_again(charge, dispute, amount, seen=owed, write_off=write_off.strip(), by=by)
    await clear_difference("dispute", dispute.dispute_id, by=by)


async def _off_held(
    charge: Charge, dispute: OnlineDispute, payment: OnlinePayment, amount: Money, *, by: Actor
) -> None:
    if amount != await left_of(payment):
        raise HeldFirst
    await set_off(charge, dispute, amount, by=by)
    await _note(dispute, amount, owed=amount * 0, by=by)
    await clear_difference("amount", payment.public_id, by=by)


async def _owe_again(
    charge: Charge, dispute: OnlineDispute, amount: Money, *, seen: Money, write_off: str, by: Actor
) -> None:
    before = await standing_of(charge)
    after = replace(before, refunded=before.refunded + amount)
    rises = after.owed - before.owed
    if after.owed != seen:
        raise OwedChanged(owed=after.owed)
    if write_off:
        await _demand_free(charge, rises)
    order = await count_as_paid_back(charge, dispute, amount, by=by)
    forgone = await write_proposal(charge, rises, why=write_off, by=by) if write_off else None
    row = await _note(dispute, amount, owed=rises, order_id=order.id, forgone=forgone, by=by)
    if rises and not forgone:
        await outbox.post("online.dispute_decided", {"decision_id": row.id})


async def _demand_free(charge: Charge, rises: Money) -> None:
    if not rises:
        raise NothingRisesAgain
    if await WriteOff.filter(charge_id=charge.id, state="proposed").exists():
        raise WriteOffWaits


async def _note(
    dispute: OnlineDispute, amount: Money, *, owed: Money, by: Actor, order_id: int | None = None,
    forgone: WriteOff | None = None,
) -> DisputeDecision:  # fmt: skip
    return await DisputeDecision.create(
        dispute_id=dispute.id, order_id=order_id, write_off_id=forgone.id if forgone else None,
        minor=amount.minor, owed_minor=owed.minor, currency=amount.currency, by_user_id=by.user_id,
        by_name=by.name[:60], decided_at=clock.now(),
    )  # fmt: skip


async def _locked(found: OnlineDifference) -> tuple[OnlineDispute, OnlinePayment, Charge]:
    charge = await locked((await _dispute(found))[1].charge_id)
    return *await _dispute(found), charge


async def _dispute(found: OnlineDifference) -> tuple[OnlineDispute, OnlinePayment]:
    dispute = await OnlineDispute.get_or_none(dispute_id=found.subject)
    if found.kind != "dispute" or dispute is None:
        raise DifferenceUnknown
    return dispute, await OnlinePayment.get(id=dispute.payment_id)

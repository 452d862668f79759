"""What a person decides about money that differs from what was asked: seen first, and by two people above the limit.

It pays its charge as far as something is owed; all else goes back by the way it came, as an ordinary refund order.
For a group that was declined, lapsed or cancelled that is the whole of it. Money of another currency pays nothing:
it goes back whole, always by two people, since no limit is set in its currency.
"""

from dataclasses import dataclass

from booking.money.balancing import locked, standing_of
from booking.money.ledger import Kind
from booking.money.models import Charge, Receipt
from booking.money.online.differences import clear_difference, own_difference
from booking.money.online.held_money import is_foreign, left_of
from booking.money.online.refusals import (
    DecisionWaits,
    DifferenceSettled,
    DifferenceUnknown,
    HeldOtherwise,
    NothingProposed,
)
from booking.money.online.sending_back import order_back
from booking.money.online_models import (
    HeldDecision,
    OnlineDifference,
    OnlinePayment,
    OnlineRefund,
)
from booking.money.receiving import receive
from booking.money.statements.limits import limit_of
from booking.money.statements.refusals import SamePerson
from booking.people import demand, demand_principal
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import transaction
from sites.foundation.identifiers import public_id


@dataclass(frozen=True, slots=True)
class HeldPreview:
    """Of `got`, `back` goes back online and the rest pays. `owed` before and `left` afterwards are of the charge.

    `is_foreign`: it came in another currency than is owed. `failed`: why the provider did not send it back before.
    `proposed_by` is whose decision waits for a second person, 0 where none does.
    """

    got: Money
    back: Money
    owed: Money
    left: Money
    needs_second: bool
    proposed_by: int
    proposed_name: str
    why: str
    is_foreign: bool = False
    failed: str = ""

    @property
    def pays(self) -> Money:
        return self.got - self.back


async def preview_held(difference_public_id: str, *, by: Actor) -> HeldPreview:
    """Refused: NotGranted, DifferenceUnknown, DifferenceSettled."""
    demand(by, "money.see")
    payment = await _payment(await own_difference(difference_public_id, by=by))
    charge = await Charge.get(id=payment.charge_id)
    got, back = await left_of(payment), await _goes_back(payment, charge)
    owed, waiting = (await standing_of(charge)).owed, await _proposed(payment)
    foreign = is_foreign(payment, charge)
    return HeldPreview(
        got, back, owed, owed if foreign else max(owed - (got - back), owed * 0),
        await _takes_two(got, charge), waiting.by_user_id if waiting else 0,
        waiting.by_name if waiting else "", waiting.why if waiting else "", foreign, await _failed(payment),
    )  # fmt: skip


@transaction
async def decide_held(difference_public_id: str, *, back: Money, by: Actor, why: str = "") -> bool:
    """Let held money pay its charge, and what is beyond it go back online; whether that is done, or waits for a second person.

    `back` is what was seen to go back. Refused: NotGranted, DifferenceUnknown, DifferenceSettled, HeldOtherwise where
    another amount would go back, DecisionWaits.
    """
    demand(by, "money.record")
    demand_principal(by)
    found = await own_difference(difference_public_id, by=by)
    payment, charge = await _locked(found)
    if await _proposed(payment):
        raise DecisionWaits
    now = await _goes_back(payment, charge)
    if now != back:
        raise HeldOtherwise(back=now)
    got = await left_of(payment)
    row = await HeldDecision.create(
        public_id=public_id(), payment_id=payment.id, minor=got.minor, back_minor=back.minor,
        currency=got.currency, why=why.strip()[:200], by_user_id=by.user_id, by_name=by.name[:60],
        decided_at=clock.now(),
    )  # fmt: skip
    if await _takes_two(got, charge):
        await outbox.post("online.decision_waits", {"decision_id": row.id})
        return False
    await _carry_out(row, payment, charge, by=by)
    return True


@transaction
async def approve_held(difference_public_id: str, *, by: Actor) -> None:
    """The second person agrees: what was proposed is done.

    Refused: NotGranted, DifferenceUnknown, DifferenceSettled, NothingProposed, SamePerson, HeldOtherwise.
    """
    demand(by, "money.approve")
    demand_principal(by)
    payment, charge = await _locked(await own_difference(difference_public_id, by=by))
    row = await _proposed(payment)
    if row is None:
        raise NothingProposed
    if row.by_user_id == by.user_id:
        raise SamePerson
    back = await _goes_back(payment, charge)
    if (back.minor, (await left_of(payment)).minor) != (row.back_minor, row.minor):
        raise HeldOtherwise(back=back)
    await HeldDecision.filter(id=row.id).update(second_user_id=by.user_id)
    await _carry_out(row, payment, charge, by=by)


@transaction
async def drop_held(difference_public_id: str, *, by: Actor) -> None:
    """Take a decision back that waits for a second person. Refused: NotGranted, DifferenceUnknown, DifferenceSettled, NothingProposed."""
    demand(by, "money.record")
    demand_principal(by)
    payment, _charge = await _locked(await own_difference(difference_public_id, by=by))
    row = await _proposed(payment)
    if row is None:
        raise NothingProposed
    await HeldDecision.filter(id=row.id).update(undone_at=clock.now())


async def _carry_out(
    row: HeldDecision, payment: OnlinePayment, charge: Charge, *, by: Actor
) -> None:
    await HeldDecision.filter(id=row.id).update(done_at=clock.now())
    if is_foreign(payment, charge):
        await order_back(payment, Money(row.back_minor, row.currency))
    else:
        await _pay(row, payment, charge, by=by)
    await clear_difference("amount", payment.public_id, by=by)


async def _pay(row: HeldDecision, payment: OnlinePayment, charge: Charge, *, by: Actor) -> None:
    async def noted(receipt: Receipt) -> None:
        mine = OnlinePayment.filter(id=payment.id)
        await mine.update(state="paid", receipt_id=receipt.id)

    await receive(
        charge, Money(row.minor, row.currency), received_on=clock.day_of(payment.paid_at or clock.now()),
        voucher=(payment.intent_id or payment.public_id)[:60], way="online", by=by, note=row.why,
        out_of=(Kind.SUSPENSE, payment.public_id), noted=noted,
    )  # fmt: skip


async def _locked(found: OnlineDifference) -> tuple[OnlinePayment, Charge]:
    """A held payment as it is now, its charge locked."""
    charge = await locked((await _payment(found)).charge_id)
    return await _payment(found), charge


async def _payment(found: OnlineDifference) -> OnlinePayment:
    payment = await OnlinePayment.get_or_none(public_id=found.subject)
    if found.kind != "amount" or payment is None:
        raise DifferenceUnknown
    if not await left_of(payment):
        raise DifferenceSettled
    return payment


async def _proposed(payment: OnlinePayment) -> HeldDecision | None:
    return await HeldDecision.get_or_none(payment_id=payment.id, done_at=None, undone_at=None)


async def _failed(payment: OnlinePayment) -> str:
    """Why the provider did not send it back when it was asked last; empty where it never was."""
    mine = OnlineRefund.filter(payment_id=payment.id, order_id=None, state="failed")
    last = await mine.order_by("-id").first()
    return last.reason if last else ""


async def _takes_two(got: Money, charge: Charge) -> bool:
    return got.currency != charge.currency or got > await limit_of(charge.payee_id)


async def _goes_back(payment: OnlinePayment, charge: Charge) -> Money:
    """What would be too much. What was written off counts as owed again before anything goes back."""
    got = await left_of(payment)
    if is_foreign(payment, charge):
        return got
    standing = await standing_of(charge)
    return max(got - standing.owed - standing.written_off, got * 0)

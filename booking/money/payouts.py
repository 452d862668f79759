"""A centre pays operators out: prepared by one person, approved by another, confirmed with the bank's voucher."""

from datetime import date
from typing import Any

from booking.money.bank_accounts import account_keys, accounts_to_pay
from booking.money.ledger import Kind, Leg, post
from booking.money.models import Charge
from booking.money.payout_due import Collected, collected_by, payable
from booking.money.payout_models import Payout, PayoutBatch, PayoutLine
from booking.money.payout_refusals import (
    AccountChangedSince,
    BatchClosed,
    BatchUnknown,
    NotApproved,
    NothingToPayOut,
    PayoutEnded,
    PayoutUnknown,
    SecondPersonNeeded,
)
from booking.money.refusals import demand_past, demand_voucher
from booking.people import demand, demand_principal
from booking.people.models import Organisation
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.database import transaction
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import public_id


@transaction
async def prepare_payouts(*, by: Actor, key: Key | None = None) -> str:
    """Put together what is due to every operator whose bank account may be paid. The batch's public id.

    An operator's clawbacks lower what it gets; where they are more than is due, it waits. Refused: NotGranted, NothingToPayOut.
    """
    demand(by, "money.record")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    await _lock_collected(by.organisation_id)
    due = payable(await collected_by(by.organisation_id))
    accounts = {one: to for one, to in (await accounts_to_pay(due)).items() if to.may_be_paid_out}
    if not accounts:
        raise NothingToPayOut
    keys = await account_keys(accounts)
    batch = await _batch(by)
    for operator, account in accounts.items():
        await _payout(batch, operator, keys[operator], account.number[-4:], due[operator])
    await outbox.post("payout.prepared", {"batch_id": batch.id})
    await idempotency.keep(key, batch.public_id, by=by)
    return str(batch.public_id)


@transaction
async def approve_payouts(batch_public_id: str, *, by: Actor) -> None:
    """The second person looks and says yes. Refused: NotGranted, BatchUnknown, SecondPersonNeeded, BatchClosed."""
    demand(by, "money.approve")
    demand_principal(by)
    batch = await _own_batch(batch_public_id, by=by)
    demand_second_person(batch, by=by)
    open_ = Payout.filter(batch_id=batch.id, dropped_at=None)
    approved = await open_.exists() and await PayoutBatch.filter(id=batch.id, approved_at=None).update(
        approved_at=clock.now(), approved_by_id=by.user_id, approved_by_name=by.name
    )  # fmt: skip
    if not approved:
        raise BatchClosed


@transaction
async def confirm_payout(
    payout_public_id: str, *, paid_on: date, voucher: str, by: Actor, key: Key | None = None
) -> None:
    """Record what the bank paid, with its voucher: the centre's debt and its bank fall by it.

    Refused: NotGranted, PayoutUnknown, NotApproved, PayoutEnded, DayInFuture, VoucherMissing.
    """
    demand(by, "money.record")
    demand_principal(by)
    if await idempotency.claim(key, by=by) is not None:
        return
    payout, batch = await _own_payout(payout_public_id, by=by)
    if batch.approved_at is None:
        raise NotApproved
    demand_past(paid_on, field="paid_on")
    await _lock_collected(by.organisation_id)
    await _end(
        payout, paid_on=paid_on, voucher=demand_voucher(voucher), paid_by_id=by.user_id, paid_by_name=by.name
    )  # fmt: skip
    for line in await PayoutLine.filter(payout_id=payout.id).order_by("charge_id"):
        await _post(line, payout, batch, by=by)
    await outbox.post("payout.paid", {"payout_id": payout.id})
    await idempotency.keep(key, payout.public_id, by=by)


@transaction
async def drop_payout(payout_public_id: str, *, why: str, by: Actor) -> None:
    """What the bank did not pay, or was prepared wrongly, is due again. Refused: NotGranted, PayoutUnknown, PayoutEnded."""
    demand(by, "money.record")
    demand_principal(by)
    payout, _ = await _own_payout(payout_public_id, by=by)
    await _lock_collected(by.organisation_id)
    await _end(payout, dropped_at=clock.now(), dropped_why=why, dropped_by_name=by.name)


def demand_second_person(batch: PayoutBatch, *, by: Actor) -> None:
    """Refused: SecondPersonNeeded. A CHECK of the table says the same."""
    if batch.prepared_by_id == by.user_id:
        raise SecondPersonNeeded


async def demand_same_account(payout: Payout) -> None:
    """Refused: AccountChangedSince where the operator's account is another than the one that was approved."""
    keys = await account_keys([payout.operator_id])
    if keys.get(payout.operator_id) != payout.account_key:
        operator = await Organisation.get(id=payout.operator_id)
        raise AccountChangedSince(operator=operator.name)


async def _lock_collected(centre_id: int) -> None:
    """One at a time: two batches never take the same charge."""
    held = Charge.filter(payee_id=centre_id, collected__id__isnull=False).order_by("id")
    ids = list(await held.values_list("id", flat=True))
    await Charge.filter(id__in=ids).order_by("id").select_for_update(no_key=True)


async def _batch(by: Actor) -> PayoutBatch:
    last = await PayoutBatch.filter(centre_id=by.organisation_id).order_by("-serial").first()
    return await PayoutBatch.create(
        public_id=public_id(), centre_id=by.organisation_id, serial=last.serial + 1 if last else 1,
        prepared_at=clock.now(), prepared_by_id=by.user_id, prepared_by_name=by.name,
    )  # fmt: skip


async def _payout(
    batch: PayoutBatch, operator: int, account: str, number_end: str, due: list[Collected]
) -> None:
    amount = total(one.due for one in due)
    payout = await Payout.create(
        public_id=public_id(), batch_id=batch.id, operator_id=operator, minor=amount.minor,
        currency=amount.currency, account_key=account, number_end=number_end,
    )  # fmt: skip
    for one in due:
        await PayoutLine.create(payout_id=payout.id, charge_id=one.charge_id, minor=one.due.minor)


async def _own_batch(batch_public_id: str, *, by: Actor) -> PayoutBatch:
    found = await PayoutBatch.get_or_none(public_id=batch_public_id, centre_id=by.organisation_id)
    if found is None:
        raise BatchUnknown
    return found


async def _own_payout(payout_public_id: str, *, by: Actor) -> tuple[Payout, PayoutBatch]:
    found = await Payout.get_or_none(
        public_id=payout_public_id, batch__centre_id=by.organisation_id
    ).prefetch_related("batch")
    if found is None:
        raise PayoutUnknown
    return found, found.batch


async def _end(payout: Payout, **changes: Any) -> None:
    if not await Payout.filter(id=payout.id, paid_on=None, dropped_at=None).update(**changes):
        raise PayoutEnded


async def _post(line: PayoutLine, payout: Payout, batch: PayoutBatch, *, by: Actor) -> None:
    charge = await Charge.get(id=line.charge_id)
    amount = Money(line.minor, payout.currency)
    legs = [Leg(Kind.PAYABLE_OPERATOR, charge.public_id, amount), Leg(Kind.BANK, "", -amount)]
    await post(book_of=batch.centre_id, what="payout", legs=legs, by=by, stay_id=charge.stay_id)

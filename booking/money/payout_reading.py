"""Batches and payouts as pages show them, and what a bank's file needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from booking.money.bank_accounts import accounts_to_pay
from booking.money.payout_models import Payout, PayoutBatch, PayoutLine
from booking.money.payout_refusals import BatchUnknown, NotApproved
from booking.money.payouts import demand_same_account
from booking.people import demand
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.language import choose


@dataclass(frozen=True, slots=True)
class PayoutLineShown:
    """A charge in a payout; below nothing where an earlier payout is taken back."""

    reference: str
    stay_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayoutShown:
    """`state` is open, paid or dropped. `number_end` are the account's last digits."""

    id: str
    batch: str
    serial: int
    centre: str
    operator: str
    amount: Money
    number_end: str
    is_approved: bool
    prepared_at: datetime
    paid_on: date | None
    voucher: str
    paid_by: str
    dropped_why: str
    dropped_by: str
    lines: tuple[PayoutLineShown, ...]

    @property
    def state(self) -> str:
        return "paid" if self.paid_on else "dropped" if self.dropped_by else "open"


@dataclass(frozen=True, slots=True)
class BatchLine:
    id: str
    serial: int
    prepared_at: datetime
    prepared_by: str
    prepared_by_id: int
    approved_at: datetime | None
    approved_by: str
    payouts: tuple[PayoutShown, ...]

    @property
    def amount(self) -> Money:
        return total(one.amount for one in self.payouts if one.state != "dropped")

    @property
    def open(self) -> tuple[PayoutShown, ...]:
        return tuple(one for one in self.payouts if one.state == "open")

    @property
    def waits_for_approval(self) -> bool:
        return self.approved_at is None and bool(self.open)


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of a bank's file."""

    holder: str
    bank: str
    branch: str
    number: str
    amount: Money
    purpose: str


async def batches_of(centre_id: int) -> tuple[BatchLine, ...]:
    """The newest first."""
    rows = await PayoutBatch.filter(centre_id=centre_id).order_by("-id")
    payouts = await _shown(await Payout.filter(batch__centre_id=centre_id).order_by("id"))
    return tuple(_batch(row, [p for p in payouts if p.batch == row.public_id]) for row in rows)


async def batch_of(batch_public_id: str, *, by: Actor) -> BatchLine:
    """Refused: BatchUnknown."""
    row = await PayoutBatch.get_or_none(public_id=batch_public_id, centre_id=by.organisation_id)
    if row is None:
        raise BatchUnknown
    return _batch(row, await _shown(await Payout.filter(batch_id=row.id).order_by("id")))


async def payouts_to(operator_id: int) -> tuple[PayoutShown, ...]:
    """What this operator gets and got, the newest first; what was dropped is left out."""
    rows = Payout.filter(operator_id=operator_id, dropped_at=None, batch__approved_at__isnull=False)
    return tuple(await _shown(await rows.order_by("-id")))


async def transfers_of(batch_public_id: str, *, by: Actor) -> tuple[Transfer, ...]:
    """What is to be transferred now. Refused: NotGranted, BatchUnknown, NotApproved, AccountChangedSince."""
    demand(by, "money.record")
    batch = await batch_of(batch_public_id, by=by)
    if batch.approved_at is None:
        raise NotApproved
    rows = await Payout.filter(batch__public_id=batch.id, paid_on=None, dropped_at=None).order_by("id")  # fmt: skip
    for row in rows:
        await demand_same_account(row)
    accounts = await accounts_to_pay(row.operator_id for row in rows)
    return tuple(
        Transfer(to.holder, to.bank, to.branch, to.number, Money(row.minor, row.currency), f"P{batch.serial:04d}-{row.id}")
        for row in rows
        for to in (accounts[row.operator_id],)
    )  # fmt: skip


async def _shown(rows: Sequence[Payout]) -> list[PayoutShown]:
    ids = [row.id for row in rows]
    lines = PayoutLine.filter(payout_id__in=ids).order_by("charge_id").prefetch_related("charge")
    by_payout: dict[int, list[PayoutLine]] = {}
    for line in await lines if ids else []:
        by_payout.setdefault(line.payout_id, []).append(line)
    found = Payout.filter(id__in=ids).prefetch_related("batch__centre", "operator")
    whole = {row.id: row for row in await found} if ids else {}
    return [_payout(whole[one], by_payout.get(one, [])) for one in ids]


def _payout(row: Payout, lines: list[PayoutLine]) -> PayoutShown:
    batch, currency = row.batch, row.currency
    return PayoutShown(
        row.public_id, batch.public_id, batch.serial, choose(batch.centre.name, batch.centre.name_en),
        choose(row.operator.name, row.operator.name_en), Money(row.minor, currency), row.number_end,
        batch.approved_at is not None, batch.prepared_at, row.paid_on, row.voucher, row.paid_by_name,
        row.dropped_why, row.dropped_by_name,
        tuple(PayoutLineShown(one.charge.reference, one.charge.stay_id, Money(one.minor, currency)) for one in lines),
    )  # fmt: skip


def _batch(row: PayoutBatch, payouts: list[PayoutShown]) -> BatchLine:
    return BatchLine(
        row.public_id, row.serial, row.prepared_at, row.prepared_by_name, row.prepared_by_id, row.approved_at,
        row.approved_by_name, tuple(payouts),
    )  # fmt: skip

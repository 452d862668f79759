"""Refund batches as pages and files show them; and what could stand in the next one."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.money.bank_models import BatchItem, LineShare, RefundBatch
from booking.money.models import RefundOrder
from booking.money.refund_batches import BatchNotAgreed, BatchUnknown, is_due
from booking.people.models import User
from sites.foundation import sealing
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money, total
from sites.foundation.identifiers import is_public_id


@dataclass(frozen=True, slots=True)
class ToRefund:
    """A refund order (`kind` refund) or what is owed back of a line (`return`) that stands in no batch."""

    id: str
    kind: str
    to: str
    amount: Money
    reference: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ItemView:
    """`number` is whole in the file and masked on pages. `is_due` is false once it was paid or is due no more."""

    id: str
    kind: str
    paper: str
    holder: str
    bank: str
    branch: str
    number: str
    amount: Money
    purpose: str
    paid_on: date | None
    is_due: bool
    confirmed_at: datetime | None

    @property
    def masked(self) -> str:
        return f"**** {self.number[-4:]}"


@dataclass(frozen=True, slots=True)
class BatchView:
    """`second` is empty where the unions themselves confirmed."""

    id: str
    made_at: datetime
    by: str
    by_user_id: int
    second: str
    approved_at: datetime | None
    withdrawn_at: datetime | None
    items: tuple[ItemView, ...]

    @property
    def amount(self) -> Money:
        return total((item.amount for item in self.items), currency=self.items[0].amount.currency)


async def refunds_to_batch(payee_id: int) -> tuple[ToRefund, ...]:
    """The oldest first."""
    orders = await RefundOrder.filter(charge__payee_id=payee_id, paid_on=None, withdrawn_at=None, way="transfer").order_by("id").prefetch_related("charge__party__organisation")  # fmt: skip
    returns = await LineShare.filter(line__payee_id=payee_id, fate="returned", paid_on=None, undone_at=None, done_at__isnull=False).order_by("id").prefetch_related("line")  # fmt: skip
    items = BatchItem.filter(batch__payee_id=payee_id, withdrawn_at=None)
    taken = set(await items.values_list("refund_id", "share_id"))
    return tuple(
        [
            ToRefund(one.public_id, "refund", one.charge.party.organisation.name, Money(one.minor, one.currency), one.charge.reference, one.ordered_at)
            for one in orders if (one.id, None) not in taken
        ]
        + [
            ToRefund(one.public_id, "return", one.line.payer, Money(one.minor, one.currency), one.line.serial, one.decided_at)
            for one in returns if (None, one.id) not in taken
        ]
    )  # fmt: skip


async def refund_batches_of(payee_id: int) -> tuple[BatchView, ...]:
    """The newest twenty first, those taken back left out."""
    rows = await RefundBatch.filter(payee_id=payee_id, withdrawn_at=None).order_by("-id").limit(20)
    return tuple([await _batch(row) for row in rows])


async def refund_batch_of(batch_public_id: str, *, by: Actor) -> BatchView:
    """Refused: BatchUnknown."""
    known = is_public_id(batch_public_id)
    own = RefundBatch.filter(public_id=batch_public_id, payee_id=by.organisation_id)
    row = await own.first() if known else None
    if row is None:
        raise BatchUnknown
    return await _batch(row)


async def batch_for_bank(batch_public_id: str, *, by: Actor) -> BatchView:
    """A batch that two have agreed to. Refused: BatchUnknown, BatchNotAgreed."""
    batch = await refund_batch_of(batch_public_id, by=by)
    if batch.approved_at is None:
        raise BatchNotAgreed
    return batch


async def refund_to_confirm(item_public_id: str, *, by: Actor) -> tuple[ItemView, str]:
    """For the union that gets the money: the refund, and who pays it. Refused: BatchUnknown."""
    known = is_public_id(item_public_id)
    own = BatchItem.filter(public_id=item_public_id, refund__charge__party__organisation_id=by.organisation_id, withdrawn_at=None)  # fmt: skip
    row = await own.prefetch_related("refund", "share", "batch__payee").first() if known else None
    if row is None:
        raise BatchUnknown
    return _item(row), str(row.batch.payee.name)


async def _batch(row: RefundBatch) -> BatchView:
    items = await BatchItem.filter(batch_id=row.id).order_by("id").prefetch_related("refund", "share")  # fmt: skip
    people = User.filter(id__in=[one for one in (row.by_user_id, row.second_user_id) if one])
    names = dict(await people.values_list("id", "name"))
    return BatchView(
        row.public_id, row.made_at, names.get(row.by_user_id, ""), row.by_user_id,
        names.get(row.second_user_id, ""), row.approved_at, row.withdrawn_at, tuple(map(_item, items)),
    )  # fmt: skip


def _item(row: BatchItem) -> ItemView:
    paper = row.refund or row.share
    number = sealing.unseal(row.number_sealed, place=f"refund_batch_items|{row.public_id}|number")
    return ItemView(
        row.public_id, "refund" if row.refund else "return", paper.public_id, row.holder, row.bank, row.branch,
        number, Money(row.minor, row.currency), row.purpose, paper.paid_on, is_due(paper), row.confirmed_at,
    )  # fmt: skip


async def return_of(share_public_id: str, *, by: Actor) -> ToRefund | None:
    """What is owed back of a line, paid or not; None for everything else."""
    known = is_public_id(share_public_id)
    own = LineShare.filter(public_id=share_public_id, line__payee_id=by.organisation_id, fate="returned", done_at__isnull=False)  # fmt: skip
    one = await own.prefetch_related("line").first() if known else None
    if one is None:
        return None
    amount = Money(one.minor, one.currency)
    return ToRefund(one.public_id, "return", one.line.payer, amount, one.line.serial, one.decided_at)  # fmt: skip

"""Refunds for the bank in one file: one person puts them together, another agrees, and only then there is a file."""

from collections.abc import Sequence
from typing import Any

from booking.money.bank_models import BatchItem, LineShare, RefundBatch
from booking.money.models import RefundOrder
from booking.money.refund_destinations import Destination, destination_of, seal_number
from booking.money.refusals import RefundUnknown
from booking.money.statements.refusals import NothingChosen, SamePerson
from booking.people import demand, demand_principal, members
from booking.people.permissions import grants
from sites.foundation import clock, idempotency, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import transaction
from sites.foundation.errors import Kind, Refusal
from sites.foundation.idempotency import Key
from sites.foundation.identifiers import is_public_id, public_id
from sites.foundation.language import N_


class BatchUnknown(Refusal):
    code = "refund_batch_unknown"
    kind = Kind.UNKNOWN
    words = N_("There is no such batch, or it is not your organisation's.")


class BatchSettled(Refusal):
    code = "refund_batch_settled"
    words = N_("This batch was agreed to or taken back already. Load the page again.")


class BatchNotAgreed(Refusal):
    code = "refund_batch_not_agreed"
    words = N_("There is a file once a second person has agreed.")


class BatchOutOfDate(Refusal):
    code = "refund_batch_out_of_date"
    words = N_(
        "A refund of this batch was paid or is no longer due. Take the batch back and make a new one."
    )


class InBatchAlready(Refusal):
    code = "refund_in_batch"
    words = N_("A refund that you chose stands in another batch already.")


@transaction
async def prepare_batch(papers: Sequence[str], *, by: Actor, key: Key | None = None) -> str:
    """Put refund orders and returns (public ids) together, each with its account; the batch's public id.

    Nobody who agrees is needed where the organisation has one such person: then each union confirms its own refund.
    Refused: NotGranted, NothingChosen, RefundUnknown, InBatchAlready, NoAccountForRefund, AccountTooNew.
    """
    demand(by, "money.record")
    demand_principal(by)
    done = await idempotency.claim(key, by=by)
    if done is not None:
        return done
    if not papers:
        raise NothingChosen(field="paper")
    batch = await RefundBatch.create(
        public_id=public_id(), payee_id=by.organisation_id, by_user_id=by.user_id, made_at=clock.now()
    )  # fmt: skip
    for one in dict.fromkeys(papers):
        paper = await _paper(one, by=by)
        item = await BatchItem.create(**_columns(batch, paper, await destination_of(paper)))
        if item.refund_id and not await has_second(by):
            await outbox.post("bank.confirm_refund", {"item_id": item.id})
    await idempotency.keep(key, batch.public_id, by=by)
    return str(batch.public_id)


@transaction
async def approve_batch(batch_public_id: str, *, by: Actor) -> None:
    """Agree to accounts and amounts that another person put together: the file may be made.

    Refused: NotGranted, BatchUnknown, BatchSettled, SamePerson, BatchOutOfDate.
    """
    demand(by, "money.approve")
    demand_principal(by)
    batch = await _open_batch(batch_public_id, by=by)
    if batch.by_user_id == by.user_id:
        raise SamePerson
    await _demand_due(batch)
    told = {"second_user_id": by.user_id, "approved_at": clock.now()}
    await RefundBatch.filter(id=batch.id).update(**told)


@transaction
async def withdraw_batch(batch_public_id: str, *, by: Actor) -> None:
    """Take back a batch that nobody has agreed to; its refunds are free again. Refused: NotGranted, BatchUnknown, BatchSettled."""
    demand(by, "money.record")
    batch = await _open_batch(batch_public_id, by=by)
    now = clock.now()
    await RefundBatch.filter(id=batch.id).update(withdrawn_at=now)
    await BatchItem.filter(batch_id=batch.id).update(withdrawn_at=now)


@transaction
async def confirm_refund_account(item_public_id: str, *, by: Actor) -> None:
    """The union that gets the money says that account and amount are right, in the second person's place.

    With the last one of a batch the batch is agreed to. Refused: NotGranted, BatchUnknown, BatchSettled, BatchOutOfDate.
    """
    demand(by, "money.pay")
    demand_principal(by)
    known = is_public_id(item_public_id)
    own = BatchItem.filter(public_id=item_public_id, refund__charge__party__organisation_id=by.organisation_id)  # fmt: skip
    item = await own.prefetch_related("batch__payee").first() if known else None
    if item is None:
        raise BatchUnknown
    batch = await RefundBatch.filter(id=item.batch_id).select_for_update(no_key=True).get()
    if batch.approved_at or batch.withdrawn_at:
        raise BatchSettled
    await _demand_due(batch)
    await BatchItem.filter(id=item.id).update(confirmed_by_id=by.user_id, confirmed_at=clock.now())
    if not await BatchItem.filter(batch_id=batch.id, confirmed_at=None).exists():
        await RefundBatch.filter(id=batch.id).update(approved_at=clock.now())


async def has_second(by: Actor) -> bool:
    """Whether anybody else of the organisation may agree to money going out."""
    team = await members(by.organisation_id)
    return any(
        "money.approve" in grants(by.kind, one.roles) for one in team if one.user_id != by.user_id
    )


async def _open_batch(batch_public_id: str, *, by: Actor) -> RefundBatch:
    known = is_public_id(batch_public_id)
    own = RefundBatch.filter(public_id=batch_public_id, payee_id=by.organisation_id)
    batch = await own.select_for_update(no_key=True).first() if known else None
    if batch is None:
        raise BatchUnknown
    if batch.approved_at or batch.withdrawn_at:
        raise BatchSettled
    return batch


async def _demand_due(batch: RefundBatch) -> None:
    """Every refund of the batch is as it was put together. Refused: BatchOutOfDate."""
    for item in await BatchItem.filter(batch_id=batch.id).prefetch_related("refund", "share"):
        if not is_due(item.refund or item.share):
            raise BatchOutOfDate


def is_due(paper: Any) -> bool:
    """Whether an order, or a return, stands and is not paid."""
    ended = paper.withdrawn_at if isinstance(paper, RefundOrder) else paper.undone_at
    return ended is None and paper.paid_on is None


async def _paper(paper_public_id: str, *, by: Actor) -> RefundOrder | LineShare:
    """What is to be paid back and stands in no batch. Refused: RefundUnknown, InBatchAlready."""
    if not is_public_id(paper_public_id):
        raise RefundUnknown
    orders = RefundOrder.filter(public_id=paper_public_id, charge__payee_id=by.organisation_id, way="transfer")  # fmt: skip
    returns = LineShare.filter(public_id=paper_public_id, line__payee_id=by.organisation_id, fate="returned", done_at__isnull=False)  # fmt: skip
    for rows, column, about in ((orders, "refund_id", "charge__party"), (returns, "share_id", "line")):  # fmt: skip
        found: Any = await rows.prefetch_related(about).first()
        if found is not None:
            if not is_due(found):
                raise RefundUnknown
            if await BatchItem.filter(**{column: found.id}, withdrawn_at=None).exists():
                raise InBatchAlready
            return found  # type: ignore[no-any-return]
    raise RefundUnknown


def _columns(batch: RefundBatch, paper: Any, to: Destination) -> dict[str, Any]:
    made, is_order = public_id(), isinstance(paper, RefundOrder)
    return {
        "public_id": made, "batch_id": batch.id, "minor": paper.minor, "currency": paper.currency,
        "refund_id": paper.id if is_order else None, "share_id": None if is_order else paper.id,
        "holder": to.holder, "bank": to.bank, "branch": to.branch,
        "number_sealed": seal_number(to.number, item=made), "purpose": to.purpose,
    }  # fmt: skip

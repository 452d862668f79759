"""A service centre collects for an operator: agreed by both, from a day on, with a commission that is written down."""

from datetime import date

from booking.money.models import Charge
from booking.money.payout_models import CollectedCharge, Collection
from booking.money.payout_refusals import (
    CollectedAlready,
    CollectionClosed,
    CollectionUnknown,
    CommissionTooHigh,
    DocumentMissing,
    OperatorUnknown,
)
from booking.people import demand, demand_principal
from booking.people.models import Organisation
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.amounts import Money
from sites.foundation.database import demand_transaction, fetch, transaction
from sites.foundation.identifiers import public_id

MOST = 2000  # basis points


@transaction
async def propose_collection(
    operator_public_id: str, *, starts_on: date, commission: int, document: str, by: Actor
) -> str:
    """The centre proposes; nothing changes until the operator agrees. Its public id.

    `commission` in basis points. Refused: NotGranted, OperatorUnknown, CollectedAlready, CommissionTooHigh, DocumentMissing.
    """
    demand(by, "money.approve")
    demand_principal(by)
    operator = await Organisation.get_or_none(public_id=operator_public_id, kind="operator")
    if operator is None or by.kind != "service_centre":
        raise OperatorUnknown(field="operator")
    if not 0 <= commission <= MOST:
        raise CommissionTooHigh(field="commission")
    if not document:
        raise DocumentMissing(field="document")
    if await Collection.filter(operator_id=operator.id, ends_on=None).exists():
        raise CollectedAlready(field="operator")
    made = await Collection.create(
        public_id=public_id(), centre_id=by.organisation_id, operator_id=operator.id, starts_on=starts_on,
        commission=commission, document=document, proposed_at=clock.now(), proposed_by_id=by.user_id,
        proposed_by_name=by.name,
    )  # fmt: skip
    await outbox.post("collection.changed", {"collection_id": made.id})
    return str(made.public_id)


@transaction
async def agree_to_collection(collection_public_id: str, *, by: Actor) -> None:
    """The operator agrees: what unions submit from that day on is charged by the centre.

    Refused: NotGranted, CollectionUnknown, CollectionClosed.
    """
    demand(by, "money.approve")
    demand_principal(by)
    found = await _of_side(collection_public_id, operator_id=by.organisation_id)
    agreed = await Collection.filter(id=found.id, agreed_at=None, ends_on=None).update(
        agreed_at=clock.now(), agreed_by_id=by.user_id, agreed_by_name=by.name
    )
    if not agreed:
        raise CollectionClosed
    await outbox.post("collection.changed", {"collection_id": found.id})


@transaction
async def end_collection(collection_public_id: str, *, why: str, by: Actor) -> None:
    """Either side ends it from today on (or says no to it); what is charged already stays with the centre.

    Refused: NotGranted, CollectionUnknown, CollectionClosed.
    """
    demand(by, "money.approve")
    demand_principal(by)
    side = "operator_id" if by.kind == "operator" else "centre_id"
    found = await _of_side(collection_public_id, **{side: by.organisation_id})
    ended = await Collection.filter(id=found.id, ends_on=None).update(
        ends_on=clock.today(), ended_why=why, ended_by_name=by.name
    )
    if not ended:
        raise CollectionClosed
    await outbox.post("collection.changed", {"collection_id": found.id})


async def payee_for(operator_id: int, day: date) -> int:
    """Who collects what this operator charges on that day: the centre that both agreed on, else itself."""
    found = await _in_force(operator_id, day)
    return found.centre_id if found else operator_id


async def note_collected(charge: Charge) -> None:
    """Keep for whom a centre collects this new charge, with the commission of that day,
    or of the stay's charges before it.
    """
    demand_transaction()
    rows = await fetch("SELECT operator_id FROM stays WHERE id = $1", charge.stay_id)
    operator_id = int(rows[0]["operator_id"])
    if charge.payee_id == operator_id:
        return
    beside = CollectedCharge.filter(
        charge__stay_id=charge.stay_id, charge__payee_id=charge.payee_id
    )
    first = await beside.first()
    if first is not None:
        terms = (first.collection_id, first.commission)
    else:
        found = await _in_force(operator_id, clock.today())
        if found is None or found.centre_id != charge.payee_id:
            return
        terms = (found.id, found.commission)
    await CollectedCharge.create(
        charge_id=charge.id, operator_id=operator_id, collection_id=terms[0], commission=terms[1]
    )


async def note_settled(stay_id: int) -> None:
    """The stay is settled: what was collected for it may be paid out."""
    demand_transaction()
    ids = await Charge.filter(stay_id=stay_id).values_list("id", flat=True)
    await CollectedCharge.filter(charge_id__in=list(ids), settled_at=None).update(
        settled_at=clock.now()
    )


def commission_of(charged: Money, basis_points: int) -> Money:
    """Rounded half up to the fen."""
    return Money((charged.minor * basis_points + 5000) // 10000, charged.currency)


async def _in_force(operator_id: int, day: date) -> Collection | None:
    agreed = Collection.filter(operator_id=operator_id, agreed_at__isnull=False, starts_on__lte=day)
    for one in await agreed.order_by("-id"):
        if one.ends_on is None or day < one.ends_on:
            return one
    return None


async def _of_side(collection_public_id: str, **side: int) -> Collection:
    found = await Collection.filter(public_id=collection_public_id, **side).first()
    if found is None:
        raise CollectionUnknown
    return found

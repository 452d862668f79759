"""Collecting and paying out: the other side is told, and whoever has to approve."""

from typing import Any

from booking.money.payout_models import Collection, Payout, PayoutBatch
from booking.notices.audience import readers
from booking.notices.telling import tell_one
from booking.people.models import Organisation
from sites.foundation.database import transaction


@transaction
async def tell_collection(collection_id: int) -> int:
    """Proposed to the operator, agreed to the centre, ended to both; how many notices were new."""
    row = await Collection.get(id=collection_id).prefetch_related("centre", "operator")
    facts = {"starts_on": row.starts_on.isoformat()}
    told = 0
    if row.ends_on is not None or row.agreed_at is None:
        topic = "collection_ended" if row.ends_on else "collection_proposed"
        told += await _tell(topic, row, row.operator, row.centre, "/operator/collections", facts)
    if row.ends_on is not None or row.agreed_at is not None:
        topic = "collection_ended" if row.ends_on else "collection_agreed"
        told += await _tell(topic, row, row.centre, row.operator, "/centre/collections", facts)
    return told


async def _tell(
    topic: str, row: Collection, to: Organisation, other: Organisation, path: str, facts: dict[str, Any]
) -> int:  # fmt: skip
    told = 0
    for reader in await readers(to.id, "money.approve"):
        told += await tell_one(
            reader, source=f"{topic}:{row.id}", topic=topic, path=path, by_mail=True,
            facts={**facts, "union": [other.name, other.name_en]},
        )  # fmt: skip
    return told


@transaction
async def tell_payouts_prepared(batch_id: int) -> int:
    """Whoever may approve, but the one who prepared; nothing when it was approved meanwhile."""
    batch = await PayoutBatch.get(id=batch_id).prefetch_related("centre")
    if batch.approved_at is not None:
        return 0
    told = 0
    for reader in await readers(batch.centre_id, "money.approve", but=batch.prepared_by_id):
        told += await tell_one(
            reader, source=f"payout_prepared:{batch.id}", topic="payout_prepared", by_mail=True,
            path=f"/centre/payouts/{batch.public_id}",
            facts={"union": [batch.centre.name, batch.centre.name_en]},
        )  # fmt: skip
    return told


@transaction
async def tell_payout_paid(payout_id: int) -> int:
    payout = await Payout.get(id=payout_id).prefetch_related("batch__centre")
    centre, told = payout.batch.centre, 0
    for reader in await readers(payout.operator_id, "money.record"):
        told += await tell_one(
            reader, source=f"payout_paid:{payout.id}", topic="payout_paid", path="/operator/payouts",
            facts={"union": [centre.name, centre.name_en]}, by_mail=True,
        )  # fmt: skip
    return told

"""Claims of subsidies: the federation is told of one, whoever has to grant it, and the union how it ended."""

from booking.money.subsidy_models import SubsidyClaim
from booking.notices.audience import readers
from booking.notices.telling import tell_one
from sites.foundation.database import transaction

# By the state that a claim moved to: who is told, by which permission, under which topic.
TO_FEDERATION = {"claimed": "subsidies.decide", "checked": "subsidies.approve"}
TO_UNION = ("granted", "paid", "turned_down")


@transaction
async def tell_subsidy(claim_id: int, state: str) -> int:
    """How many notices were new. A claim that has moved on since is told of by its next move."""
    row = await SubsidyClaim.get(id=claim_id).prefetch_related("union", "federation")
    if row.state != state:
        return 0
    if state in TO_FEDERATION:
        checker = (row.checked_by_id or 0) if state == "checked" else 0
        told, path = await readers(row.federation_id, TO_FEDERATION[state], but=checker), f"/federation/subsidies/claims/{row.public_id}"  # fmt: skip
    elif state in TO_UNION:
        told, path = await readers(row.union_id, "money.pay"), "/union/subsidies"
    else:
        return 0
    facts = {
        "union": [row.union.name, row.union.name_en], "payee": [row.federation.name, row.federation.name_en],
        "total": row.granted_minor or row.minor, "why": row.why,
    }  # fmt: skip
    # Checked or paid anew, it is told anew.
    checked = int(row.checked_at.timestamp()) if row.checked_at else 0
    mark = f"{row.paid_on}:{row.voucher[-20:]}" if state == "paid" else f"{checked}"
    source = f"subsidy:{row.id}:{state}:{mark}"
    return sum(
        [
            await tell_one(
                reader,
                source=source,
                topic=f"subsidy_{state}",
                path=path,
                facts=facts,
                by_mail=True,
            )
            for reader in told
        ]
    )

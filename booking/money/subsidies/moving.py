"""Whose claim it is, and its one way of moving: from a state that it is still in."""

from collections.abc import Collection, Mapping
from typing import Any

from booking.money.subsidies.refusals import ClaimMoved, ClaimUnknown
from booking.money.subsidy_models import SubsidyClaim
from sites.foundation import outbox
from sites.foundation.database import demand_transaction
from sites.foundation.identifiers import is_public_id


async def own_claim(claim: str, **side: Any) -> SubsidyClaim:
    """Refused: ClaimUnknown for everybody but the union or federation that is named."""
    found = await SubsidyClaim.get_or_none(public_id=claim, **side) if is_public_id(claim) else None
    if found is None:
        raise ClaimUnknown
    return found


async def move_claim(
    row: SubsidyClaim,
    allowed: Collection[str],
    to: str,
    *,
    only_if: Mapping[str, Any] | None = None,
    **columns: Any,
) -> None:
    """In the caller's transaction; whoever is concerned is told. Refused: ClaimMoved."""
    demand_transaction()
    there = SubsidyClaim.filter(id=row.id, state__in=list(allowed), **(only_if or {}))
    if not await there.update(state=to, **columns):
        raise ClaimMoved
    row.update_from_dict({"state": to, **columns})
    await outbox.post("subsidy.moved", {"claim_id": row.id, "state": to})

"""A claim is written for a trip, in the transaction of whoever reckoned it; the union may take it back until it is granted."""

from collections.abc import Sequence
from typing import Any

from booking.money.subsidies.moving import move_claim, own_claim
from booking.money.subsidies.rates import Rate
from booking.money.subsidies.reckoning import Reckoned
from booking.money.subsidies.refusals import ClaimedAlready
from booking.money.subsidy_models import SubsidyClaim
from booking.people import demand, demand_principal
from sites.foundation import clock, outbox
from sites.foundation.actor import Actor
from sites.foundation.database import demand_transaction, transaction
from sites.foundation.identifiers import public_id

LOST = ("turned_down", "withdrawn")


async def write_claim(
    rate: Rate, reckoned: Reckoned, *, trip_id: int, nights: Sequence[dict[str, Any]], note: str, by: Actor
) -> str:  # fmt: skip
    """The claim's public id. The trip must be locked. Refused: ClaimedAlready."""
    demand_transaction()
    if await SubsidyClaim.filter(trip_id=trip_id).exclude(state__in=LOST).exists():
        raise ClaimedAlready
    amount = reckoned.amount
    row = await SubsidyClaim.create(
        public_id=public_id(), rate_id=rate.inner_id, federation_id=rate.federation_id,
        union_id=by.organisation_id, trip_id=trip_id, workers=reckoned.workers,
        person_days=reckoned.person_days, minor=amount.minor, currency=amount.currency, note=note,
        facts={"nights": list(nights), "cost": reckoned.cost.minor}, claimed_at=clock.now(),
        claimed_by_id=by.user_id, claimed_by_name=by.name,
    )  # fmt: skip
    await outbox.post("subsidy.moved", {"claim_id": row.id, "state": "claimed"})
    return str(row.public_id)


@transaction
async def withdraw_claim(claim: str, *, by: Actor) -> None:
    """The union takes it back; the trip may be claimed anew. Refused: NotGranted, ClaimUnknown, ClaimMoved once it is granted."""
    demand(by, "money.pay")
    demand_principal(by)
    row = await own_claim(claim, union_id=by.organisation_id)
    await move_claim(
        row, ("claimed", "checked"), "withdrawn", ended_at=clock.now(), ended_by_name=by.name
    )

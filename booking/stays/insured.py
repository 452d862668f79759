"""What a stay's insurance lacks. Whoever judges by other rules brings what they ask (the seam for verdicts)."""

from booking.rosters.insurance import Asked, asked_by, lacking, policies_of
from booking.stays.models import Party, Stay


async def insurance_lacking(stay: Stay, asked: Asked | None = None) -> tuple[str, ...]:
    """Codes of rosters.insurance.LACKING for all days of the stay and all heads of its party.

    Without `asked` the union's own rule counts.
    """
    party = await Party.filter(trip_id=stay.trip_id, organisation_id=stay.union_id).get()
    return lacking(
        await policies_of(party.id), first=stay.check_in, last=stay.check_out,
        heads=party.workers + party.family + party.crew,
        asked=asked if asked is not None else await asked_by(stay.union_id),
    )  # fmt: skip


async def insurance_stops(stay: Stay) -> bool:
    """Whether the union lets no stay be confirmed without insurance, and this one has none that suffices."""
    asked = await asked_by(stay.union_id)
    return asked.stops and bool(await insurance_lacking(stay, asked))
